// SPDX-License-Identifier: Apache-2.0
// Secondary indexes in runs. Index writes are counted in the recording of the index.

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

constexpr std::uint64_t writes = 400;

// 400 writes of one size at 20 per second, then a few seconds for the index to catch up.
struct IndexedWrites {
    std::string operation = "UpdateItem";
    std::string index = "";  // additional settings of the index
    std::string item_size = "1 KB";
};

FinishedRun run_of(const IndexedWrites& given) {
    return FinishedRun(fmt::format(R"(
era = "2016"
duration = "25s"
[tables.tab]
item_size = "{}"
capacity = {{ read = 1, write = 1000 }}
[tables.tab.indexes.by_name]
capacity = {{ read = 1, write = 1000 }}
{}
)",
                                   given.item_size, given.index) +
                       workload_text({.name = "writers",
                                      .operation = given.operation,
                                      .rate = "20/s",
                                      .keys = R"({ distribution = "sequential", distinct = 1000 })",
                                      .count = writes}));
}

struct Units {
    double table = 0;  // units per write
    double index = 0;
};
Units units_of(const FinishedRun& run) {
    EXPECT_TRUE(run.table("tab", "by_name").is_index);
    EXPECT_FALSE(run.table("tab").is_index);
    EXPECT_EQ(run.totals().throttled, 0u);
    return {run.table("tab").totals.consumed[1].in_units() / writes,
            run.table("tab", "by_name").totals.consumed[1].in_units() / writes};
}
void expect_units(const IndexedWrites& given, double table, double index) {
    const Units units = units_of(run_of(given));
    EXPECT_EQ(units.table, table);
    EXPECT_EQ(units.index, index);
}

TEST(IndexCases, v_g1_a_new_item_costs_one_write_in_the_table_and_one_in_the_index) {
    expect_units({.operation = "PutItem"}, 1, 1);
}

TEST(IndexCases, v_g2_another_index_key_costs_two_index_writes) {
    expect_units({.index = "key_changes = 1"}, 1, 2);
}

TEST(IndexCases, v_g3_an_attribute_that_is_not_projected_costs_nothing) {
    expect_units({.index = "projected_changes = 0"}, 1, 0);
    expect_units({.index = "projected_changes = 1"}, 1, 1);
}

TEST(IndexCases, v_g4_an_item_without_the_index_key_costs_nothing) {
    expect_units({.operation = "PutItem", .index = "in_index = 0"}, 1, 0);
    expect_units({.operation = "UpdateItem", .index = "in_index = 0\nkey_changes = 1"}, 1, 0);
}

// An index write is charged by the size of its entry, not of the item.
TEST(IndexCases, entries_cost_by_their_own_size) {
    expect_units({.operation = "PutItem", .index = "projection = \"all\"", .item_size = "3 KB"}, 3,
                 3);
    expect_units(
        {.operation = "PutItem", .index = "projection = \"keys_only\"", .item_size = "3 KB"}, 3, 1);
    expect_units({.operation = "PutItem",
                  .index = "projection = \"include\"\nentry_size = \"1500 B\"",
                  .item_size = "3 KB"},
                 3, 2);
    expect_units({.index = "key_changes = 1\nentry_size = \"1500 B\"", .item_size = "3 KB"}, 3, 4);
}

// Each of 400 writes is drawn with a probability of one half: standard deviation 10, tolerance six
// of them.
TEST(IndexCases, shares_of_the_writes_are_drawn) {
    EXPECT_NEAR(
        units_of(run_of({.operation = "PutItem", .index = "in_index = 0.5"})).index * writes, 200,
        60);
    EXPECT_NEAR(units_of(run_of({.index = "key_changes = 0.5"})).index * writes, 600, 60);
}

