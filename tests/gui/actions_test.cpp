// SPDX-License-Identifier: GPL-3.0-or-later
// Every command and every key.

#include <gtest/gtest.h>

#include <QMenuBar>
#include <QMetaMethod>
#include <map>
#include <set>

#include "app/gui/models/entered_time.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

TEST(Actions, HaveKeysOfTheirOwnAndStandInAMenu) {
    Desktop desktop;
    std::map<QString, std::string> owner;
    for (const ActionSpec& spec : action_specs()) {
        const QAction* action = desktop.action(spec.name);
        EXPECT_FALSE(action->text().isEmpty());
        EXPECT_FALSE(action->shortcuts().isEmpty()) << spec.name;
        for (const QKeySequence& key : action->shortcuts()) {
            ASSERT_FALSE(key.isEmpty()) << spec.name << " " << spec.keys;
            const QString name = key.toString();
            EXPECT_NE(name, QStringLiteral("F10")) << "opens the menu bar";
            EXPECT_TRUE(owner.emplace(name, spec.name).second)
                << name.toStdString() << " is both " << owner[name] << " and " << spec.name;
            // A single letter that works in the whole window could not be typed into text fields.
            if (name.size() == 1 && spec.scope == KeyScope::window) {
                EXPECT_EQ(name, QStringLiteral("?"));
            }
        }
        EXPECT_FALSE(action->associatedObjects().isEmpty());
    }
    std::set<const QAction*> in_menus;
    const std::function<void(const QMenu&)> collect = [&](const QMenu& menu) {
        for (const QAction* action : menu.actions()) {
            in_menus.insert(action);
            if (action->menu() != nullptr) collect(*action->menu());
        }
    };
    for (const QAction* menu : desktop.window->menuBar()->actions()) collect(*menu->menu());
    for (const ActionSpec& spec : action_specs()) {
        EXPECT_EQ(in_menus.count(desktop.action(spec.name)), 1U) << spec.name;
    }
}

// Makes a protected member function of QObject accessible.
struct Asked : QObject {
    using QObject::isSignalConnected;
};

TEST(Actions, EachIsConnectedToSomething) {
    Desktop desktop;
    for (const ActionSpec& spec : action_specs()) {
        QAction* action = desktop.action(spec.name);
        const QMetaMethod triggered = QMetaMethod::fromSignal(&QAction::triggered);
        EXPECT_TRUE((action->*&Asked::isSignalConnected)(triggered)) << spec.name;
    }
}

