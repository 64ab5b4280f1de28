// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario editor: TOML is edited in place, forms come from the declared settings, and errors
// are marked.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/models/scenario_form.h"
#include "app/gui/window/main_window.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

TEST(ScenarioForm, IsASoundModelOfTheDeclaredSettings) {
    ScenarioForm form;
    QAbstractItemModelTester tester(&form, QAbstractItemModelTester::FailureReportingMode::Fatal);
    form.show(scenario_fields(good_scenario(hot_scenario)), hot_scenario);
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
    form.show(scenario_fields(good_scenario(changed)), changed);
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
    Q_EMIT panel.form().form().edit_asked({"tables", "votes", "capacity", "write"},
                                          QStringLiteral("-3"));
    panel.check();
    ASSERT_FALSE(panel.errors().empty());
    EXPECT_EQ(panel.errors().front().place.line, 12);
    EXPECT_EQ(panel.editor().extraSelections().size(), 1);
    EXPECT_FALSE(panel.form().tree().isEnabled());
    EXPECT_TRUE(panel.is_modified());
    panel.editor().undo();
    panel.check();
    EXPECT_EQ(panel.text(), before);
    EXPECT_TRUE(panel.errors().empty());
    panel.editor().redo();
    panel.check();
    EXPECT_FALSE(panel.errors().empty());
}

constexpr auto flow_scenario = R"(name = "steps"
duration = "1m"
[tables.mails]
capacity = { read = 10, write = 10 }
[workloads.reader]
table = "mails"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 100 }
steps = [
  { call = "Query", items = 50, as = "LIST" },  # heads
  { call = "GetItem" },
]
)";

// Clicks through the form of a scenario whose workload has steps.
class StepsForm : public testing::Test {
protected:
    StepsForm() {
        panel.set_text(QString::fromUtf8(flow_scenario), {});
        panel.tabs().setCurrentWidget(&panel.form());
        panel.resize(600, 700);
        panel.show();
    }
    QModelIndex at(const TomlPath& more) {
        TomlPath path{"workloads", "reader", "steps"};
        path.insert(path.end(), more.begin(), more.end());
        return panel.form().form().index_of(path);
    }
    // Selects a row and clicks a button; true if it could be clicked.
    bool click(const TomlPath& row, const QString& text) {
        if (!at(row).isValid()) return false;
        panel.form().tree().setCurrentIndex(at(row));
        for (QPushButton* button : panel.form().findChildren<QPushButton*>()) {
            if (button->text() != text || !button->isEnabled()) continue;
            QTest::mouseClick(button, Qt::LeftButton);
            panel.check();
            return true;
        }
        return false;
    }
    QString value(const TomlPath& row) { return at(row).siblingAtColumn(1).data().toString(); }
    static QString text_with(QString before, const QString& after) {
        return QString::fromUtf8(flow_scenario).replace(before, after);
    }

    ViewState view;
    ScenarioPanel panel{view};
};

TEST_F(StepsForm, ShowsEachStepInALine) {
    ASSERT_TRUE(panel.errors().empty());
    EXPECT_EQ(value({"0"}), QStringLiteral("call = \"Query\", items = 50, as = \"LIST\""));
    EXPECT_EQ(value({"1", "call"}), QStringLiteral("GetItem"));
    EXPECT_TRUE(panel.form().tree().isExpanded(at({})));
}

TEST_F(StepsForm, AddsRemovesAndMovesSteps) {
    ASSERT_TRUE(click({"0"}, QStringLiteral("Add")));
    EXPECT_EQ(panel.text(), text_with(QStringLiteral("# heads\n"),
                                      QStringLiteral("# heads\n  { call = \"GetItem\" },\n")));
    EXPECT_EQ(panel.form().form().field(panel.form().tree().currentIndex())->path.back(), "1");
    EXPECT_TRUE(panel.form().tree().isExpanded(at({})));
    ASSERT_TRUE(click({"2"}, QStringLiteral("Remove")));
    ASSERT_TRUE(click({"1"}, QStringLiteral("Move up")));
    EXPECT_EQ(value({"0"}), QStringLiteral("call = \"GetItem\""));
    EXPECT_FALSE(click({"0"}, QStringLiteral("Move up")));
    EXPECT_FALSE(click({"1"}, QStringLiteral("Move down")));
    for (int edits = 0; edits < 3; ++edits) panel.undo();
    EXPECT_EQ(panel.text(), QString::fromUtf8(flow_scenario));
}

TEST_F(StepsForm, SetsAndResetsSettingsOfAStep) {
    ScenarioForm& form = panel.form().form();
    ASSERT_TRUE(
        form.setData(at({"0", "items"}).siblingAtColumn(1), QStringLiteral("20"), Qt::EditRole));
    panel.check();
    EXPECT_EQ(panel.text(), text_with(QStringLiteral("items = 50"), QStringLiteral("items = 20")));
    ASSERT_TRUE(click({"0", "items"}, QStringLiteral("Remove")));
    EXPECT_EQ(panel.text(), text_with(QStringLiteral(", items = 50"), QString()));
    // The line of a step can be edited as a whole.
    ASSERT_TRUE(
        form.setData(at({"1"}).siblingAtColumn(1), QStringLiteral("wait = \"1 s\""), Qt::EditRole));
    panel.check();
    EXPECT_TRUE(panel.text().contains(QStringLiteral("  { wait = \"1 s\" },\n")));
    EXPECT_TRUE(panel.errors().empty());
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
