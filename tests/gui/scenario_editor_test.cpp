// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario editor: TOML is edited in place, forms come from the declared settings, and errors
// are marked.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>

#include "app/gui/models/scenario_form.h"
#include "app/gui/views/main_window.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

const std::string text =
    "# votes\n"
    "name = \"votes\"   # called\n"
    "\n"
    "[tables.votes]\n"
    "size = \"8 GB\"\n"
    "capacity = { mode = \"provisioned\", read = 10 }\n"
    "\n"
    "[workloads.\"the voters\"]   # spaced\n"
    "table = 'votes'\n"
    "keys.distribution = \"zipf\"\n";

TEST(TomlEdit, ReplacesAValueAndNothingElse) {
    EXPECT_EQ(toml_value(text, {"name"}), "\"votes\"");
    EXPECT_EQ(toml_value(text, {"tables", "votes", "capacity", "read"}), "10");
    EXPECT_EQ(toml_value(text, {"tables", "votes", "nothing"}), std::nullopt);
    std::string want = text;
    want.replace(want.find("read = 10"), 9, "read = 2500");
    EXPECT_EQ(with_toml_value(text, {"tables", "votes", "capacity", "read"}, "2500"), want);
    want = text;
    want.replace(want.find("\"zipf\""), 6, "\"uniform\"");
    EXPECT_EQ(
        with_toml_value(text, {"workloads", "the voters", "keys", "distribution"}, "\"uniform\""),
        want);
}

TEST(TomlEdit, AddsAKeyWhereItBelongs) {
    const auto line_after = [](const std::string& in, const std::string& what) {
        const std::size_t at = in.find('\n', in.find(what)) + 1;
        return in.substr(at, in.find('\n', at) - at);
    };
    EXPECT_EQ(line_after(*with_toml_value(text, {"seed"}, "7"), "name ="), "seed = 7");
    EXPECT_EQ(line_after(*with_toml_value(text, {"tables", "votes", "stream"}, "true"), "capacity"),
              "stream = true");
    const auto inside = *with_toml_value(text, {"tables", "votes", "capacity", "write"}, "20");
    EXPECT_NE(inside.find("{ mode = \"provisioned\", read = 10, write = 20 }"), std::string::npos);
    // A table that is only defined by dotted keys gets another dotted key.
    const auto dotted =
        *with_toml_value(text, {"workloads", "the voters", "keys", "distinct"}, "5");
    EXPECT_EQ(line_after(dotted, "keys.distribution"), "keys.distinct = 5");
    // A table that does not exist yet gets a header.
    const auto header = *with_toml_value(text, {"limits", "throttled_share"}, "0.1");
    EXPECT_EQ(toml_value(header, {"limits", "throttled_share"}), "0.1");
    EXPECT_EQ(with_toml_value("a = [", {"b"}, "1"), std::nullopt);
    EXPECT_EQ(with_toml_value("", {"a"}, "1"), "a = 1\n");
    EXPECT_EQ(with_toml_value("a = 1", {"b"}, "2"), "a = 1\nb = 2\n");
}

TEST(TomlEdit, EveryFieldOfAScenarioCanBeSetToItsOwnValue) {
    const std::string scenario_text = hot_scenario;
    const Scenario scenario = scenario_of(scenario_text);
    const std::string resolved = resolved_text(scenario);
    int checked = 0;
    const std::function<void(const std::vector<ScenarioField>&)> walk =
        [&](const std::vector<ScenarioField>& fields) {
            for (const ScenarioField& field : fields) {
                walk(field.children);
                if (field.kind == ScenarioField::Kind::group || field.value.isEmpty() ||
                    field.value == QStringLiteral("[]"))
                    continue;
                // Only given settings, because some exclude each other.
                if (!toml_value(scenario_text, field.path)) continue;
                const auto changed =
                    with_toml_value(scenario_text, field.path, field.toml(field.value));
                ASSERT_TRUE(changed.has_value()) << field.name.toStdString();
                EXPECT_EQ(resolved_text(scenario_of(*changed)), resolved)
                    << field.name.toStdString();
                ++checked;
            }
        };
    walk(scenario_fields(scenario));
    EXPECT_GE(checked, 15);
}

