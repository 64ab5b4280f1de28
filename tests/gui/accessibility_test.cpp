// SPDX-License-Identifier: GPL-3.0-or-later
// Use without a display and without a mouse: what canvases report to screen readers, the order of
// Tab, and the keys of all canvas commands.

#include <gtest/gtest.h>

#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QAction>
#include <QButtonGroup>
#include <QTabBar>
#include <set>

#include "app/gui/models/cause_names.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

QAccessibleInterface& told_of(TimeCanvas& canvas) {
    return *QAccessible::queryAccessibleInterface(&canvas);
}

TEST(Accessible, CanvasesAreChartsThatSayWhatTheyShow) {
    Desktop desktop;
    desktop.open_hot();
    std::set<QString> names;
    for (TimeCanvas* canvas : desktop.window->explore().canvases()) {
        QAccessibleInterface& told = told_of(*canvas);
        EXPECT_EQ(told.role(), QAccessible::Chart);
        EXPECT_EQ(told.object(), canvas);
        const QString name = told.text(QAccessible::Name);
        EXPECT_FALSE(name.isEmpty());
        EXPECT_TRUE(names.insert(name).second) << name.toStdString() << " is there twice";
        const QString description = told.text(QAccessible::Description);
        EXPECT_TRUE(description.contains(QStringLiteral("00:02:00"))) << description.toStdString();
        EXPECT_GT(description.size(), 30);
        EXPECT_FALSE(told.text(QAccessible::Value).isEmpty());
    }
    TimeCanvas* lane = nullptr;
    desktop.window->explore().bands().focused().open_lanes(Side::write, true);
    for (ThrottleLane* one : desktop.window->explore().lanes()) {
        if (one->total() > 0) lane = one;
    }
    ASSERT_NE(lane, nullptr);
    EXPECT_EQ(told_of(*lane).text(QAccessible::Value), QStringLiteral("15,210"));
    desktop.view().show(TimeWindow{30, 60});
    EXPECT_TRUE(told_of(*lane)
                    .text(QAccessible::Description)
                    .contains(QStringLiteral("00:00:30 to 00:01:00")));
}

TEST(Accessible, CanvasesOfAnEmptyRunHaveSomethingToSayToo) {
    Desktop desktop;
    desktop.open_hot(false);
    desktop.view().set_pin(CellCursor{60, 0});
    for (TimeCanvas* canvas : desktop.window->explore().canvases()) {
        EXPECT_FALSE(told_of(*canvas).text(QAccessible::Description).isEmpty());
        EXPECT_FALSE(told_of(*canvas).text(QAccessible::Value).isEmpty());
    }
}

// Records accessibility events from its construction on.
struct Announced {
    static std::vector<std::pair<QObject*, QAccessible::Event>>& events() {
        static std::vector<std::pair<QObject*, QAccessible::Event>> list;
        return list;
    }
    Announced() {
        events().clear();
        QAccessible::setActive(true);
        before_ = QAccessible::installUpdateHandler(
            [](QAccessibleEvent* event) { events().emplace_back(event->object(), event->type()); });
    }
    ~Announced() { QAccessible::installUpdateHandler(before_); }
    // Platforms without a bridge to screen readers send no events, so there is nothing to check.
    static bool of(QObject* object, QAccessible::Event event) {
        if (!QAccessible::isActive()) return true;
        return std::find(events().begin(), events().end(), std::pair(object, event)) !=
               events().end();
    }

private:
    QAccessible::UpdateHandler before_;
};

