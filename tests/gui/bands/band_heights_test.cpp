// SPDX-License-Identifier: GPL-3.0-or-later
// Heights of bands against sums made by hand.

#include <gtest/gtest.h>

#include "app/gui/bands/band_heights.h"
#include "app/gui/bands/band_strips.h"

namespace isotherm {
namespace {

BandNeed band_of(std::size_t rows, std::size_t sides = 1, bool refused = true) {
    SideNeed side;
    side.rows = rows;
    side.burst = true;
    side.refused = refused;
    BandNeed band;
    band.sides.assign(sides, side);
    return band;
}

double whole(const std::vector<BandHeights>& bands) {
    return bands.back().top + bands.back().height;
}

// Two tables of 21 rows: each needs 22 + 5 + 16 + 90 + 1 = 134 pixels besides its rows, so rows of
// 14 pixels need 2 x (134 + 294) = 856 and rows of 6 pixels 2 x (134 + 126) = 520.
TEST(BandHeights, RowsTakeWhatChartsAndStripsLeave) {
    const std::vector<BandNeed> bands{band_of(21), band_of(21)};
    auto places = band_heights(bands, 856, 1);
    EXPECT_EQ(places[0].sides[0].block, 21 * 14);
    EXPECT_EQ(places[1].top, 428);
    EXPECT_EQ(places[0].sides[0].chart, 90);
    places = band_heights(bands, 855, 1);
    EXPECT_EQ(places[0].sides[0].block, 21 * 13);
    EXPECT_GE(places[0].sides[0].chart, 90) << "what is left over goes to the charts";
    places = band_heights(bands, 520, 1);
    EXPECT_EQ(places[0].sides[0].block, 21 * 6);
    EXPECT_FALSE(places[0].sides[0].chart_folded);
    EXPECT_LE(whole(places), 520);
    // One pixel less: the charts fold to 20 pixels, and rows get what that leaves:
    // (519 - 2 x 64) / 42 = 9.
    places = band_heights(bands, 519, 1);
    EXPECT_TRUE(places[0].sides[0].chart_folded);
    EXPECT_EQ(places[0].sides[0].block, 21 * 9);
}

TEST(BandHeights, TheChartOfTheSideThatRefusesLessFoldsFirst) {
    BandNeed band = band_of(20, 2);
    band.sides[0].refuses_less = true;
    // 22 + 1 + 2 x (5 + 16 + 90 + 20 rows of 6) = 485; with one folded chart 415.
    const auto places = band_heights({band}, 430, 1);
    EXPECT_TRUE(places[0].sides[0].chart_folded);
    EXPECT_FALSE(places[0].sides[1].chart_folded);
    EXPECT_EQ(places[0].sides[1].chart, 90);
}

TEST(BandHeights, WhatDoesNotFitScrollsWithRowsOfFourteenPixels) {
    const std::vector<BandNeed> bands(10, band_of(10));
    const auto places = band_heights(bands, 600, 1);
    EXPECT_EQ(places[3].sides[0].block, 140);
    EXPECT_EQ(places[3].sides[0].chart, 90);
    EXPECT_EQ(whole(places), 10 * (134 + 140));
}

TEST(BandHeights, ABlockTakesAtMostSixTenthsOfThePage) {
    const auto places = band_heights({band_of(500)}, 600, 1);
    EXPECT_LE(places[0].sides[0].block, 360);
    EXPECT_GT(places[0].sides[0].block, 300);
}

TEST(BandHeights, CollapsedBandsAreLinesAndTextScalesAll) {
    BandNeed line;
    line.collapsed = true;
    const auto places = band_heights(std::vector<BandNeed>(200, line), 600, 1);
    EXPECT_EQ(whole(places), 200 * 20);
    EXPECT_EQ(whole(band_heights({line}, 600, 1.5)), 30);
}

TEST(ThrottleStrips, HeightsAreRootsAndNeverInvisible) {
    EXPECT_DOUBLE_EQ(ThrottleStrip::bar_height(100, 100, 16), 16);
    EXPECT_DOUBLE_EQ(ThrottleStrip::bar_height(25, 100, 16), 8);
    EXPECT_DOUBLE_EQ(ThrottleStrip::bar_height(1, 1e9, 16), 2);
    EXPECT_DOUBLE_EQ(ThrottleStrip::bar_height(0, 100, 16), 0);
}

}  // namespace
}  // namespace isotherm
