// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of commands, without a window: defaults, changes, conflicts, and storage.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "app/gui/models/key_rows.h"

namespace isotherm {
namespace {

QKeySequence key(const char* text) { return QKeySequence(QLatin1String(text)); }

QList<QKeySequence> keys(std::initializer_list<const char*> texts) {
    QList<QKeySequence> list;
    for (const char* text : texts) list << key(text);
    return list;
}

const QString run = QStringLiteral("run");
const QString open = QStringLiteral("open");
const QString zoom = QStringLiteral("zoom");
const QString next = QStringLiteral("next");

std::vector<CommandKeys> four_commands() {
    return {{open, KeyScope::window, keys({"Ctrl+O"})},
            {run, KeyScope::window, keys({"F5"})},
            {zoom, KeyScope::canvas, keys({"+", "W"})},
            {next, KeyScope::canvas, keys({"N"})}};
}

TEST(KeyBindings, AKeyIsChangedAddedAndRemoved) {
    KeyBindings bindings(four_commands());
    QSignalSpy changed(&bindings, &KeyBindings::keys_changed);
    EXPECT_FALSE(bindings.any_changed());
    EXPECT_TRUE(bindings.assign(run, key("F5"), key("F9")));
    EXPECT_EQ(bindings.keys(run), keys({"F9"}));
    EXPECT_TRUE(bindings.is_changed(run));
    EXPECT_EQ(changed.count(), 1);
    EXPECT_TRUE(bindings.assign(zoom, {}, key("Z")));
    EXPECT_EQ(bindings.keys(zoom), keys({"+", "W", "Z"}));
    EXPECT_TRUE(bindings.assign(zoom, key("+"), key("Q")));
    EXPECT_EQ(bindings.keys(zoom), keys({"Q", "W", "Z"})) << "a changed key keeps its place";
    EXPECT_TRUE(bindings.assign(zoom, key("Q"), key("W")));
    EXPECT_EQ(bindings.keys(zoom), keys({"W", "Z"})) << "never the same key twice";
    bindings.remove(zoom, key("W"));
    bindings.remove(zoom, key("Z"));
    EXPECT_TRUE(bindings.keys(zoom).isEmpty());
    EXPECT_TRUE(bindings.owner(key("W")).isEmpty());
    bindings.reset_all();
    EXPECT_FALSE(bindings.any_changed());
    EXPECT_EQ(bindings.keys(zoom), keys({"+", "W"}));
}

TEST(KeyBindings, AConflictNamesTheOtherCommandWhichGivesTheKeyUp) {
    KeyBindings bindings(four_commands());
    const auto objection = bindings.objection(zoom, key("N"));
    ASSERT_TRUE(objection.has_value());
    EXPECT_EQ(*objection, (KeyObjection{KeyObjection::Kind::taken, next}));
    EXPECT_FALSE(bindings.objection(next, key("N")).has_value()) << "its own key is no conflict";
    EXPECT_TRUE(bindings.assign(zoom, key("W"), key("N")));
    EXPECT_EQ(bindings.owner(key("N")), zoom);
    EXPECT_TRUE(bindings.keys(next).isEmpty());
    EXPECT_TRUE(bindings.is_changed(next));
    // A reset takes the key back from the other command.
    EXPECT_EQ(bindings.reset(next), QStringList(zoom));
    EXPECT_EQ(bindings.keys(next), keys({"N"}));
    EXPECT_EQ(bindings.keys(zoom), keys({"+"}));
    EXPECT_TRUE(bindings.reset(zoom).isEmpty());
    EXPECT_FALSE(bindings.any_changed());
}

TEST(KeyBindings, MenusFocusAndTextFieldsKeepTheirKeys) {
    KeyBindings bindings(four_commands());
    const auto kind = [&](const QString& command, const char* text) {
        const auto objection = bindings.objection(command, key(text));
        return objection ? std::optional(objection->kind) : std::nullopt;
    };
    const auto reserved = KeyObjection::Kind::reserved;
    const auto needs_canvas = KeyObjection::Kind::needs_canvas;
    for (const QString& command : {run, zoom}) {
        for (const char* text : {"F10", "Shift+F10", "Tab", "Shift+Tab", "Alt+F", "Alt+Shift+X"}) {
            EXPECT_EQ(kind(command, text), reserved) << text;
            EXPECT_FALSE(bindings.assign(command, {}, key(text)));
        }
        for (const char* text : {"Ctrl+J", "F9", "Shift+F9", "Alt+Left", "Ctrl+Alt+F", "Ctrl+F10"})
            EXPECT_EQ(kind(command, text), std::nullopt) << text;
        EXPECT_EQ(kind(command, "Ctrl+J, Ctrl+K"), reserved) << "one press at a time";
    }
    for (const char* text : {"J", "Shift+J", "7", "Space", "Return", "Left", "Home", "Backspace"}) {
        EXPECT_EQ(kind(run, text), needs_canvas) << text;
        EXPECT_FALSE(bindings.assign(run, {}, key(text)));
        EXPECT_EQ(kind(zoom, text), std::nullopt) << text;
    }
    EXPECT_FALSE(bindings.any_changed());
}

TEST(KeyBindings, OnlyDifferencesAreStored) {
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("keys.ini")), QSettings::IniFormat);
    {
        KeyBindings bindings(four_commands());
        bindings.assign(zoom, key("W"), key("N"));
        // a comma is not allowed for this command, so it is not stored
        bindings.assign(open, {}, key(","));
        bindings.assign(run, key("F5"), key("Ctrl+,"));
        bindings.save(settings);
    }
    settings.sync();
    EXPECT_EQ(settings.allKeys().size(), 3);
    EXPECT_FALSE(settings.contains(QStringLiteral("keys/open")));
    KeyBindings bindings(four_commands());
    bindings.load(settings);
    EXPECT_EQ(bindings.keys(zoom), keys({"+", "N"}));
    EXPECT_TRUE(bindings.keys(next).isEmpty()) << "no key at all is a difference too";
    EXPECT_EQ(bindings.keys(run), keys({"Ctrl+,"}));
    EXPECT_EQ(bindings.keys(open), keys({"Ctrl+O"}));
    bindings.reset_all();
    bindings.save(settings);
    EXPECT_TRUE(settings.allKeys().isEmpty());
}