TEST(IndexCases, each_index_of_a_table_has_its_own_writes) {
    const FinishedRun run = run_of({.operation = "UpdateItem", .index = R"(
[tables.tab.indexes.by_date]
capacity = { read = 1, write = 1000 }
key_changes = 1)"});
    EXPECT_EQ(run.table("tab", "by_name").totals.consumed[1], HalfUnits::units(writes));
    EXPECT_EQ(run.table("tab", "by_date").totals.consumed[1], HalfUnits::units(2 * writes));
}

// An index of one WCU without burst: 100 writes per second arrive and 1 is served, so after 180 /
// 99 = 1.8 s the backlog is three minutes long. From then on the table admits only as many writes
// as the index serves.
TEST(IndexCases, v_g5_an_index_of_1_wcu_makes_its_table_refuse_all_writes) {
    const std::string text = R"(
era = "2024"
duration = "120s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 1000 }
[tables.tab.indexes.by_name]
capacity = { read = 1, write = 1 }
)";
    const FinishedRun run(text + workload_text({.name = "writers", .rate = "100/s"}));
    const TableRecording& table = run.table("tab");
    const TableRecording& index = run.table("tab", "by_name");
    // At first the index throttles without effect on the table.
    EXPECT_GT(counts_between(index, Side::write, 0, 2).throttled, 0u);
    // The only exception is the first write, which finds empty buckets.
    EXPECT_LE(counts_between(table, Side::write, 0, 1).throttled, 1u);
    const Counts later = counts_between(table, Side::write, 5, 120);
    EXPECT_NEAR(static_cast<double>(later.admitted), 115, 115);
    EXPECT_GT(later.throttled_share(), 0.97);
    EXPECT_NEAR(static_cast<double>(table.totals.admitted), 180 + 120,
                15);  // three minutes' writes, and 1 per second
    EXPECT_LE(index.totals.consumed[1].in_units(), 121);
    // Consumption is far below the table's capacity.
    EXPECT_LT(table.totals.consumed[1].in_units() / 120, 0.01 * 1'000);
    EXPECT_EQ(tries_of(table, Side::write, Outcome::index_throughput),
              counts_between(table, Side::write, 1, 120).throttled);
    EXPECT_EQ(throttle_reason(Outcome::index_throughput, Side::write),
              "IndexWriteProvisionedThroughputExceeded");
    EXPECT_GT(run.report().json()["throttled_by_reason"]["IndexWriteProvisionedThroughputExceeded"],
              10'000u);
}

TEST(IndexCases, v_g5_writes_that_do_not_touch_the_index_are_refused_too_and_reads_are_not) {
    const FinishedRun run(
        R"(
era = "2024"
duration = "60s"
[tables.tab]
capacity = { read = 1000, write = 1000 }
[tables.tab.indexes.by_name]
capacity = { read = 1, write = 1 }
in_index = 0.5
)" + workload_text({.name = "writers", .rate = "200/s"}) +
        workload_text({.name = "readers", .operation = "GetItem", .rate = "100/s"}));
    // in_index = 0.5: for each write with an index entry, of which one per second is admitted, one
    // write without an entry is admitted on average.
    EXPECT_LT(static_cast<double>(counts_between(run.table("tab"), Side::write, 20, 60).admitted),
              40.0 * 40);
    EXPECT_GT(counts_between(run.table("tab"), Side::write, 20, 60).throttled_share(), 0.8);
    EXPECT_EQ(counts_between(run.table("tab"), Side::read, 0, 60).throttled, 0u);
}

// All votes of one day have the same index key, so they use one of two index partitions of 250 WCU
// each.
FinishedRun by_date(int suffixes) {
    return FinishedRun(fmt::format(R"(
era = "2016"
duration = "300s"
model.initial_burst = 0
[tables.tab]
size = "15 GB"
item_size = "1 KB"
capacity = {{ read = 1, write = 500 }}
[tables.tab.indexes.by_date]
capacity = {{ read = 1, write = 500 }}
keys = "time"
suffixes = {}
lag = "20s"
)",
                                   suffixes) +
                       on_every_slice({.name = "writers", .rate = "200/s"}, 2));
}

