// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario editor: TOML is edited in place, forms come from the declared settings, and errors
// are marked.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>

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