TEST(ScenarioForm, IsASoundModelOfTheDeclaredSettings) {
    ScenarioForm form;
    QAbstractItemModelTester tester(&form, QAbstractItemModelTester::FailureReportingMode::Fatal);
    form.show(scenario_fields(scenario_of(hot_scenario)), hot_scenario);
    ASSERT_GT(form.rowCount(), 5);
    const std::function<QModelIndex(const QStringList&, QModelIndex)> find =
        [&](const QStringList& names, QModelIndex under) {
            for (int row = 0; row < form.rowCount(under); ++row) {
                const QModelIndex here = form.index(row, 0, under);
                if (here.data().toString() != names.front()) continue;
                return names.size() == 1 ? here : find(names.mid(1), here);
            }
            return QModelIndex();
        };
    const QModelIndex write = find(
        {QStringLiteral("tables.votes"), QStringLiteral("capacity"), QStringLiteral("write")}, {});
    ASSERT_TRUE(write.isValid());
    EXPECT_EQ(write.siblingAtColumn(1).data().toString(), QStringLiteral("400"));
    QStringList edits;
    QObject::connect(&form, &ScenarioForm::edit_asked, &form,
                     [&](const TomlPath& path, const QString& toml) {
                         edits << QString::fromStdString(path.back()) + QLatin1Char('=') + toml;
                     });
    EXPECT_TRUE(form.setData(write.siblingAtColumn(1), QStringLiteral("900"), Qt::EditRole));
    const QModelIndex rate = find(
        {QStringLiteral("workloads.voters"), QStringLiteral("arrivals"), QStringLiteral("rate")},
        {});
    ASSERT_TRUE(rate.isValid());
    EXPECT_TRUE(form.setData(rate.siblingAtColumn(1), QStringLiteral("5/s"), Qt::EditRole));
    EXPECT_EQ(edits, QStringList({QStringLiteral("write=900"), QStringLiteral("rate=\"5/s\"")}));
    // Other values with the same structure keep the tree as it is.
    const QPersistentModelIndex kept(write);
    std::string changed = hot_scenario;
    changed.replace(changed.find("write = 400"), 11, "write = 500");
    form.show(scenario_fields(scenario_of(changed)), changed);
    ASSERT_TRUE(kept.isValid());
    EXPECT_EQ(kept.sibling(kept.row(), 1).data().toString(), QStringLiteral("500"));
}

TEST(ScenarioPanel, MarksWhatIsWrongAndUndoesFormEdits) {
    ViewState view;
    ScenarioPanel panel(view);
    panel.set_text(QString::fromUtf8(hot_scenario), {});
    EXPECT_TRUE(panel.errors().empty());
    EXPECT_FALSE(panel.is_modified());
    const QString before = panel.text();
    Q_EMIT panel.form().edit_asked({"tables", "votes", "capacity", "write"}, QStringLiteral("-3"));
    panel.check();
    ASSERT_FALSE(panel.errors().empty());
    EXPECT_EQ(panel.errors().front().place.line, 12);
    EXPECT_EQ(panel.editor().extraSelections().size(), 1);
    EXPECT_FALSE(panel.tree().isEnabled());
    EXPECT_TRUE(panel.is_modified());
    panel.editor().undo();
    panel.check();
    EXPECT_EQ(panel.text(), before);
    EXPECT_TRUE(panel.errors().empty());
    panel.editor().redo();
    panel.check();
    EXPECT_FALSE(panel.errors().empty());
}

TEST(ScenarioPanel, AppliesAndSaves) {
    QTemporaryDir folder;
    Session session;
    MainWindow window(session);
    window.show();
    ASSERT_TRUE(session.open_text(QString::fromUtf8(hot_scenario), {}));
    window.open_explore();
    QString changed = window.scenario().text();
    changed.replace(QStringLiteral("duration = \"2m\""), QStringLiteral("duration = \"3m\""));
    window.scenario().editor().setPlainText(changed);
    ASSERT_TRUE(window.apply_scenario());
    EXPECT_EQ(session.run().planned_seconds(), 180);
    const QString path = folder.filePath(QStringLiteral("mine.toml"));
    ASSERT_TRUE(window.save_scenario(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(file.readAll()), changed);
    EXPECT_FALSE(window.scenario().is_modified());
    EXPECT_TRUE(Session::recent_files().contains(path));
    window.scenario().editor().setPlainText(QStringLiteral("name = "));
    EXPECT_FALSE(window.apply_scenario());
    EXPECT_EQ(session.run().planned_seconds(), 180);
}

}  // namespace
}  // namespace isotherm
