// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to bands: drags their edges and heads, moves them by keys, filters and orders
// them.

#include <gtest/gtest.h>

#include <QMenu>
#include <QMouseEvent>
#include <QSettings>

#include "app/gui/bands/band_edge.h"
#include "app/gui/bands/band_head.h"
#include "tests/gui/bands/made_tables.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// Presses the left button, moves it down by `pixels`, and releases it.
void drag_down(QWidget& widget, QPoint at, int pixels) {
    // Where the mouse is on the screen does not follow what it drags.
    const QPoint begun = widget.mapToGlobal(at);
    const auto send = [&](QEvent::Type type, QPoint where, Qt::MouseButtons held) {
        const QPoint global = begun + (where - at);
        QMouseEvent event(type, widget.mapFromGlobal(global), global, Qt::LeftButton, held,
                          Qt::NoModifier);
        QApplication::sendEvent(&widget, &event);
    };
    send(QEvent::MouseButtonPress, at, Qt::LeftButton);
    send(QEvent::MouseMove, at + QPoint(0, pixels / 2), Qt::LeftButton);
    send(QEvent::MouseMove, at + QPoint(0, pixels), Qt::LeftButton);
    send(QEvent::MouseButtonRelease, at + QPoint(0, pixels), Qt::NoButton);
}

std::vector<std::size_t> order_of(const ExplorePage& page) {
    std::vector<std::size_t> tables;
    for (const Band* band : page.bands().bands()) tables.push_back(band->entry().table);
    return tables;
}

struct BandHands : ::testing::Test {
    void SetUp() override { QSettings().remove(QStringLiteral("band_heights")); }
    void TearDown() override { QSettings().remove(QStringLiteral("band_heights")); }
};

TEST_F(BandHands, ADraggedEdgeSetsTheHeightAndADoubleClickResetsIt) {
    ShownBands shown(made_tables(2, 4, 600));
    const auto band = [&](std::size_t b) { return shown.page->bands().bands()[b]; };
    const int block = band(0)->map(Side::write)->height();
    const int chart = band(0)->chart(Side::write)->height();
    BandEdge* edge = band(0)->block_edge(Side::write);
    ASSERT_NE(edge, nullptr);
    drag_down(*edge, {200, 2}, 40);
    EXPECT_EQ(band(0)->map(Side::write)->height(), block + 40);
    EXPECT_FALSE(shown.view.band(1).block_height.has_value());
    // The part below begins where the edge is now.
    EXPECT_EQ(band(0)->map(Side::write)->geometry().bottom() + 1,
              band(0)->map(Side::write)->y() + block + 40);
    QTest::mouseDClick(edge, Qt::LeftButton, {}, {200, 2});
    EXPECT_FALSE(shown.view.band(0).block_height.has_value());
    BandEdge* lower = band(0)->chart_edge(Side::write);
    ASSERT_NE(lower, nullptr);
    const int now = band(0)->chart(Side::write)->height();
    EXPECT_EQ(now, chart);
    drag_down(*lower, {200, 2}, -20);
    EXPECT_EQ(band(0)->chart(Side::write)->height(), now - 20);
    // Another page over a run of the same scenario has the height that was dragged.
    ShownBands again(made_tables(2, 4, 600));
    EXPECT_EQ(again.page->bands().bands()[0]->chart(Side::write)->height(), now - 20);
    again.page->bands().fit();
    EXPECT_FALSE(again.view.band(0).chart_height.has_value());
    ShownBands fitted(made_tables(2, 4, 600));
    EXPECT_FALSE(fitted.view.band(0).chart_height.has_value());
}

TEST_F(BandHands, BandsMoveByKeysAndByTheirGrips) {
    ShownBands shown(made_tables(3, 2, 600), {1'200, 900});
    BandPage& bands = shown.page->bands();
    using Order = std::vector<std::size_t>;
    ASSERT_EQ(order_of(*shown.page), (Order{0, 1, 2}));
    bands.move_focused(-1);  // it is the first one
    EXPECT_EQ(order_of(*shown.page), (Order{0, 1, 2}));
    bands.move_focused(1);
    EXPECT_EQ(order_of(*shown.page), (Order{1, 0, 2}));
    // From the first band's head over the middle of the last one.
    BandHead* head = bands.bands()[0]->head();
    const Band* last = bands.bands()[2];
    const QPoint grip(29, head->height() / 2);
    drag_down(*head, grip, last->y() + last->height() * 3 / 4 - bands.bands()[0]->y());
    EXPECT_EQ(order_of(*shown.page), (Order{0, 2, 1}));
    shown.view.set_band_order(BandOrder::name);
    EXPECT_EQ(order_of(*shown.page), (Order{0, 1, 2}));
}

TEST_F(BandHands, ChipsAndMenusChooseWhatIsShown) {
    MadeRecording made = made_tables(4, 2, 600);
    refuse(made.recording.tables[2], 333, 130, 30);
    ShownBands shown(std::move(made));
    BandTools& tools = shown.page->tools();
    using Order = std::vector<std::size_t>;
    EXPECT_TRUE(tools.in_use_chip().isChecked());
    shown.page->heat_map().setFocus();
    ASSERT_NE(shown.page->focusWidget(), nullptr);
    tools.throttled_chip().click();
    EXPECT_EQ(order_of(*shown.page), (Order{2}));
    // The band that had the keys is gone; they go to another one, not to the filter.
    EXPECT_EQ(shown.page->focusWidget(), &shown.page->heat_map());
    tools.throttled_chip().click();
    EXPECT_EQ(order_of(*shown.page), (Order{0, 1, 2, 3}));
    tools.order_menu().menu()->actions()[static_cast<int>(BandOrder::throttled)]->trigger();
    EXPECT_EQ(order_of(*shown.page), (Order{2, 0, 1, 3}));
    tools.row_menu().menu()->actions()[static_cast<int>(RowOrder::hottest)]->trigger();
    EXPECT_EQ(shown.view.row_order(), RowOrder::hottest);
    tools.in_use_chip().click();
    EXPECT_TRUE(shown.view.shows_idle_bands());
}

// Rows are known before the run: they have the first colour of the ramp, and nothing is missing.
TEST_F(BandHands, RowsBeforeTheRunAreCool) {
    Desktop desktop;
    desktop.open_hot(false);
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::ready; }));
    ASSERT_TRUE(wait_until([&] { return !desktop.session.run().empty(); }));
    desktop.window->explore().settle();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    const Theme& theme = desktop.view().theme();
    const QRect plot = map.plot().toRect();
    const int cool = pixels_of(map, QColor(theme.heat.front()));
    EXPECT_GT(cool, plot.width() * plot.height() / 2);
    // Texts beside the plot may have a few pixels of that colour.
    EXPECT_LT(pixels_of(map, QColor(theme.missing_hatch)), plot.width() / 4);
}

// A selection has a chip beside the four numbers, and nothing below them moves.
TEST_F(BandHands, ChipsDoNotMoveThePage) {
    Desktop desktop;
    desktop.open_hot();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    const auto top = [&] {
        QApplication::processEvents();
        return map.mapTo(desktop.window.get(), QPoint(0, 0)).y();
    };
    const int before = top();
    desktop.view().select(TimeWindow{10, 30});
    desktop.view().show(HashWindow{0, ~KeyPosition{0} / 2});
    EXPECT_EQ(top(), before);
    bool chip_seen = false;
    for (const QToolButton* button : desktop.window->explore().findChildren<QToolButton*>())
        chip_seen |= button->isVisible() && button->text().contains(QChar(0x2013));
    EXPECT_TRUE(chip_seen);
}

}  // namespace
}  // namespace isotherm