TEST(IndexCases, v_g6_an_index_by_date_limits_the_table_to_one_index_partition) {
    const FinishedRun run = by_date(1);
    const TableRecording& table = run.table("tab");
    const TableRecording& index = run.table("tab", "by_date");
    ASSERT_EQ(table.partitions.size(), 2u);
    ASSERT_EQ(index.partitions.size(), 2u);
    // 400 per second arrive and 250 are served. The index is 20 s behind when 5,000 wait, after
    // 5,000 / 150 = 33.3 s.
    EXPECT_LE(counts_between(table, Side::write, 1, 33).throttled, 0u);
    EXPECT_NEAR(static_cast<double>(counts_between(table, Side::write, 80, 300).admitted) / 220,
                250, 2.5);
    EXPECT_EQ(counts_between(index, Side::write, 80, 300).admitted, 220u * 250);
    // The table throttles although consumption is below the provisioned capacity.
    EXPECT_LT(table.totals.consumed[1].in_units() / 300, 500);
    EXPECT_GT(table.totals.throttled, 0u);
    EXPECT_EQ(tries_of(table, Side::write, Outcome::index_partition),
              counts_between(table, Side::write, 1, 300).throttled);
    EXPECT_EQ(throttle_reason(Outcome::index_partition, Side::write),
              "IndexWriteKeyRangeThroughputExceeded");
    // The other index partition is idle.
    EXPECT_EQ(std::min(index.partitions[0].consumed[1], index.partitions[1].consumed[1]),
              HalfUnits{});
    ASSERT_EQ(index.hottest.size(), 1u);
    EXPECT_EQ(index.hottest[0].name, "2024-01-01") << "the day has the only key";
}

TEST(IndexCases, keys_by_time_are_named_after_their_day_and_suffix) {
    const FinishedRun run = by_date(10);
    std::set<std::string> names;
    for (const HotKey& key : run.table("tab", "by_date").hottest) names.insert(key.name);
    std::set<std::string> expected;
    for (int suffix = 1; suffix <= 10; ++suffix)
        expected.insert(fmt::format("2024-01-01_{}", suffix));
    EXPECT_EQ(names, expected);
}

TEST(IndexCases, v_g6_ten_suffixes_remove_the_throttling) {
    const FinishedRun run = by_date(10);
    // The first write of each partition finds empty buckets.
    EXPECT_LE(run.table("tab").totals.throttled, 2u);
    EXPECT_NEAR(static_cast<double>(run.table("tab", "by_date").totals.admitted), 400 * 300, 100);
}

TEST(IndexCases, an_index_with_a_new_date_each_minute_uses_another_partition) {
    // Entries of one minute are in one partition; the minutes are spread over both.
    const FinishedRun run(R"(
era = "2016"
duration = "620s"
[tables.tab]
capacity = { read = 1, write = 100 }
[tables.tab.indexes.by_date]
capacity = { read = 1, write = 100 }
partitions = 2
keys = "time"
period = "60s"
)" + workload_text({.name = "writers", .rate = "10/s", .count = 6'000}));
    const TableRecording& index = run.table("tab", "by_date");
    std::array<double, 2> expected{};
    for (std::uint64_t n = 1; n <= 6'000; ++n)
        expected.at(position_of(n / 600) >> 63) += 1;  // arrives at n/10 s
    EXPECT_GT(expected[0], 0);
    EXPECT_GT(expected[1], 0);
    EXPECT_EQ(index.partitions[0].consumed[1].in_units(), expected[0]);
    EXPECT_EQ(index.partitions[1].consumed[1].in_units(), expected[1]);
}

// AWS's example: 8 entries of 2,000 B are 16,000 B, so 16 KB and 2 units.
TEST(IndexCases, a_query_of_an_index_reads_entries_not_items) {
    const FinishedRun run(R"(
era = "2016"
duration = "60s"
[tables.tab]
item_size = "40 KB"
capacity = { read = 1, write = 1 }
[tables.tab.indexes.by_name]
capacity = { read = 1000, write = 1 }
projection = "include"
entry_size = "2000 B"
[workloads.readers]
table = "tab"
index = "by_name"
operation = "Query"
items_per_query = 8
arrivals = { shape = "constant", rate = "10/s", count = 100 }
keys = { distribution = "uniform", distinct = 1000 }
)");
    EXPECT_EQ(run.table("tab", "by_name").totals.consumed[0], HalfUnits::units(200));
    EXPECT_EQ(run.table("tab", "by_name").totals.calls.returned_items, 800u);
    EXPECT_EQ(run.table("tab").totals.consumed[0], HalfUnits{});
}

}  // namespace
}  // namespace isotherm