TEST(Keys, ZoomPanSelectAndReturn) {
    Desktop desktop;
    desktop.open_hot();
    const TimeWindow whole{0, 120};
    ASSERT_EQ(desktop.view().window(), whole);
    desktop.press(Qt::Key_W);
    EXPECT_EQ(desktop.view().window().length(), 84);
    desktop.press(Qt::Key_D);
    const TimeWindow later = desktop.view().window();
    EXPECT_GT(later.first, 18);
    desktop.press(Qt::Key_Backspace);
    EXPECT_EQ(desktop.view().window(), (TimeWindow{18, 102}));
    desktop.press(Qt::Key_Backspace, Qt::ShiftModifier);
    EXPECT_EQ(desktop.view().window(), later);
    desktop.press(Qt::Key_0);
    EXPECT_EQ(desktop.view().window(), whole);
    desktop.press(Qt::Key_Right, Qt::ShiftModifier);
    ASSERT_TRUE(desktop.view().selection().has_value());
    desktop.press(Qt::Key_F);
    EXPECT_LT(desktop.view().window().length(), 10);
    desktop.press(Qt::Key_Escape);
    EXPECT_FALSE(desktop.view().selection().has_value());
    desktop.press(Qt::Key_C);
    EXPECT_EQ(desktop.view().lens(), Lens::cloudwatch);
    desktop.press(Qt::Key_C);
    EXPECT_EQ(desktop.view().lens(), Lens::truth);
    desktop.press(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_FALSE(desktop.view().hashes().whole());
}

TEST(Keys, ThrottlingIsFoundExplainedAndFocused) {
    Desktop desktop;
    desktop.open_hot();
    EXPECT_EQ(desktop.view().side(), Side::write);
    desktop.press(Qt::Key_N);
    ASSERT_TRUE(desktop.view().pin().has_value());
    const auto facts =
        cell_facts(desktop.session.run().recording(), 0, Side::write, *desktop.view().pin());
    ASSERT_TRUE(facts.has_value());
    EXPECT_GT(facts->throttled, 0U);
    desktop.press(Qt::Key_Y);
    EXPECT_GE(desktop.window->inspector().explanation().size(), 5);
    desktop.press(Qt::Key_I);
    EXPECT_EQ(desktop.view().hashes(), facts->range);
    desktop.press(Qt::Key_Escape);
    EXPECT_FALSE(desktop.view().pin().has_value());
    desktop.press(Qt::Key_Escape);
    EXPECT_TRUE(desktop.view().hashes().whole());
    desktop.press(Qt::Key_Right);
    ASSERT_TRUE(desktop.view().pin().has_value());
    const CellCursor before = *desktop.view().pin();
    desktop.press(Qt::Key_Down);
    EXPECT_GT(desktop.view().pin()->position, before.position);
    desktop.press(Qt::Key_Left);
    EXPECT_LT(desktop.view().pin()->second, before.second);
}

TEST(Keys, TheTransportObeys) {
    Desktop desktop;
    desktop.open_hot(false);
    SimController& sim = desktop.session.sim();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::ready; }));
    desktop.press(Qt::Key_F6);
    ASSERT_TRUE(wait_until([&] { return sim.now() == sim_start + 1s; }));
    desktop.press(Qt::Key_F6, Qt::ShiftModifier);
    ASSERT_TRUE(wait_until([&] { return sim.now() == sim_start + 61s; }));
    desktop.press(Qt::Key_F4, Qt::ShiftModifier);
    ASSERT_TRUE(wait_until([&] { return sim.now() == sim_start + 60s; }));
    desktop.press(Qt::Key_F5, Qt::ControlModifier);
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::ready; }));
    desktop.press(Qt::Key_M);
    EXPECT_EQ(sim.speed(), speed_unbounded);
    desktop.press(Qt::Key_1);
    EXPECT_EQ(sim.speed(), 1.0);
    desktop.press(Qt::Key_BracketRight);
    EXPECT_GT(sim.speed(), 2.0);
    desktop.press(Qt::Key_Space);
    ASSERT_TRUE(wait_until([&] { return sim.moving(); }));
    desktop.press(Qt::Key_F5);
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::paused; }));
    desktop.press(Qt::Key_F8);
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
}

TEST(Keys, ATimeIsTypedExactly) {
    EXPECT_EQ(entered_time(QStringLiteral("1:30")), SimDuration(90s));
    EXPECT_EQ(entered_time(QStringLiteral("01:02:03.5")), SimDuration(3'723'500ms));
    EXPECT_EQ(entered_time(QStringLiteral("2d 00:00:01")), SimDuration(172'801s));
    EXPECT_EQ(entered_time(QStringLiteral("90")), SimDuration(90s));
    EXPECT_EQ(entered_time(QStringLiteral("5m")), SimDuration(300s));
    EXPECT_FALSE(entered_time(QStringLiteral("soon")).has_value());
    Desktop desktop;
    desktop.open_hot(false);
    desktop.action("go_to_time")->trigger();
    QTest::keyClicks(&desktop.window->transport().time_entry(), QStringLiteral("0:45"));
    QTest::keyClick(&desktop.window->transport().time_entry(), Qt::Key_Return);
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().now() == sim_start + 45s; }));
    QTest::keyClicks(&desktop.window->transport().time_entry(), QStringLiteral("soon"));
    QTest::keyClick(&desktop.window->transport().time_entry(), Qt::Key_Return);
    EXPECT_TRUE(desktop.window->banner().isVisible());
}

}  // namespace
}  // namespace isotherm