TEST(Accessible, TheSentenceFollowsTheCellCursor) {
    Desktop desktop;
    desktop.open_hot();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    desktop.press(Qt::Key_N);
    const QString first = told_of(map).text(QAccessible::Description);
    EXPECT_TRUE(first.contains(QStringLiteral("throttled"))) << first.toStdString();
    EXPECT_TRUE(told_of(map).text(QAccessible::Value).endsWith(QLatin1Char('%')));
    Announced told;
    desktop.press(Qt::Key_Right);
    const QString right = told_of(map).text(QAccessible::Description);
    EXPECT_NE(first, right);
    EXPECT_TRUE(right.contains(clock_of(desktop.view().pin()->second)));
    EXPECT_TRUE(Announced::of(&map, QAccessible::DescriptionChanged));
    EXPECT_TRUE(Announced::of(&map, QAccessible::ValueChanged));
    desktop.press(Qt::Key_Up);
    EXPECT_NE(told_of(map).text(QAccessible::Description), right);
    // A focused chart reports its own change.
    CapacityChart* chart = desktop.window->explore().charts().front();
    chart->setFocus();
    Announced::events().clear();
    QTest::keyClick(chart, Qt::Key_Left);
    EXPECT_TRUE(Announced::of(chart, QAccessible::DescriptionChanged));
    if (QAccessible::isActive()) {
        EXPECT_FALSE(Announced::of(&map, QAccessible::DescriptionChanged));
    }
    EXPECT_TRUE(told_of(*chart).text(QAccessible::Description).contains(QStringLiteral("WCU")));
    EXPECT_TRUE(told_of(*chart).text(QAccessible::Value).endsWith(QStringLiteral("consumed")));
}

TEST(Accessible, CanvasesCanBeFocusedZoomedAndShownAsATable) {
    Desktop desktop;
    desktop.open_hot();
    TimeCanvas& axis = desktop.window->explore().overview();
    QAccessibleActionInterface* actions = told_of(axis).actionInterface();
    ASSERT_NE(actions, nullptr);
    const QStringList names = actions->actionNames();
    ASSERT_TRUE(names.contains(QStringLiteral("ZoomIn")));
    EXPECT_EQ(actions->localizedActionName(QStringLiteral("ZoomIn")), QStringLiteral("Zoom in"));
    EXPECT_EQ(actions->keyBindingsForAction(QStringLiteral("ZoomIn")),
              QStringList({QStringLiteral("+"), QStringLiteral("W")}));
    actions->doAction(QAccessibleActionInterface::setFocusAction());
    EXPECT_TRUE(axis.hasFocus());
    actions->doAction(QStringLiteral("ZoomIn"));
    EXPECT_LT(desktop.view().window().length(), 120);
    actions->doAction(QStringLiteral("ZoomOut"));
    EXPECT_EQ(desktop.view().window().length(), 120);
    actions->doAction(QStringLiteral("ShowAsTable"));
    QTableView& table = desktop.window->panels().back()->table();
    EXPECT_TRUE(wait_until([&] { return table.hasFocus(); }));
}

// The widgets that Tab visits until it returns to the first one.
std::vector<QWidget*> tab_chain(MainWindow& window) {
    std::vector<QWidget*> chain;
    QWidget* at = &window.go_to_line();
    at->setFocus();
    for (int i = 0; i < 500; ++i) {
        at = QApplication::focusWidget();
        if (at == nullptr || (!chain.empty() && at == chain.front())) break;
        chain.push_back(at);
        QTest::keyClick(at, Qt::Key_Tab);
    }
    return chain;
}

// For an exclusive group it is enough that one button is visited: arrow keys reach the others.
bool reached(const QAbstractButton* button, const std::vector<QWidget*>& chain) {
    const auto holds = [&](const QWidget* widget) {
        return std::find(chain.begin(), chain.end(), widget) != chain.end();
    };
    if (button->group() == nullptr || !button->group()->exclusive()) return holds(button);
    const auto buttons = button->group()->buttons();
    return std::any_of(buttons.begin(), buttons.end(), holds);
}

void expect_every_button_reached(Desktop& desktop, const char* page) {
    QApplication::processEvents();
    const std::vector<QWidget*> chain = tab_chain(*desktop.window);
    EXPECT_GT(chain.size(), 5U) << page;
    for (QAbstractButton* button : desktop.window->findChildren<QAbstractButton*>()) {
        if (!button->isEnabled() || button->visibleRegion().isEmpty()) continue;
        // The buttons that scroll a tab bar need no focus, because Tab reaches the tabs.
        if (qobject_cast<QTabBar*>(button->parentWidget()) != nullptr) continue;
        // This button opens the menus that do not fit; menus can be opened with Alt and F10.
        if (button->objectName() == QStringLiteral("qt_menubar_ext_button")) continue;
        EXPECT_TRUE(reached(button, chain))
            << page << ": " << button->metaObject()->className() << " "
            << button->text().toStdString() << button->accessibleName().toStdString() << " "
            << button->objectName().toStdString();
    }
    for (QWidget* widget : chain)  // the test itself begins at the line to go to places
        EXPECT_TRUE(widget->isVisible() || widget == chain.front())
            << page << ": " << widget->metaObject()->className() << " "
            << widget->objectName().toStdString() << widget->accessibleName().toStdString();
}