TEST(KeyBindings, WhatIsStoredNeverBreaksTheRules) {
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("keys.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("keys/open"), QStringList{QStringLiteral("F5")});
    settings.setValue(QStringLiteral("keys/zoom"),
                      QStringList{QStringLiteral("F5"), QStringLiteral("F10"), QStringLiteral("Z"),
                                  QStringLiteral("no such key")});
    settings.setValue(QStringLiteral("keys/gone"), QStringList{QStringLiteral("N")});
    KeyBindings bindings(four_commands());
    bindings.load(settings);
    EXPECT_EQ(bindings.keys(open), keys({"F5"}));
    EXPECT_EQ(bindings.keys(zoom), keys({"Z"}));
    EXPECT_TRUE(bindings.keys(run).isEmpty()) << "its default was given to another by hand";
    EXPECT_EQ(bindings.keys(next), keys({"N"}));
}

std::vector<ListedCommand> listed() {
    return {{open, QStringLiteral("File"), QStringLiteral("Open")},
            {run, QStringLiteral("Run"), QStringLiteral("Run it")},
            {zoom, QStringLiteral("View"), QStringLiteral("Zoom in")},
            {next, QStringLiteral("View"), QStringLiteral("Next throttling")}};
}

TEST(KeyRows, HaveARowAKeyAndTakeWhatIsPressed) {
    KeyRows rows(std::make_shared<KeyBindings>(four_commands()), listed());
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy refused(&rows, &KeyRows::refused);
    ASSERT_EQ(rows.rowCount(), 3);
    const QModelIndex view = rows.index(2, 0);
    ASSERT_EQ(rows.rowCount(view), 3);
    const QModelIndex second = rows.index(1, KeyRows::key_column, view);
    EXPECT_EQ(rows.command(second), zoom);
    EXPECT_EQ(rows.key(second), key("W"));
    EXPECT_EQ(second.siblingAtColumn(0).data().toString(), QString());
    EXPECT_EQ(second.siblingAtColumn(0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Zoom in"));
    EXPECT_TRUE(rows.setData(second, QVariant(key("Q")), Qt::EditRole));
    EXPECT_EQ(second.data().toString(), QStringLiteral("Q"));
    EXPECT_TRUE(rows.first_row(zoom).data(Qt::FontRole).value<QFont>().bold());
    EXPECT_TRUE(rows.first_row(zoom)
                    .siblingAtColumn(KeyRows::scope_column)
                    .data()
                    .toString()
                    .contains(QStringLiteral("changed")));
    EXPECT_FALSE(rows.setData(second, QVariant(key("N")), Qt::EditRole));
    ASSERT_EQ(refused.count(), 1);
    EXPECT_EQ(refused[0][3].value<KeyObjection>().owner, next);
    EXPECT_EQ(rows.key(second), key("Q")) << "nothing changes while there is an objection";
}

TEST(KeyRows, FollowWhatIsAddedTakenAndReset) {
    const auto shared = std::make_shared<KeyBindings>(four_commands());
    KeyBindings& bindings = *shared;
    KeyRows rows(shared, listed());
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QModelIndex view = rows.index(2, 0);
    QModelIndex opened = rows.open_row(next).siblingAtColumn(KeyRows::key_column);
    EXPECT_EQ(rows.rowCount(view), 4);
    EXPECT_TRUE(rows.key(opened).isEmpty());
    rows.close_row();
    EXPECT_EQ(rows.rowCount(view), 3);
    opened = rows.open_row(next).siblingAtColumn(KeyRows::key_column);
    EXPECT_TRUE(rows.setData(opened, QVariant(key("J")), Qt::EditRole));
    rows.close_row();
    EXPECT_EQ(rows.rowCount(view), 4);
    EXPECT_EQ(bindings.keys(next), keys({"N", "J"}));
    opened = rows.open_row(next).siblingAtColumn(KeyRows::key_column);
    EXPECT_TRUE(rows.setData(opened, QVariant(key("N")), Qt::EditRole));
    EXPECT_EQ(rows.rowCount(view), 4) << "it had this key already";
    bindings.assign(zoom, key("W"), key("N"));
    EXPECT_EQ(rows.rowCount(view), 3);
    bindings.remove(next, key("J"));
    EXPECT_EQ(rows.rowCount(view), 3) << "a command without keys still has a row";
    bindings.reset_all();
    EXPECT_EQ(rows.rowCount(view), 3);
    EXPECT_TRUE(rows.first_row(next).siblingAtColumn(KeyRows::key_column).data().toString() ==
                QStringLiteral("N"));
}

}  // namespace
}  // namespace isotherm
