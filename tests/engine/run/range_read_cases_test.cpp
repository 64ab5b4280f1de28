// SPDX-License-Identifier: Apache-2.0
// What Query and Scan read and cost, and items that expire.

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// 100 items of 3 KB are 300 KB: 75 strongly consistent units, whatever share the filter keeps.
TEST(RangeReadCases, a_filter_lowers_what_is_returned_and_not_what_is_paid) {
    for (const double keeps : {1.0, 0.1, 0.025, 0.0}) {
        const FinishedRun run = thousand(
            fmt::format("operation = \"Query\"\nconsistency = \"strong\"\nitems_per_query = 100\n"
                        "filter_keeps = {}",
                        keeps));
        EXPECT_EQ(run.totals().consumed[0], HalfUnits::units(75'000)) << keeps;
        // A query that keeps 2.5 items is rounded at random: 1,000 draws of one half, standard
        // deviation 16.
        EXPECT_NEAR(static_cast<double>(run.totals().calls.returned_items), 100'000 * keeps,
                    keeps == 0.025 ? 96 : 0)
            << keeps;
    }
}

TEST(RangeReadCases, a_page_closes_with_the_item_that_passes_1_mb) {
    // 341 items of 3 KB are below 1 MB; with the 342nd they are 1,050,624 B, 257 read units.
    const FinishedRun run = thousand("operation = \"Query\"\nitems_per_query = 342");
    EXPECT_EQ(run.totals().calls.returned_items, 342'000u);
    EXPECT_EQ(run.totals().consumed[0], HalfUnits(257 * 1'000));
    EXPECT_EQ(thousand("operation = \"Query\"\nmissing = 1").totals().calls.returned_items, 0u);
}

// A scan of 16 MB and 512 KB in `segments` segments, with one page per second.
FinishedRun scan(int segments, int pages) {
    return FinishedRun(fmt::format(R"(
era = "2016"
duration = "120s"
[tables.tab]
size = "16896 KB"
item_size = "4 KB"
capacity = {{ read = 4000, write = 1 }}
partitions = 8
[workloads.scanner]
table = "tab"
operation = "Scan"
segments = {}
arrivals = {{ shape = "constant", rate = "1/s", count = {} }}
)",
                                   segments, pages));
}

TEST(RangeReadCases, v_c11_a_full_page_costs_128_eventual_units) {
    EXPECT_EQ(scan(1, 1).totals().consumed[0], HalfUnits::units(128));
}

TEST(RangeReadCases, a_scan_reads_each_byte_of_the_table_once) {
    // 17 pages, of which the last has half a megabyte; or four segments of 4 MB and 128 KB each.
    EXPECT_EQ(scan(1, 17).totals().consumed[0], HalfUnits::units(16 * 128 + 64));
    EXPECT_EQ(scan(1, 34).totals().consumed[0], HalfUnits::units(2 * (16 * 128 + 64)));
    EXPECT_EQ(scan(4, 20).totals().consumed[0], HalfUnits::units(4 * (4 * 128 + 16)));
    EXPECT_EQ(scan(4, 20).totals().calls.returned_items, 16'896u / 4);
}

std::size_t partitions_read(const FinishedRun& run, std::size_t first, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t p = 0; p < run.table().partitions.size(); ++p) {
        bool any = false;
        for (std::size_t second = first; second < end; ++second) {
            const auto row = run.table().heat[0].row(static_cast<std::int64_t>(second));
            any = any || (!row.empty() && row[p].demand > 0);
        }
        count += any;
    }
    return count;
}

TEST(RangeReadCases, a_single_segment_reads_one_partition_after_the_other_and_more_read_as_many) {
    // Four pages at 1 to 4 s: one segment reads them from two partitions, four segments from four.
    EXPECT_EQ(partitions_read(scan(1, 4), 0, 5), 2u);
    EXPECT_EQ(partitions_read(scan(4, 4), 0, 5), 4u);
    EXPECT_EQ(partitions_read(scan(1, 17), 0, 20), 8u);
}

std::string expiring(const char* duration) {
    return fmt::format(R"(
era = "2018"
duration = "{}"
[tables.tab]
item_size = "900 B"
new_items = "100 %"
time_to_live = "2m"
time_to_live_delay = "1m"
capacity = {{ read = 1, write = 100 }}
[tables.tab.indexes.by_name]
capacity = {{ read = 1, write = 100 }}
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "10/s", count = 600 }}
keys = {{ distribution = "sequential", distinct = 1000 }}
)",
                       duration);
}

// 600 puts between 0.1 and 60 s are deleted after 2 to 4 minutes, at whole minutes.
TEST(ExpiryCases, expired_items_are_deleted_within_the_delay_and_for_free) {
    const FinishedRun run(expiring("6m"));
    const TableRecording& table = run.table("tab");
    const auto deleted = [&](std::size_t second) {
        return table.seconds[1].at(second).calls.time_to_live_deleted;
    };
    EXPECT_EQ(table.totals.calls.time_to_live_deleted, 600u);
    EXPECT_EQ(deleted(2 * 60 - 1), 0u);
    // The sum of two uniform numbers is below one for half of the items: 300, standard deviation
    // 12.
    EXPECT_NEAR(static_cast<double>(deleted(3 * 60 - 1)), 300, 72);
    EXPECT_EQ(deleted(3 * 60 - 1) + deleted(4 * 60 - 1), 600u);
    EXPECT_EQ(table.totals.consumed[1], HalfUnits::units(600));
    EXPECT_EQ(run.table("tab", "by_name").totals.consumed[1], HalfUnits::units(600));
    EXPECT_EQ(table.totals.requests, 600u);
}

TEST(ExpiryCases, expiry_does_not_depend_on_batches) {
    const auto scenario = scenario_of(expiring("6m"));
    ASSERT_TRUE(scenario);
    const FinishedRun whole(*scenario), small(*scenario, {.batch_rows = 1});
    for (std::size_t second = 0; second < 360; ++second) {
        ASSERT_EQ(whole.table("tab").seconds[1][second].calls,
                  small.table("tab").seconds[1][second].calls);
    }
}

}  // namespace
}  // namespace isotherm