TEST(Tab, ReachesEveryButtonOfEveryPage) {
    Desktop desktop;
    expect_every_button_reached(desktop, "start page");
    desktop.open_hot();
    desktop.press(Qt::Key_N);
    desktop.view().select(TimeWindow{10, 30});
    desktop.window->export_to(QStringLiteral("/no/such/folder/a.png"));
    EXPECT_TRUE(desktop.window->banner().isVisible());
    expect_every_button_reached(desktop, "explore page");
    desktop.action("shortcuts")->trigger();
    desktop.action("table")->trigger();
    expect_every_button_reached(desktop, "explore page with docks");
    desktop.action("edit_scenario")->trigger();
    expect_every_button_reached(desktop, "editor page");
    desktop.action("edit_scenario")->trigger();
    desktop.action("full_screen")->trigger();
    expect_every_button_reached(desktop, "presenting");
    desktop.action("full_screen")->trigger();
}

TEST(Tab, GoesAsOneReads) {
    Desktop desktop;
    desktop.open_hot();
    QTableView& events = desktop.window->panels().front()->table();
    desktop.window->resize(1'600, 900);  // below, the speed is in a menu
    desktop.window->findChild<QDockWidget*>(QStringLiteral("events"))->show();
    ASSERT_TRUE(wait_until([&] { return events.isVisible(); }));
    const std::vector<QWidget*> chain = tab_chain(*desktop.window);
    const auto place = [&](const QWidget& widget) {
        return std::find(chain.begin(), chain.end(), &widget) - chain.begin();
    };
    ExplorePage& page = desktop.window->explore();
    std::vector<std::ptrdiff_t> places{
        place(desktop.window->transport().speed_slider()),
        place(desktop.window->transport().time_entry()),
        place(*page.findChild<ScoreTile*>()),
    };
    for (TimeCanvas* canvas : page.canvases()) {
        if (canvas->isVisible()) places.push_back(place(*canvas));
    }
    places.push_back(place(events));
    for (std::size_t i = 1; i < places.size(); ++i) {
        EXPECT_LT(places[i - 1], places[i]) << i;
    }
    EXPECT_LT(places.back(), static_cast<std::ptrdiff_t>(chain.size()));
}

// A command whose key does nothing could not be used without a mouse.
TEST(Tab, EveryCommandOfThePicturesWorksByItsKeys) {
    Desktop desktop;
    desktop.open_hot();
    std::map<QString, int> given;
    for (const ActionSpec& spec : action_specs()) {
        if (spec.scope != KeyScope::canvas) continue;
        QAction* action = desktop.action(spec.name);
        action->disconnect(desktop.window.get());  // other tests check what the commands do
        QObject::connect(action, &QAction::triggered, action,
                         [&given, action] { ++given[action->objectName()]; });
        action->setEnabled(true);
    }
    for (TimeCanvas* canvas : desktop.window->explore().canvases()) {
        if (!canvas->isVisible()) continue;
        given.clear();
        canvas->setFocus();
        for (const ActionSpec& spec : action_specs()) {
            if (spec.scope != KeyScope::canvas) continue;
            const QList<QKeySequence> keys = desktop.action(spec.name)->shortcuts();
            for (const QKeySequence& key : keys) {
                desktop.action(spec.name)->setEnabled(true);
                QTest::keyClick(canvas, key[0].key(), key[0].keyboardModifiers());
            }
            EXPECT_EQ(given[QLatin1String(spec.name)], keys.size())
                << spec.name << " on " << canvas->accessibleName().toStdString();
        }
    }
}

}  // namespace
}  // namespace isotherm
