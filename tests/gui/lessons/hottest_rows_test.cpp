// SPDX-License-Identifier: GPL-3.0-or-later
// The order "heat" of a lesson's rows.

#include <gtest/gtest.h>

#include "app/gui/lessons/hottest_rows.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

// Four partitions: the third is refused, the second is asked for most of the others.
TEST(HottestRows, StandRefusedFirstThenBusiest) {
    MadeRecording made(4, 100, 2);
    made.add_second(Side::write, 0, {{0, 10, 0}, {1, 90, 0}, {2, 150, 50}, {3, 20, 0}});
    made.add_second(Side::write, 1, {{0, 15, 0}, {1, 80, 0}, {3, 20, 0}});
    const TableRecording& table = made.table();
    const HeatPyramid pyramid(table, Side::write);
    const HeatGrid grid = heat_grid(table, pyramid, TimeColumns::over(0, 2, 2), 2);
    const OrderedRows ordered = hottest_rows_first(grid);
    ASSERT_EQ(ordered.named.size(), 4U);
    std::vector<std::size_t> partitions;
    for (const HashRow& row : ordered.named) partitions.push_back(row.at(1)->partition);
    EXPECT_EQ(partitions, (std::vector<std::size_t>{2, 1, 3, 0}));
    for (std::size_t r = 0; r < 4; ++r) {
        const std::size_t before = partitions[r];  // in hash order, a row is a partition
        EXPECT_EQ(ordered.grid.row_demand[r], grid.row_demand[before]);
        EXPECT_EQ(ordered.grid.row_throttled[r], grid.row_throttled[before]);
        for (std::size_t c = 0; c < 2; ++c) {
            EXPECT_EQ(ordered.grid.code(c, r), grid.code(c, before)) << c << ' ' << r;
            EXPECT_EQ(ordered.grid.refusal(c, r).refused, grid.refusal(c, before).refused);
        }
    }
    // The rows fill the space from top to bottom in equal parts, and keep their true places.
    EXPECT_EQ(ordered.grid.rows[0].first_position, 0U);
    EXPECT_EQ(ordered.grid.rows[3].last_position, ~KeyPosition{0});
    for (std::size_t r = 1; r < 4; ++r)
        EXPECT_EQ(ordered.grid.rows[r].first_position, ordered.grid.rows[r - 1].last_position + 1);
    EXPECT_EQ(ordered.named[0].first_position, grid.rows[2].first_position);
}

}  // namespace
}  // namespace isotherm
