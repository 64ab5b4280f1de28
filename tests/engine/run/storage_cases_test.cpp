// SPDX-License-Identifier: Apache-2.0
// Storage of tables and indexes, and the number of partitions that results from it.

#include <gtest/gtest.h>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

FinishedRun run_of_file(const std::string& file, const std::vector<Override>& overrides = {}) {
    const auto scenario = read_scenario_file(ISOTHERM_SOURCE_DIR "/tests/cases/" + file, overrides);
    EXPECT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    return FinishedRun(scenario.value());
}

std::size_t live_partitions(const TableRecording& table) {
    return static_cast<std::size_t>(
        std::count_if(table.partitions.begin(), table.partitions.end(),
                      [](const PartitionRecord& one) { return !one.retired_second; }));
}

double stored_gb(const TableRecording& table) {
    return static_cast<double>(table.storage.front().bytes) / static_cast<double>(1ULL << 30);
}

// ceil(100 / 3000 + 300 / 1000) = 1 partition at first; four doublings for 8,000 WCU make 16.
TEST(StorageCases, retired_partitions_do_not_serve) {
    const FinishedRun run = run_of_file("50-partition-count/s.toml");
    EXPECT_EQ(live_partitions(run.table()), 16U);
    EXPECT_EQ(run.table().partitions.size(), 31U);
}

TEST(StorageCases, a_table_of_exactly_ten_gb_splits_only_when_it_grows) {
    for (const char* size : {"10 GB", "100 GB"}) {
        const FinishedRun run = run_of_file("seeds/t_round.toml", {{"tables.shop.size", size}});
        EXPECT_EQ(run.table().partitions.size(), std::string(size) == "10 GB" ? 1U : 10U);
    }
}

TEST(StorageCases, one_more_item_splits_a_full_partition) {
    const FinishedRun run(R"(
era = "2016"
duration = "20m"
[tables.shop]
item_size = "1 KB"
size = "10 GB"
capacity = { read = 10, write = 100 }
new_items = 1.0
[workloads.w]
table = "shop"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000000 }
)");
    EXPECT_EQ(live_partitions(run.table()), 2U);
}

// An item takes 100 bytes in addition to its own (Developer Guide, storage): 3,600 new items of 1
// KB in an hour.
TEST(StorageCases, an_added_item_takes_a_hundred_bytes_more) {
    const FinishedRun run(R"(
era = "2016"
start = 2016-01-01T00:00:00Z
duration = "61m"
[tables.shop]
item_size = "1 KB"
capacity = { read = 10, write = 100 }
new_items = 1.0
[workloads.w]
table = "shop"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s", count = 3000 }
keys = { distribution = "uniform", distinct = 1000000 }
)");
    ASSERT_EQ(run.totals().admitted, 3'000U);
    EXPECT_EQ(run.table().storage.back().bytes, 3'000U * (1'024 + 100));
}

// 3 GB of 300-byte items are 10,737,418 items. One in a thousand has an index entry of 100 B:
// 1,073,700 B in all, slightly more than a page. A page ends with the item that passes 1 MB: 10,486
// entries.
TEST(StorageCases, a_sparse_index_holds_its_entries_only) {
    const FinishedRun run = run_of_file("seeds/t_sparse.toml");
    const TableRecording& index = run.recording().tables[1];
    EXPECT_NEAR(stored_gb(index), 0.001, 5e-5);
    // Pages of 128 and of 3.5 units alternate: 25,100 B round up to 7 read units, halved for
    // eventual consistency.
    const double mean =
        index.totals.consumed[0].in_units() / static_cast<double>(index.totals.admitted);
    EXPECT_NEAR(mean, (128.5 + 3.5) / 2, 1);
}

// Three full months of 40 GB each, and nine tenths of the fourth month.
TEST(StorageCases, one_table_stores_as_much_as_the_series) {
    const FinishedRun run =
        run_of_file("seeds/t_dilute.toml", {{"tables.events.time_series.one_table", "true"}});
    EXPECT_NEAR(stored_gb(run.table()), 156, 1e-6);
    EXPECT_EQ(live_partitions(run.table()), 16U);
    double series = 0;
    const FinishedRun tables = run_of_file("seeds/t_dilute.toml");
    for (const TableRecording& table : tables.recording().tables) series += stored_gb(table);
    EXPECT_NEAR(series, 156, 1e-6);
}

}  // namespace
}  // namespace isotherm
