// SPDX-License-Identifier: GPL-3.0-or-later
// The panel at the right: beside the page or over it, its tabs, and What if.

#include <gtest/gtest.h>

#include "app/gui/window/drawer_tabs.h"
#include "app/gui/window/side_panel.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

struct Panels : Desktop {
    QDockWidget& dock(const char* name) {
        return *window->findChild<QDockWidget*>(QLatin1String(name));
    }
    bool seen(const char* name) { return SidePanel::in_front(dock(name)); }
    void resize(int width, int height) {
        window->resize(width, height);
        QApplication::processEvents();
    }
};

TEST(SidePanels, APinBringsTheInspectorAndEscTheTabBefore) {
    Panels desktop;
    desktop.open_hot();
    EXPECT_TRUE(desktop.window->side_panel().beside());
    desktop.window->side_panel().bring(desktop.dock("findings"));
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("findings"));
    desktop.press(Qt::Key_N);
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("inspector"));
    EXPECT_FALSE(desktop.seen("findings"));
    desktop.press(Qt::Key_Escape);
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("findings"));
    // The tab counts the findings, and no line repeats the first one.
    EXPECT_TRUE(desktop.dock("findings")
                    .windowTitle()
                    .contains(QString::number(desktop.window->findings().cards().size())));
    EXPECT_FALSE(desktop.window->finding_line().isVisible());
}

TEST(SidePanels, InANarrowWindowItLiesOverTheRightThird) {
    Panels desktop;
    desktop.open_hot();
    desktop.resize(1'100, 768);
    EXPECT_TRUE(desktop.window->side_panel().over());
    EXPECT_FALSE(desktop.seen("story"));
    const int whole = desktop.window->explore().width();
    EXPECT_GT(whole, 1'080);
    EXPECT_TRUE(desktop.window->finding_line().isVisible());
    auto* tabs = desktop.window->findChild<DrawerTabs*>(QStringLiteral("side_tabs"));
    ASSERT_NE(tabs, nullptr);
    EXPECT_TRUE(tabs->isVisible());
    for (QToolButton* tab : tabs->findChildren<QToolButton*>())
        if (tab->text() == desktop.dock("story").windowTitle()) tab->click();
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("story"));
    EXPECT_EQ(desktop.window->explore().width(), whole);
    EXPECT_NEAR(desktop.dock("story").x(), whole * 2 / 3, 30);
    desktop.window->side_panel().bring(desktop.dock("findings"));
    EXPECT_TRUE(desktop.seen("findings"));
    EXPECT_FALSE(desktop.seen("story"));
    desktop.resize(1'280, 800);
    EXPECT_FALSE(desktop.window->side_panel().over());
    EXPECT_TRUE(desktop.window->side_panel().beside());
    EXPECT_LT(desktop.window->explore().width(), 1'280 - 230);
    EXPECT_FALSE(tabs->isVisible());
}

TEST(SidePanels, WhatIfHasASideOfItsOwnInAWideWindow) {
    Panels desktop;
    desktop.open_hot();
    desktop.action("what_if")->trigger();
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("what_if"));
    EXPECT_EQ(desktop.window->dockWidgetArea(&desktop.dock("what_if")), Qt::RightDockWidgetArea);
    desktop.resize(1'700, 900);
    EXPECT_EQ(desktop.window->dockWidgetArea(&desktop.dock("what_if")), Qt::LeftDockWidgetArea);
    EXPECT_FALSE(desktop.dock("what_if").isHidden());
    desktop.resize(1'280, 800);
    EXPECT_EQ(desktop.window->dockWidgetArea(&desktop.dock("what_if")), Qt::RightDockWidgetArea);
}

// Ctrl+T shows the cells of the picture, at the second of the pin.
TEST(SidePanels, ShowAsTableOpensAtTheCursor) {
    Panels desktop;
    desktop.open_hot();
    desktop.view().set_pin(CellCursor{40, 0});
    desktop.press(Qt::Key_T, Qt::ControlModifier);
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("cells"));
    auto* panel = qobject_cast<TablePanel*>(desktop.dock("cells").widget());
    ASSERT_NE(panel, nullptr);
    const int row = panel->table().currentIndex().row();
    ASSERT_GE(row, 0);
    const auto target = panel->model().target(row);
    ASSERT_TRUE(target.has_value());
    EXPECT_NEAR(static_cast<double>(target->second), 40, 1);
}

// The numbers of a remedy become those of the knobs.
TEST(SidePanels, ARemedySetsTheKnobsOfWhatIf) {
    Panels desktop;
    desktop.open_hot();
    Q_EMIT desktop.window->findings().what_if_asked(
        QStringLiteral("tables.votes.capacity.write = 900"));
    QApplication::processEvents();
    EXPECT_TRUE(desktop.seen("what_if"));
    const QLineEdit* entry =
        desktop.window->what_if().entry(QStringLiteral("tables.votes.capacity.write"));
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->text().remove(QLatin1Char(',')), QStringLiteral("900"));
    EXPECT_TRUE(desktop.window->what_if().b_button().isEnabled());
}

}  // namespace
}  // namespace isotherm
