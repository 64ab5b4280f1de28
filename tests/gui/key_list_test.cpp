// SPDX-License-Identifier: GPL-3.0-or-later
// Keys changed in the window: the new key works and the old one does not.

#include <gtest/gtest.h>

#include <QSettings>

#include "app/gui/panels/key_list.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// The list of keys in its dock; changes are reset at the end.
struct Keyed : Desktop {
    Keyed() {
        open_hot();
        action("shortcuts")->trigger();
        EXPECT_TRUE(QTest::qWaitFor([this] { return list().tree().hasFocus(); }));
    }
    ~Keyed() { window->actions().bindings()->reset_all(); }

    KeyList& list() { return *window->findChild<KeyList*>(); }
    QWidget* field() { return list().findChild<QKeySequenceEdit*>(); }
    void press_new(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        ASSERT_NE(field(), nullptr);
        QTest::keyClick(field(), key, modifiers);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

TEST(KeyList, AChangedKeyActsAndTheOldOneDoesNot) {
    Keyed desktop;
    desktop.list().go_to(QStringLiteral("zoom_in"));
    QTest::keyClick(&desktop.list().tree(), Qt::Key_Down);  // its second key, W
    QTest::keyClick(&desktop.list().tree(), Qt::Key_Return);
    desktop.press_new(Qt::Key_P);
    EXPECT_EQ(desktop.field(), nullptr);
    desktop.press(Qt::Key_W);
    EXPECT_EQ(desktop.view().window().length(), 120);
    desktop.press(Qt::Key_P);
    EXPECT_EQ(desktop.view().window().length(), 84);
    desktop.press(Qt::Key_Plus);
    EXPECT_LT(desktop.view().window().length(), 84) << "the other key stays";
    EXPECT_TRUE(QSettings().contains(QStringLiteral("keys/zoom_in")));
    // Another window has the changed keys as well.
    MainWindow again(desktop.session);
    EXPECT_EQ(again.actions()[ActionId::zoom_in]->shortcuts().last(), QKeySequence(Qt::Key_P));
}

TEST(KeyList, AWindowKeyIsChangedAndWordsFollow) {
    Keyed desktop;
    desktop.list().go_to(QStringLiteral("run"));
    desktop.list().change();
    desktop.press_new(Qt::Key_J, Qt::ControlModifier);
    SimController& sim = desktop.session.sim();
    sim.restart();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::ready; }));
    desktop.press(Qt::Key_F5);
    QTest::qWait(50);
    EXPECT_EQ(sim.phase(), SimPhase::ready);
    EXPECT_EQ(ActionTable::key_text(desktop.window->inspector(), ActionId::run),
              QStringLiteral("Ctrl+J"));
    desktop.press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_TRUE(wait_until([&] { return sim.moving(); }));
}

TEST(KeyList, AConflictIsToldInPlaceAndTheKeyCanBeTakenOver) {
    Keyed desktop;
    desktop.list().go_to(QStringLiteral("zoom_out"));
    desktop.list().add();
    desktop.press_new(Qt::Key_N);
    EXPECT_TRUE(desktop.list().message().contains(QStringLiteral("Next throttling")))
        << desktop.list().message().toStdString();
    EXPECT_EQ(desktop.action("next_throttle")->shortcut(), QKeySequence(Qt::Key_N));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    QTest::mouseClick(&desktop.list().take_over(), Qt::LeftButton);
    EXPECT_TRUE(desktop.list().message().isEmpty());
    EXPECT_TRUE(desktop.action("next_throttle")->shortcuts().isEmpty());
    desktop.view().zoom(60, 0.25);
    desktop.press(Qt::Key_N);
    EXPECT_FALSE(desktop.view().pin().has_value());
    EXPECT_GT(desktop.view().window().length(), 30);
    desktop.list().go_to(QStringLiteral("next_throttle"));
    for (QPushButton* button : desktop.list().findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Back to the default")) button->click();
    }
    EXPECT_TRUE(desktop.list().message().contains(QStringLiteral("Zoom out")));
    desktop.view().show_everything();
    desktop.press(Qt::Key_N);
    EXPECT_TRUE(desktop.view().pin().has_value());
}

TEST(KeyList, KeysThatMayNotBeTakenSayWhyAndEscGivesUp) {
    Keyed desktop;
    desktop.list().go_to(QStringLiteral("save"));
    desktop.list().change();
    desktop.press_new(Qt::Key_F10);
    EXPECT_TRUE(desktop.list().message().contains(QStringLiteral("F10")));
    desktop.list().change();
    desktop.press_new(Qt::Key_K);
    EXPECT_TRUE(desktop.list().message().contains(QStringLiteral("text fields")));
    desktop.list().add();
    desktop.press_new(Qt::Key_Escape);
    EXPECT_EQ(desktop.field(), nullptr);
    EXPECT_TRUE(desktop.list().tree().hasFocus());
    EXPECT_EQ(desktop.list().tree().currentIndex().siblingAtColumn(0).data(Qt::DisplayRole),
              QStringLiteral("Save scenario"));
    EXPECT_FALSE(desktop.window->actions().bindings()->any_changed());
}

TEST(ActionTable, MnemonicsAreNoPartOfAName) {
    EXPECT_EQ(ActionTable::without_mnemonic(QStringLiteral("&Open\u2026")),
              QStringLiteral("Open\u2026"));
    EXPECT_EQ(ActionTable::without_mnemonic(QStringLiteral("開く(&O)\u2026")),
              QStringLiteral("開く\u2026"));
}

TEST(KeyList, WordsFindCommandsAndKeys) {
    Keyed desktop;
    QTreeView& tree = desktop.list().tree();
    const auto found = [&] {
        int rows = 0;
        for (int m = 0; m < tree.model()->rowCount(); ++m)
            rows += tree.model()->rowCount(tree.model()->index(m, 0));
        return rows;
    };
    const int all = found();
    QTest::keyClicks(&desktop.list().search(), QStringLiteral("cell left"));
    EXPECT_EQ(found(), 1);
    EXPECT_TRUE(tree.isExpanded(tree.model()->index(0, 0)));
    desktop.list().search().setText(QStringLiteral("ctrl+shift+o"));
    EXPECT_EQ(found(), 1);
    desktop.list().search().setText(QStringLiteral("qwxyz ["));
    EXPECT_EQ(found(), 0);
    EXPECT_FALSE(desktop.list().message().isEmpty());
    desktop.list().take_over().click();
    EXPECT_EQ(found(), all);
    EXPECT_TRUE(desktop.list().message().isEmpty());
}

}  // namespace
}  // namespace isotherm
