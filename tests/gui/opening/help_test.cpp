// SPDX-License-Identifier: GPL-3.0-or-later
// Menus of parts, the tour, and scripts.

#include <gtest/gtest.h>

#include <QContextMenuEvent>

#include "app/gui/help/context_menus.h"
#include "app/gui/help/story_panel.h"
#include "app/gui/help/tour.h"
#include "app/gui/window/script_player.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

void ask(QWidget& widget, QPoint at, QContextMenuEvent::Reason reason) {
    QContextMenuEvent event(reason, at, widget.mapToGlobal(at));
    QApplication::sendEvent(&widget, &event);
}

TEST(ContextMenus, HaveAtMostTenCommandsEachWithAKey) {
    Desktop desktop;
    EXPECT_EQ(context_kinds().size(), 9U);
    for (const std::string_view kind : context_kinds()) {
        EXPECT_LE(context_commands(kind).size(), context_entries_most) << kind;
        EXPECT_GE(context_commands(kind).size(), 3U) << kind;
        for (const ActionId command : context_commands(kind))
            EXPECT_FALSE(desktop.window->actions()[command]->shortcut().isEmpty()) << kind;
    }
}

TEST(ContextMenus, OpenByMouseAndByKey) {
    Desktop desktop;
    desktop.open_hot();
    ContextMenus& menus = desktop.window->context_menus();
    std::map<std::string, QWidget*> parts;
    for (QWidget* widget : desktop.window->findChildren<QWidget*>()) {
        const QVariant kind = widget->property(context_property);
        if (kind.isValid() &&
            (widget->isVisible() || !parts.contains(kind.toString().toStdString())))
            parts[kind.toString().toStdString()] = widget;
    }
    EXPECT_EQ(parts.size(), 8U) << "the ninth, row_label, is the left of a map";
    for (const auto& [kind, widget] : parts) {
        for (const auto reason : {QContextMenuEvent::Mouse, QContextMenuEvent::Keyboard}) {
            ask(*widget, QPoint(300, 5), reason);
            ASSERT_NE(menus.open_menu(), nullptr) << kind;
            const auto actions = menus.open_menu()->actions();
            ASSERT_EQ(static_cast<std::size_t>(actions.size()), context_commands(kind).size());
            EXPECT_EQ(actions.front(), desktop.window->actions()[context_commands(kind).front()]);
            menus.open_menu()->close();
        }
    }
    ask(desktop.window->explore().heat_map(), QPoint(20, 60), QContextMenuEvent::Mouse);
    EXPECT_EQ(menus.open_menu()->actions().front(), desktop.window->actions()[ActionId::focus]);
    menus.open_menu()->close();
    desktop.window->explore().heat_map().setFocus();
    desktop.action("context_menu")->trigger();
    EXPECT_EQ(menus.open_menu()->actions().front(), desktop.window->actions()[ActionId::why]);
    menus.open_menu()->close();
}

TEST(Tour, WaitsForTheActOfEachStep) {
    Desktop desktop;
    desktop.open_hot();
    Tour& tour = desktop.window->tour();
    EXPECT_FALSE(tour.isVisible());
    desktop.action("tour")->trigger();
    ASSERT_EQ(tour.step(), 0);
    desktop.action("next_throttle")->trigger();
    EXPECT_EQ(tour.step(), 0) << "the act of a later step";
    desktop.view().set_hover(CellCursor{5, 0});
    EXPECT_EQ(tour.step(), 1);
    desktop.action("heat_scale")->trigger();
    EXPECT_EQ(tour.step(), 2);
    desktop.action("next_throttle")->trigger();
    EXPECT_EQ(tour.step(), 3);
    desktop.action("why")->trigger();
    EXPECT_EQ(tour.step(), 4);
    QString b = desktop.session.scenario_text();
    ASSERT_TRUE(desktop.session.run_as_b(
        b.replace(QStringLiteral("seed = 7"), QStringLiteral("seed = 8"))));
    EXPECT_EQ(tour.step(), 5);
    desktop.action("lens")->trigger();
    EXPECT_FALSE(tour.running());
    desktop.action("tour")->trigger();
    QTest::keyClick(&tour, Qt::Key_Escape);
    EXPECT_FALSE(tour.running());
}

TEST(GoTo, FindsWordsOfTheGlossary) {
    Desktop desktop;
    desktop.open_hot(false);
    desktop.action("go_to")->trigger();
    QTest::keyClicks(&desktop.window->go_to_line(), QStringLiteral("write sharding"));
    QTest::keyClick(&desktop.window->go_to_line(), Qt::Key_Return);
    EXPECT_TRUE(desktop.window->glossary().isVisible());
    EXPECT_TRUE(desktop.window->glossary().toPlainText().contains(QStringLiteral("suffix")));
}

TEST(Scripts, PlayAndNameTheLineThatFails) {
    Desktop desktop;
    desktop.open_hot();
    ScriptPlayer player(*desktop.window);
    EXPECT_EQ(player.play(QStringLiteral("# a comment\n"
                                         "wait idle\n"
                                         "command edit_scenario\n"
                                         "expect editor visible\n"
                                         "key Ctrl+Shift+E\n"
                                         "expect editor hidden   # the page was left\n"
                                         "click story\n"
                                         "expect story visible\n"),
                          QStringLiteral("s")),
              QString());
    EXPECT_FALSE(desktop.window->edits());
    EXPECT_TRUE(player.play(QStringLiteral("wait idle\nexpect editor visible"), QStringLiteral("s"))
                    .startsWith(QStringLiteral("s:2: editor is hidden")));
    EXPECT_TRUE(player.play(QStringLiteral("jump"), QStringLiteral("s"))
                    .contains(QStringLiteral("not a command")));
    EXPECT_TRUE(player.play(QStringLiteral("click nowhere"), QStringLiteral("s"))
                    .contains(QStringLiteral("no widget nowhere")));
    EXPECT_TRUE(player.play_file(QStringLiteral("/no/such/file"))
                    .contains(QStringLiteral("cannot be read")));
}

// What a card remembers of a finding must not be used for another run.
TEST(StaleClicks, OnCardsOfFindingsInTheTurnOfARestart) {
    Desktop desktop;
    desktop.open_hot();
    ASSERT_TRUE(wait_until([&] { return !desktop.window->findings().cards().empty(); }));
    const std::vector<QPointer<FindingCard>> cards(desktop.window->findings().cards().begin(),
                                                   desktop.window->findings().cards().end());
    desktop.action("restart")->trigger();
    for (const auto& card : cards) {
        if (card) QTest::mouseClick(&card->show_button(), Qt::LeftButton);
        if (card) QTest::mouseClick(&card->why_button(), Qt::LeftButton);
    }
    ASSERT_TRUE(wait_until([&] { return !desktop.session.sim().busy(); }));
    QApplication::processEvents();
    for (const auto& card : cards)
        if (card) QTest::mouseClick(&card->why_button(), Qt::LeftButton);
    desktop.window->grab();
}

}  // namespace
}  // namespace isotherm
