// SPDX-License-Identifier: Apache-2.0
// Rows of a heat map: those of two runs subtracted, and quiet ones folded.

#include <gtest/gtest.h>

#include "app/render/cells/heat_difference.h"
#include "app/render/cells/quiet_rows.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

TEST(HeatDifference, IsBLessAOnTheSmallestRowsOfBoth) {
    // A has two partitions, B has four. All have a limit of 100. Partition 0 of A is at 50 %; the
    // partitions of B in the same hash range are at 10 % and 90 %.
    MadeRecording a(2, 100, 4);
    MadeRecording b(4, 100, 4);
    for (std::int64_t s = 0; s < 4; ++s) {
        a.add_second(Side::write, s, {{0, 50, 0}, {1, 20, 0}});
        b.add_second(Side::write, s, {{0, 10, 0}, {1, 90, 0}, {2, 20, 0}, {3, 20, 0}});
    }
    const auto grid = [](const MadeRecording& made) {
        const TableRecording& table = made.recording.tables[0];
        const HeatPyramid pyramid(table, Side::write);
        return heat_grid(table, pyramid, TimeColumns::over(0, 4, 4), 4, KeepValues::heat);
    };
    const HeatDifference difference = heat_difference(grid(a), grid(b));
    ASSERT_EQ(difference.grid.rows.size(), 4U);
    EXPECT_NEAR(difference.clip, 0.4, 1e-6);
    EXPECT_EQ(difference.grid.code(0, 0), 0);    // 40 points cooler
    EXPECT_EQ(difference.grid.code(0, 1), 255);  // 40 points hotter
    EXPECT_NEAR(difference.grid.code(0, 2), 128, 1);
}

TEST(QuietRows, AreFoldedUntilMostOfWhatIsShownIsWarm) {
    MadeRecording made(64, 100, 4);
    for (std::int64_t s = 0; s < 4; ++s)
        made.add_second(Side::write, s, {{20, 90, 0}, {21, 150, 50}, {40, 60, 0}});
    const TableRecording& table = made.recording.tables[0];
    const HeatPyramid pyramid(table, Side::write);
    const HeatGrid grid = heat_grid(table, pyramid, TimeColumns::over(0, 4, 4), 4);
    std::vector<std::size_t> rows(grid.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r] = r;
    const auto runs = quiet_runs(grid, rows);
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(runs[0].end, 20U);
    EXPECT_EQ(runs[1].first, 22U);
    const HashScale scale = folded_scale(grid, rows, runs, HashWindow{}, 0.02);
    // Three folded lines take 0.02 of the height each; the three warm rows share the other 0.94.
    EXPECT_NEAR(scale.plot_share(21.0 / 64) - scale.plot_share(20.0 / 64), 0.94 / 3, 1e-9);
    for (double hash = 0; hash <= 1; hash += 0.01)
        EXPECT_NEAR(scale.hash_at(scale.plot_share(hash)), hash, 1e-9);
}

TEST(HashWindows, ZoomAndPanStayInHashSpace) {
    const KeyPosition middle = KeyPosition{1} << 63;
    const HashWindow half = zoomed(HashWindow{}, middle, 0.5);
    EXPECT_EQ(half.first, KeyPosition{1} << 62);
    EXPECT_EQ(half.last, KeyPosition{3} << 62);
    EXPECT_TRUE(zoomed(half, middle, 10).whole());
    const HashWindow lowest = panned(half, 1);
    EXPECT_EQ(lowest.first, 0U);
    EXPECT_EQ(lowest.last, middle);
    EXPECT_EQ(panned(half, -5).last, ~KeyPosition{0});
}

}  // namespace
}  // namespace isotherm
