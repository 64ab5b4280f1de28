// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved edits survive the end of the program, however it ends.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTextDocument>

#include "app/gui/models/shipped_scenarios.h"
#include "app/gui/window/application.h"
#include "app/gui/window/recovery_copy.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// Simulates a program that is killed during an edit.
void leave_behind(const QString& folder, const UnsavedText& text) {
    const pid_t child = fork();
    if (child == 0) {
        auto* copy = new RecoveryCopy(folder, nullptr);
        copy->keep(text);
        copy->write_now();
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
}

TEST(RecoveryCopy, IsOfferedOnceItsProgramIsGone) {
    const QTemporaryDir folder;
    RecoveryCopy next(folder.path(), nullptr);
    EXPECT_FALSE(next.left_behind().has_value());
    leave_behind(folder.path(),
                 {QStringLiteral("a = 1\n\u6642 [broken"), QStringLiteral("/x/y.toml")});
    const auto found = next.left_behind();
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->text, QStringLiteral("a = 1\n\u6642 [broken"));
    EXPECT_EQ(found->path, QStringLiteral("/x/y.toml"));
    next.remove_left_behind();
    EXPECT_FALSE(next.left_behind().has_value());
}

TEST(RecoveryCopy, OfAProgramThatRunsIsNobodysElse) {
    const QTemporaryDir folder;
    RecoveryCopy running(folder.path(), nullptr);
    running.keep({QStringLiteral("a = 1"), {}});
    running.write_now();
    RecoveryCopy other(folder.path(), nullptr);
    EXPECT_FALSE(other.left_behind().has_value());
    running.forget();
    EXPECT_TRUE(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

TEST(Recovery, UnsavedEditsComeBackInTheNextWindow) {
    const QString folder = RecoveryCopy::default_folder();
    QDir(folder).removeRecursively();
    {
        Desktop desktop;
        desktop.open_hot(false);
        desktop.window->scenario().editor().appendPlainText(QStringLiteral("# mine"));
        desktop.window->recovery().write_now();
        EXPECT_EQ(QDir(folder).entryList({QStringLiteral("*.unsaved")}).size(), 1);
        // After saving or undoing there is nothing to recover.
        desktop.window->scenario().editor().document()->setModified(false);
        EXPECT_EQ(QDir(folder).entryList({QStringLiteral("*.unsaved")}).size(), 0);
    }
    for (const QString& text :
         {QString::fromUtf8(hot_scenario) + QStringLiteral("# mine\n"), QStringLiteral("[half")}) {
        leave_behind(folder, {text, {}});
        Desktop desktop;
        desktop.window->offer_unsaved();
        ASSERT_TRUE(desktop.window->banner().isVisible());
        for (auto* button : desktop.window->banner().findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Open them"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        EXPECT_EQ(desktop.window->scenario().text(), text);
        EXPECT_TRUE(desktop.window->scenario().is_modified());
        EXPECT_TRUE(desktop.window->edits());
        desktop.window->scenario().editor().document()->setModified(false);
    }
    EXPECT_TRUE(QDir(folder).entryList({QStringLiteral("*.unsaved")}).isEmpty());
}

TEST(Recovery, AnotherLanguageKeepsTheEdits) {
    Application program(GuiOptions{});
    program.open_as_asked();
    ASSERT_TRUE(program.session().open_text(QString::fromUtf8(hot_scenario), {}));
    program.window()->scenario().editor().appendPlainText(QStringLiteral("# mine"));
    const QString edited = program.window()->scenario().text();
    program.window()->actions()[ActionId::japanese]->trigger();
    const auto changed = [&] {
        return program.window()->scenario().text() == edited &&
               program.window()->windowTitle().contains(QLatin1Char('*'));
    };
    EXPECT_TRUE(wait_until(changed));
    EXPECT_TRUE(program.window()->scenario().is_modified());
    program.set_language(QStringLiteral("en"));
    program.window()->scenario().editor().document()->setModified(false);
}

TEST(Desktop, never_writes_a_scenario_that_ships) {
    Desktop desktop;
    const QString path = shipped_folder() + QStringLiteral("/heat.toml");
    ASSERT_TRUE(is_shipped(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    desktop.window->open(path);
    ASSERT_TRUE(wait_until([&] { return desktop.session.path() == path; }));
    desktop.window->scenario().set_text(QStringLiteral("# mine"), path);
    EXPECT_FALSE(desktop.window->save_scenario(path));
    EXPECT_TRUE(desktop.window->banner().isVisible());
    file.seek(0);
    EXPECT_EQ(file.readAll(), before);
}

}  // namespace
}  // namespace isotherm
