// SPDX-License-Identifier: GPL-3.0-or-later
// Broken scenarios open in the editor, changes on disk are told, and errors of the program itself
// leave text and window usable.

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>

#include "app/gui/pages/editor_page.h"
#include "app/gui/window/internal_errors.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

TEST(BrokenScenario, OpensInTheEditorWithAllItsErrors) {
    const TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.path("broken.toml"));
    QByteArray text = hot_scenario;
    text.replace("seed = 7", "seed = \"x\"");
    write(path, text + "\n[tables.votes.nonsense]\na = 1\n");
    Desktop desktop;
    desktop.open_hot();
    const auto before = desktop.session.run().identity().fingerprint;
    desktop.window->resize(1'024, 768);
    desktop.window->open(path);
    ASSERT_TRUE(desktop.window->edits());
    ScenarioPanel& panel = desktop.window->scenario();
    EXPECT_EQ(panel.text().toUtf8(), text + "\n[tables.votes.nonsense]\na = 1\n");
    const int errors = static_cast<int>(panel.errors().size());
    ASSERT_GE(errors, 2);
    EXPECT_EQ(panel.error_list().count(), errors);
    EXPECT_FALSE(panel.apply_button().isEnabled());
    EXPECT_TRUE(panel.apply_button().text().contains(QString::number(errors)));
    QTest::keyClick(&panel.error_list(), Qt::Key_Return);
    EXPECT_EQ(panel.editor().textCursor().blockNumber() + 1, panel.errors()[0].place.line);
    EXPECT_TRUE(panel.editor().hasFocus());
    QApplication::processEvents();
    EXPECT_GE(panel.editor().viewport()->height() / panel.editor().fontMetrics().lineSpacing(), 24);
    // The run before is still there.
    EXPECT_EQ(desktop.session.run().identity().fingerprint, before);
    QTest::keyClick(&panel.editor(), Qt::Key_Escape);
    EXPECT_TRUE(desktop.window->explores());
    EXPECT_EQ(desktop.session.run().recording().name, "hot");
    // Mended, it runs under its own file's name.
    desktop.action("edit_scenario")->trigger();
    panel.editor().setPlainText(QString::fromUtf8(hot_scenario));
    EXPECT_TRUE(desktop.window->apply_scenario());
    EXPECT_EQ(desktop.session.path(), path);
}

TEST(ChangedOnDisk, IsOfferedAndLoaded) {
    const TemporaryFolder folder;
    const QString path = QString::fromStdString(folder.path("mine.toml"));
    write(path, hot_scenario);
    Desktop desktop;
    desktop.window->open(path);
    ASSERT_TRUE(desktop.window->explores());
    desktop.window->banner().hide();
    // Other files of the folder, and texts that are not saved, are no changes of this file.
    desktop.window->scenario().editor().insertPlainText(QStringLiteral("# mine\n"));
    ASSERT_TRUE(desktop.window->apply_scenario());
    write(QString::fromStdString(folder.path("another.toml")), "x");
    QTest::qWait(400);
    EXPECT_FALSE(desktop.window->banner().isVisible());
    QByteArray other = hot_scenario;
    other.replace("seed = 7", "seed = 8");
    write(path, other);
    ASSERT_TRUE(wait_until([&] { return desktop.window->banner().isVisible(); }));
    EXPECT_TRUE(desktop.window->scenario().text().contains(QStringLiteral("# mine")))
        << "kept until the user decides";
    QPushButton* load = nullptr;
    for (auto* button : desktop.window->banner().findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == QStringLiteral("Load")) load = button;
    ASSERT_NE(load, nullptr);
    load->click();
    EXPECT_EQ(desktop.window->scenario().text().toUtf8(), other);
}

TEST(InternalErrors, TwoInARowCloseTheRunAndKeepTheText) {
    const TemporaryFolder folder;
    Desktop desktop;
    desktop.open_hot();
    const Error error = internal_error("a bug", "save your edits");
    desktop.action("show_all")->trigger();
    desktop.window->tell_error(error);
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_TRUE(desktop.session.sim().has_simulation()) << "one error does not close the run";
    desktop.action("show_all")->trigger();
    desktop.window->tell_error(error);
    EXPECT_TRUE(desktop.session.sim().has_simulation()) << "a command was given in between";
    const QString path = QString::fromStdString(folder.path("report.txt"));
    ASSERT_TRUE(desktop.window->save_error_report(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString report = QString::fromUtf8(file.readAll());
    for (const char* part : {"a bug", "seed 7", "show_all", "[tables.votes]"})
        EXPECT_TRUE(report.contains(QLatin1String(part))) << part;
    desktop.window->tell_error(error);
    EXPECT_FALSE(desktop.session.sim().has_simulation());
    EXPECT_EQ(desktop.window->scenario().text(), QString::fromUtf8(hot_scenario));
    EXPECT_TRUE(desktop.window->isVisible());
}

}  // namespace
}  // namespace isotherm
