// SPDX-License-Identifier: Apache-2.0
// Remedies that change the design of items, indexes and tables: what each does can be counted by
// hand, and where it cannot help it is not offered.

#include "engine/insight/remedy.h"
#include "tests/answers/planted.h"

namespace isotherm {
namespace {

std::vector<Remedy> offered(const Planted& planted, RemedyKind kind) {
    std::vector<Remedy> of_kind;
    for (Remedy& remedy :
         remedies_of(planted.findings, planted.run.recording(), planted.run.report().scenario()))
        if (remedy.kind == kind) of_kind.push_back(std::move(remedy));
    return of_kind;
}

// The same run with the only remedy of this kind.
Totals with(const std::string& text, RemedyKind kind, const std::string& change) {
    const Planted planted(text);
    const auto remedies = offered(planted, kind);
    EXPECT_EQ(remedies.size(), 1U) << planted.text();
    if (remedies.size() != 1) return {};
    EXPECT_EQ(remedies[0].change(), change);
    const auto changed = with_remedy(text, remedies[0]);
    EXPECT_TRUE(changed.has_value());
    return changed ? Planted(*changed).run.totals() : Totals{};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return at == text.npos ? text : text.replace(at, from.size(), to);
}

// 30 writes of 4 KB are 120 units, of 2 KB 60; 100 are provisioned.
const std::string large_items = R"(
duration = "5m"
model.initial_burst = 0
[tables.files]
item_size = "4 KB"
capacity = { read = 5, write = 100 }
[workloads.uploads]
table = "files"
operation = "PutItem"
arrivals = { shape = "constant", rate = "30/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";

TEST(SmallerItems, halve_the_units_of_large_items) {
    EXPECT_EQ(with(large_items, RemedyKind::smaller_items, R"(tables.files.item_size = "2 KB")")
                  .throttled,
              0U);
}

// A write takes a unit, however small it is.
TEST(SmallerItems, are_not_offered_where_a_unit_is_the_least) {
    const std::string small = replaced(replaced(large_items, "4 KB", "1 KB"), "30/s", "120/s");
    const Planted planted(small);
    EXPECT_GT(planted.run.totals().throttled, 0U);
    EXPECT_TRUE(offered(planted, RemedyKind::smaller_items).empty());
}

// Entries of 4 KB take 4 units, 40 a second of the index's 25; entries of keys one, 10 a second.
const std::string wide_index = R"(
duration = "30m"
model.initial_burst = 0
[tables.events]
item_size = "4 KB"
capacity = { read = 10, write = 60 }
indexes.by_owner = { partition_key = "owner", distinct = 100000, capacity = { read = 10, write = 25 } }
[workloads.writers]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
)";

TEST(NarrowerIndex, takes_a_unit_an_entry) {
    EXPECT_EQ(with(wide_index, RemedyKind::narrower_index,
                   R"(tables.events.indexes.by_owner.projection = "keys_only")")
                  .throttled,
              0U);
}

// Half of 40 units are 20 of 25.
TEST(SparseIndex, halves_the_entries) {
    EXPECT_EQ(with(wide_index, RemedyKind::sparse_index,
                   R"(tables.events.indexes.by_owner.in_index = "50 %")")
                  .throttled,
              0U);
}

// Entries of 400 bytes take a unit, with all attributes or with keys alone.
TEST(NarrowerIndex, is_not_offered_for_entries_of_a_unit) {
    const Planted planted(replaced(replaced(wide_index, "4 KB", "400 B"), "10/s", "40/s"));
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::index_capacity), 1) << planted.text();
    EXPECT_TRUE(offered(planted, RemedyKind::narrower_index).empty());
    EXPECT_EQ(offered(planted, RemedyKind::sparse_index).size(), 1U);
}

// 200 reads of 4 KB a second are 100 units of 20, and 6,000 saved ones do not last.
const std::string read_often = R"(
era = "2026"
duration = "4m"
[tables.catalog]
item_size = "4 KB"
capacity = { read = 20, write = 5 }
[workloads.readers]
table = "catalog"
operation = "GetItem"
consistency = "eventual"
arrivals = { shape = "constant", rate = "200/s" }
keys = { distribution = "uniform", distinct = 10 }
client = { retry = "fire_and_forget" }
)";

// Each of three nodes reads each of ten items once: the run is shorter than their time to live.
TEST(Dax, reads_each_item_once) {
    const Totals after =
        with(read_often, RemedyKind::dax,
             R"(workloads.readers.through = "caches.dax", caches.dax.kind = "dax")");
    EXPECT_EQ(after.throttled, 0U);
    EXPECT_GE(after.attempts, 10U);
    EXPECT_LE(after.attempts, 30U);
}

// It passes strongly consistent reads on, and there was none before June 2017.
TEST(Dax, is_not_offered_where_it_cannot_help) {
    const Planted strong(replaced(read_often, "\"eventual\"", "\"strong\""));
    EXPECT_TRUE(offered(strong, RemedyKind::dax).empty());
    EXPECT_EQ(offered(strong, RemedyKind::cache).size(), 1U);
    EXPECT_TRUE(
        offered(Planted(replaced(read_often, "\"2026\"", "\"2016\"")), RemedyKind::dax).empty());
}

// The table grows beyond 10 GB and is split: each half has 495 of 990 units, and most of the
// popular keys are in one of them. The table of an hour gets 3 GB.
const std::string grown = R"(
era = "2016"
duration = "3h"
start = 2016-03-01T09:30:00Z
[tables.log]
item_size = "50 KB"
size = "9.9 GB"
new_items = "100 %"
capacity = { read = 10, write = 990 }
[workloads.archive]
table = "log"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "6/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
[workloads.recent]
table = "log"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "11/s" }
keys = { distribution = "zipf", distinct = 20, exponent = 1.2 }
client = { retry = "fire_and_forget" }
)";

TEST(SeriesTables, start_each_period_with_whole_partitions) {
    const Planted before(grown);
    const Totals after =
        with(grown, RemedyKind::series_tables,
             R"(tables.log.time_series.period = "hour", tables.log.time_series.cool_write = [1])");
    EXPECT_GT(before.run.totals().throttled, 5'000U);
    EXPECT_GT(before.share(ThrottleCause::dilution), 0.3) << before.text();
    EXPECT_LT(after.throttled, before.run.totals().throttled / 20);
    EXPECT_EQ(after.requests, before.run.totals().requests);
}

// The table of a new period would have as many partitions as one that was never split.
TEST(SeriesTables, are_not_offered_for_a_table_that_was_not_split) {
    const Planted planted(R"(
era = "2016"
duration = "5m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
partitions = 10
capacity = { read = 10, write = 1000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "200/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::hot_key), 0.9) << planted.text();
    EXPECT_TRUE(offered(planted, RemedyKind::series_tables).empty());
}

// Since 2019, partitions have no shares of the table's throughput.
TEST(SeriesTables, are_not_offered_without_shares) {
    EXPECT_TRUE(offered(Planted(replaced(grown, "\"2016\"", "\"2026\"")), RemedyKind::series_tables)
                    .empty());
}

}  // namespace
}  // namespace isotherm
