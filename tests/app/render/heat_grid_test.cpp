// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_grid.h"

#include <gtest/gtest.h>

#include "app/render/theme.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

HeatGrid grid_of(const MadeRecording& made, int pixels) {
    const TableRecording& table = made.recording.tables[0];
    const HeatPyramid pyramid(table, Side::write);
    const std::int64_t seconds = made.recording.seconds();
    return heat_grid(table, pyramid, TimeColumns::over(0, seconds, pixels), seconds);
}

constexpr KeyPosition middle = KeyPosition{1} << 63;
constexpr KeyPosition last = std::numeric_limits<KeyPosition>::max();

}  // namespace

TEST(TimeColumns, every_second_lies_in_exactly_one_column) {
    for (const auto& [seconds, pixels] :
         {std::pair{86'400, 947}, {1'000, 1'000}, {7, 900}, {901, 900}}) {
        const auto columns = TimeColumns::over(100, 100 + seconds, pixels);
        EXPECT_EQ(columns.count, static_cast<std::size_t>(std::min(seconds, pixels)));
        EXPECT_EQ(columns.first_of(0), 100);
        EXPECT_EQ(columns.end_of(columns.count - 1), 100 + seconds);
        for (std::size_t c = 0; c < columns.count; ++c) {
            EXPECT_LT(columns.first_of(c), columns.end_of(c)) << c;
        }
        EXPECT_EQ(columns.pixel_of(0, pixels), 0);
        EXPECT_EQ(columns.pixel_of(columns.count, pixels), pixels);
    }
}

TEST(HeatGrid, a_column_shows_its_hottest_second) {
    MadeRecording made(1, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        made.add_second(Side::write, second, {{0, static_cast<double>(10 * second), 0}});
    }
    const HeatGrid grid = grid_of(made, 2);  // seconds 0 to 4 and 5 to 9
    EXPECT_EQ(grid.code(0, 0), static_cast<HeatCode>(heat_index(0.4)));
    EXPECT_EQ(grid.code(1, 0), static_cast<HeatCode>(heat_index(0.9)));
    EXPECT_DOUBLE_EQ(grid.row_demand[0], 450);  // 0 + 10 + … + 90
    EXPECT_DOUBLE_EQ(grid.peak_heat, 0.9);
}

TEST(HeatGrid, what_was_refused_is_summed_beside_the_heat) {
    MadeRecording made(2, 100, 4);
    made.add_second(Side::write, 0, {{0, 300, 0}});
    made.add_second(Side::write, 1, {{0, 30, 5}, {1, 20, 0}});
    made.add_second(Side::write, 3, {{1, 100, 7}});
    const HeatGrid grid = grid_of(made, 2);
    EXPECT_EQ(grid.code(0, 0), code_over + 1);  // the hottest second, 300 %
    EXPECT_DOUBLE_EQ(grid.refusal(0, 0).demand, 330);
    EXPECT_DOUBLE_EQ(grid.refusal(0, 0).refused, 5);
    EXPECT_EQ(grid.code(1, 0), 0);
    EXPECT_FALSE(grid.refusal(1, 0).any());
    EXPECT_EQ(grid.code(1, 1), code_highest);
    EXPECT_NEAR(grid.refusal(1, 1).share(), 0.07, 1e-6);
    EXPECT_EQ(grid.column_throttled, (std::vector<std::uint64_t>{5, 7}));
    EXPECT_DOUBLE_EQ(grid.row_throttled[0], 5);
    EXPECT_DOUBLE_EQ(grid.row_throttled[1], 7);
    EXPECT_DOUBLE_EQ(grid.peak_heat, 3);
}

TEST(HeatGrid, above_the_limit_without_a_refusal_is_burst) {
    MadeRecording made(1, 100, 2);
    made.add_second(Side::write, 0, {{0, 100, 0}});
    made.add_second(Side::write, 1, {{0, 101, 0}});
    const HeatGrid grid = grid_of(made, 2);
    EXPECT_EQ(grid.code(0, 0), code_highest);
    EXPECT_EQ(grid.code(1, 0), code_over);
    EXPECT_FALSE(grid.refusal(1, 0).any());
}

TEST(HeatGrid, before_a_split_the_parent_fills_the_rows_of_its_children) {
    MadeRecording made(1, 100, 10);
    made.add_partition(0, middle - 1, 5, 0);
    made.add_partition(middle, last, 5, 0);
    made.add_second(Side::write, 2, {{0, 60, 0}});
    made.add_second(Side::write, 7, {{1, 20, 0}, {2, 80, 0}});
    const HeatGrid grid = grid_of(made, 10);
    ASSERT_EQ(grid.rows.size(), 2U);
    EXPECT_EQ(grid.code(2, 0), static_cast<HeatCode>(heat_index(0.6)));
    EXPECT_EQ(grid.code(2, 1), static_cast<HeatCode>(heat_index(0.6)));
    EXPECT_EQ(grid.code(7, 0), static_cast<HeatCode>(heat_index(0.2)));
    EXPECT_EQ(grid.code(7, 1), static_cast<HeatCode>(heat_index(0.8)));
    // The parent's 60 units are distributed over its range, so nothing is counted twice.
    EXPECT_DOUBLE_EQ(grid.row_demand[0], 30 + 20);
    EXPECT_DOUBLE_EQ(grid.row_demand[1], 30 + 80);
}

TEST(HeatGrid, a_parent_that_kept_half_its_range_covers_the_other_half_before) {
    MadeRecording made(1, 100, 10);
    made.table().partitions[0].last_position = middle - 1;
    made.add_partition(middle, last, 5, 0);
    made.add_second(Side::write, 2, {{0, 60, 0}});
    made.add_second(Side::write, 7, {{0, 10, 0}, {1, 80, 0}});
    const HeatGrid grid = grid_of(made, 10);
    ASSERT_EQ(grid.rows.size(), 2U);
    EXPECT_EQ(grid.code(2, 1), static_cast<HeatCode>(heat_index(0.6)));
    EXPECT_EQ(grid.code(7, 1), static_cast<HeatCode>(heat_index(0.8)));
    EXPECT_DOUBLE_EQ(grid.row_demand[0], 30 + 10);
    EXPECT_DOUBLE_EQ(grid.row_demand[1], 30 + 80);
}

TEST(HeatGrid, a_column_in_which_a_partition_splits_shows_both_owners) {
    MadeRecording made(1, 100, 10);
    made.add_partition(0, middle - 1, 5, 0);
    made.add_partition(middle, last, 5, 0);
    made.add_second(Side::write, 4, {{0, 90, 0}});
    made.add_second(Side::write, 5, {{1, 20, 3}, {2, 30, 0}});
    const HeatGrid grid = grid_of(made, 1);
    EXPECT_EQ(grid.code(0, 0), static_cast<HeatCode>(heat_index(0.9)));
    EXPECT_EQ(grid.code(0, 1), static_cast<HeatCode>(heat_index(0.9)));
    EXPECT_DOUBLE_EQ(grid.refusal(0, 0).refused, 3);
    EXPECT_FALSE(grid.refusal(0, 1).any());
}

TEST(HeatGrid, a_range_without_a_parent_is_missing_until_its_partition_is_born) {
    MadeRecording made(1, 100, 10);
    made.table().partitions[0].last_position = middle - 1;
    made.add_partition(middle, last, 5, {});
    made.add_second(Side::write, 7, {{0, 10, 0}, {1, 80, 0}});
    const HeatGrid grid = grid_of(made, 10);
    EXPECT_EQ(grid.code(4, 1), code_missing);
    EXPECT_EQ(grid.code(5, 1), 0);
    EXPECT_EQ(grid.code(4, 0), 0);
}

TEST(HeatGrid, time_outside_the_run_is_missing) {
    MadeRecording made(1, 100, 10);
    made.add_second(Side::write, 3, {{0, 50, 0}});
    const TableRecording& table = made.recording.tables[0];
    const HeatPyramid pyramid(table, Side::write);
    const HeatGrid grid = heat_grid(table, pyramid, TimeColumns::over(0, 20, 20), 10);
    EXPECT_EQ(grid.code(9, 0), 0);
    EXPECT_EQ(grid.code(10, 0), code_missing);
}

TEST(HeatGrid, borders_that_come_later_than_what_is_shown_are_left_out) {
    MadeRecording made(1, 100, 100);
    made.add_partition(0, middle - 1, 50, 0);
    made.add_partition(middle, last, 50, 0);
    made.add_second(Side::write, 60, {{1, 1, 0}});
    EXPECT_EQ(hash_rows(made.table(), 0, 50).size(), 1U);
    EXPECT_EQ(hash_rows(made.table(), 0, 51).size(), 2U);
    EXPECT_EQ(hash_rows(made.table(), 50, 100).size(), 2U);
}

TEST(HeatGrid, agrees_with_a_plain_loop_over_every_cell) {
    const MadeRecording made = made_day(7, 1'000);
    const TableRecording& table = made.recording.tables[0];
    const HeatGrid grid = grid_of(made, 90);
    std::vector<std::uint64_t> throttled(grid.columns.count);
    double demand = 0;
    for (std::int64_t second = 0; second < 1'000; ++second) {
        const std::size_t column = static_cast<std::size_t>(second * 90 / 1'000);
        for (const HeatCell& cell : table.heat[1].row(second)) {
            throttled[column] += cell.throttled_count;
            demand += cell.demand * 0.5;
        }
    }
    EXPECT_EQ(grid.column_throttled, throttled);
    double rows = 0;
    for (const double row : grid.row_demand) rows += row;
    EXPECT_NEAR(rows, demand, demand * 1e-9);
}

TEST(HeatGrid, is_the_same_when_it_grows_in_pieces) {
    const MadeRecording whole = made_day(7, 1'000);
    const TimeColumns columns = TimeColumns::over(0, 1'000, 90);
    // The growing recording has all partitions from the start; its seconds are added one after the
    // other.
    MadeRecording growing(1, 100, 1'000);
    growing.table().partitions = whole.recording.tables[0].partitions;
    const auto copy_seconds = [&](std::int64_t first, std::int64_t end) {
        for (std::int64_t second = first; second < end; ++second) {
            const auto from = whole.recording.tables[0].heat[1].row(second);
            const auto to = growing.table().heat[1].add_row(second, from.size());
            std::copy(from.begin(), from.end(), to.begin());
        }
    };
    HeatPyramid pyramid(growing.table(), Side::write);
    HeatGrid grid = heat_grid(growing.table(), pyramid, columns, 0);
    std::int64_t known = 0;
    for (const std::int64_t until : {1, 7, 8, 300, 301, 955, 1'000}) {
        copy_seconds(known, until);
        pyramid.extend();
        extend_heat_grid(grid, growing.table(), pyramid, until, known);
        known = until;
    }
    const HeatPyramid complete(whole.recording.tables[0], Side::write);
    const HeatGrid want = heat_grid(whole.recording.tables[0], complete, columns, 1'000);
    EXPECT_EQ(grid.codes, want.codes);
    EXPECT_EQ(grid.column_throttled, want.column_throttled);
    EXPECT_EQ(grid.row_demand, want.row_demand);
    EXPECT_EQ(grid.peak_heat, want.peak_heat);
}

}  // namespace isotherm
