// SPDX-License-Identifier: Apache-2.0
// The heat store and its pyramid against sums of single seconds.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "engine/recording/heat_pyramid.h"

namespace isotherm {
namespace {

// Makes the suite repeatable; set RC_PARAMS="seed=…" in the environment to try other stores.
const int fixed_seed = setenv("RC_PARAMS", "seed=20160120", 0);

PartitionRecord partition_with_limit(std::int64_t units_per_second) {
    PartitionRecord partition;
    for (auto& steps : partition.limits)
        steps = {{0, CapacityRate::units_per_second(units_per_second)}};
    return partition;
}

TEST(HeatStore, keeps_rows_of_any_length_and_none_where_nothing_happened) {
    HeatStore store;
    EXPECT_TRUE(store.empty());
    const auto fill = [&](std::int64_t second, std::size_t partitions) {
        const auto row = store.add_row(second, partitions);
        ASSERT_EQ(row.size(), partitions);
        for (std::size_t p = 0; p < partitions; ++p) {
            EXPECT_EQ(row[p].demand, 0u);  // a new row is zero
            row[p].demand =
                static_cast<std::uint32_t>(second * 1'000'000 + static_cast<std::int64_t>(p));
        }
    };
    fill(0, 1);
    fill(3, 2);
    fill(4, 20'000);  // larger than a block
    fill(5, 16'384);
    fill(1'000, 3);
    EXPECT_EQ(store.end_second(), 1'001);
    for (const std::int64_t second : {-1, 1, 2, 6, 999, 1'001})
        EXPECT_TRUE(store.row(second).empty()) << second;
    for (const auto& [second, partitions] :
         {std::pair{0, 1}, {3, 2}, {4, 20'000}, {5, 16'384}, {1'000, 3}}) {
        const auto row = store.row(second);
        ASSERT_EQ(row.size(), static_cast<std::size_t>(partitions));
        for (std::size_t p = 0; p < row.size(); ++p) {
            ASSERT_EQ(row[p].demand, static_cast<std::uint32_t>(second * 1'000'000) + p);
        }
    }
}

// The definition of a summary: a sum over single cells.
HeatSummary summed(const TableRecording& table, Side side, std::size_t partition,
                   std::int64_t first, std::int64_t end) {
    HeatSummary sum;
    for (std::int64_t second = first; second < end; ++second) {
        const auto row = table.heat[side].row(second);
        if (partition >= row.size()) continue;
        const HeatCell& cell = row[partition];
        const double limit =
            table.partitions[partition].limit_at(side, second).in_units_per_second();
        if (limit > 0) sum.peak_heat = std::max(sum.peak_heat, cell.demand * 0.5 / limit);
        sum.demand += cell.demand;
        sum.throttled += cell.throttled;
        sum.throttled_count += cell.throttled_count;
        sum.refusals = static_cast<std::uint16_t>(sum.refusals | cell.refusals);
        sum.burst_least = std::min(sum.burst_least, cell.burst_left);
    }
    return sum;
}

// A table with gaps between seconds, partitions that are born during the run, and limits that
// change.
TableRecording random_table(std::int64_t seconds) {
    TableRecording table;
    const auto most = static_cast<std::size_t>(*rc::gen::inRange(1, 5));
    for (std::size_t p = 0; p < most; ++p) {
        PartitionRecord partition = partition_with_limit(*rc::gen::inRange(0, 1'000));
        const std::int64_t change = *rc::gen::inRange<std::int64_t>(1, 400);
        partition.limits[1].push_back(
            {change, CapacityRate::units_per_second(*rc::gen::inRange(1, 1'000))});
        table.partitions.push_back(partition);
    }
    // One draw of rapidcheck seeds a generator, so that thousands of cells are made quickly.
    std::uint64_t state = static_cast<std::uint64_t>(*rc::gen::arbitrary<std::uint32_t>()) | 1;
    const auto drawn = [&](std::uint64_t bound) {
        state = state * 6364136223846793005 + 1442695040888963407;
        return (state >> 33) % bound;
    };
    std::size_t partitions = 1;
    for (std::int64_t second = 0; second < seconds; ++second) {
        if (drawn(40) == 0) partitions = std::min(partitions + 1, most);
        if (drawn(4) == 0) continue;
        for (HeatCell& cell : table.heat[1].add_row(second, partitions)) {
            cell.demand = static_cast<std::uint32_t>(drawn(4'000));
            cell.burst_left = static_cast<std::uint16_t>(drawn(65'536));
            if (drawn(10) != 0) continue;
            cell.throttled = static_cast<std::uint32_t>(drawn(cell.demand + 1));
            cell.throttled_count = static_cast<std::uint32_t>(drawn(100));
            cell.refusals = static_cast<std::uint16_t>(drawn(1 << outcome_count));
        }
    }
    return table;
}

TEST(HeatPyramid, agrees_with_the_sum_of_seconds_over_any_stretch) {
    EXPECT_TRUE(rc::check("any stretch, any partition", [] {
        const auto seconds = *rc::gen::inRange<std::int64_t>(0, 700);
        const TableRecording table = random_table(seconds);
        const HeatPyramid pyramid(table, Side::write);
        for (int i = 0; i < 40; ++i) {
            const auto first = *rc::gen::inRange<std::int64_t>(-20, 720);
            const auto end = *rc::gen::inRange<std::int64_t>(-20, 720);
            const auto partition = *rc::gen::inRange<std::size_t>(0, table.partitions.size() + 1);
            RC_ASSERT(pyramid.summary(partition, first, end) ==
                      summed(table, Side::write, partition, first, end));
        }
        RC_ASSERT(HeatPyramid(table, Side::read).summary(0, 0, 700) == HeatSummary{});
    }));
}

// While a run is watched, the pyramid follows the store by a few rows at a time.
TEST(HeatPyramid, follows_a_store_that_grows) {
    TableRecording table;
    table.partitions.assign(2, partition_with_limit(100));
    HeatPyramid pyramid(table, Side::read);
    for (std::int64_t second = 0; second < 300; ++second) {
        for (HeatCell& cell : table.heat[0].add_row(second, second < 50 ? 1 : 2)) {
            cell.demand = static_cast<std::uint32_t>(1 + second * 7 % 31);
        }
        if (second % 13 == 0) pyramid.extend();
        for (const std::size_t partition : {0, 1}) {
            ASSERT_EQ(pyramid.summary(partition, 0, second + 1),
                      summed(table, Side::read, partition, 0, second + 1));
            ASSERT_EQ(pyramid.summary(partition, 17, second + 5),
                      summed(table, Side::read, partition, 17, second + 5));
        }
        std::vector<HeatSummary> all(3);  // one more than there are partitions
        pyramid.add_summaries(all, 17, second + 5);
        for (const std::size_t partition : {0, 1}) {
            ASSERT_EQ(all[partition], pyramid.summary(partition, 17, second + 5));
        }
        ASSERT_EQ(all[2], HeatSummary{});
    }
}

TEST(HeatPyramid, one_throttled_second_of_a_day_does_not_vanish) {
    constexpr std::int64_t day = 86'400;
    TableRecording table;
    table.partitions.assign(1, partition_with_limit(1'000));
    constexpr std::int64_t bad_second = 54'321;
    for (std::int64_t second = 0; second < day; ++second) {
        HeatCell& cell = table.heat[1].add_row(second, 1)[0];
        cell.demand = 200;  // 100 units: a tenth of the limit
        cell.burst_left = burst_full;
        if (second != bad_second) continue;
        cell = {4'000, 2'000, 500, 0, refusal_bit(Outcome::partition_share)};
    }
    const HeatPyramid pyramid(table, Side::write);
    const HeatSummary whole = pyramid.summary(0, 0, day);
    EXPECT_EQ(whole.peak_heat, 2.0);
    EXPECT_EQ(whole.throttled_count, 500u);
    EXPECT_EQ(whole.throttled, 2'000);
    EXPECT_EQ(whole.demand, 200 * (day - 1) + 4'000);
    EXPECT_EQ(whole.refusals, refusal_bit(Outcome::partition_share));
    EXPECT_EQ(whole.burst_least, 0);
    // It is visible in exactly one of a thousand columns.
    int columns = 0;
    for (std::int64_t c = 0; c < 1'000; ++c) {
        columns += pyramid.summary(0, c * day / 1'000, (c + 1) * day / 1'000).throttled_count > 0;
    }
    EXPECT_EQ(columns, 1);
}

}  // namespace
}  // namespace isotherm
