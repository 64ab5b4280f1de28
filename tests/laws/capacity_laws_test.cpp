// SPDX-License-Identifier: Apache-2.0
// Laws about what a table and a partition can serve, in every era.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// In any t seconds a partition serves at most maximum x (t + 1) units, plus what its last read
// owes. Checks all intervals at once, by the largest sum of (consumed - maximum) over consecutive
// seconds.
void expect_within_maximum(const FinishedRun& run, const Era& era) {
    for (const TableRecording& table : run.recording().tables) {
        if (table.column_seconds != 1) continue;
        for (const Side side : both_sides) {
            const double maximum = side == Side::write
                                       ? static_cast<double>(era.partition_write_maximum)
                                       : static_cast<double>(era.partition_eventual_maximum);
            constexpr double one_page = 256.5;
            const double owed = side == Side::write ? 0 : one_page;
            std::vector<double> above(table.partitions.size());
            for (std::int64_t second = 0; second < table.heat[side].end_second(); ++second) {
                const auto row = table.heat[side].row(second);
                for (std::size_t p = 0; p < above.size(); ++p) {
                    const double consumed = p < row.size() ? row[p].consumed().in_units() : 0;
                    above[p] = std::max(0.0, above[p] + consumed - maximum);
                    ASSERT_LE(above[p], maximum + owed)
                        << table.name.label() << " P" << p << " at second " << second;
                }
            }
        }
    }
}

TEST(CapacityLaws, no_partition_serves_more_than_its_maximum) {
    for (const char* file : {"votes", "heat", "popular_product", "date_index"}) {
        SCOPED_TRACE(file);
        const auto scenario = read_scenario_file(
            fmt::format("{}/resources/scenarios/{}.toml", ISOTHERM_SOURCE_DIR, file));
        ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
        expect_within_maximum(FinishedRun(scenario.value()), scenario.value().era);
    }
}

TEST(CapacityLaws, a_partition_never_exceeds_its_maximum_with_any_burst_in_any_era) {
    for (const std::string& era : era_names()) {
        SCOPED_TRACE(era);
        const auto scenario = scenario_of(fmt::format(R"(
era = "{}"
duration = "120s"
[tables.tab]
capacity = {{ read = 3000, write = 1 }}
partitions = 1
[workloads.readers]
table = "tab"
operation = "GetItem"
consistency = "strong"
arrivals = {{ shape = "poisson", rate = "9000/s" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                                                      era));
        const FinishedRun run(*scenario);
        // It serves 120 s x 3,000 = 360,000 units, and none of the 900,000 that are saved for
        // bursts.
        EXPECT_NEAR(run.totals().consumed[0].in_units(), 3'000 * 120, 3'000 * 0.01 * 120);
        EXPECT_LE(run.totals().consumed[0].in_units(), 3'000 * 121);
    }
}

// A table never serves more than its capacity, however its load is distributed and whichever
// partition borrows.
TEST(CapacityLaws, a_table_of_400_wcu_gives_400_a_second_in_every_era) {
    for (const std::string& era : era_names()) {
        for (const int partitions : {1, 4}) {
            for (const char* keys :
                 {R"("uniform", distinct = 100000)", R"("zipf", distinct = 1000)"}) {
                SCOPED_TRACE(fmt::format("{} {} {}", era, partitions, keys));
                const FinishedRun run(fmt::format(R"(
era = "{}"
duration = "40m"
model.initial_burst = 0
[tables.tab]
capacity = {{ read = 1, write = 400 }}
partitions = {}
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "poisson", rate = "800/s" }}
keys = {{ distribution = {} }}
client = {{ retry = "fire_and_forget" }}
)",
                                                  era, partitions, keys));
                double consumed = 0, elapsed = 0;
                for (const SeriesSecond& second : run.table().seconds[1]) {
                    consumed += HalfUnits(second.consumed).in_units();
                    ASSERT_LE(consumed, 400 * ++elapsed);
                }
                if (std::string(keys).starts_with("\"uniform")) {
                    EXPECT_NEAR(consumed / elapsed, 400, 2);
                }
            }
        }
    }
}

TEST(CapacityLaws, too_few_partitions_for_the_throughput_are_refused) {
    const auto scenario = read_scenario_text(R"(
duration = "1s"
[tables.tab]
capacity = { read = 200000, write = 1 }
partitions = 50
)",
                                             "test.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_NE(all_texts(scenario.errors()).find("make it 67 or more"), std::string::npos)
        << all_texts(scenario.errors());
}

// V-N1: one key with 1,500 writes per second on a table of 40,000.
TEST(CapacityLaws, v_n1_a_hot_key_is_refused_by_its_key_range_with_the_exception_of_its_mode) {
    for (const bool on_demand : {false, true}) {
        const FinishedRun run(fmt::format(
            R"(
era = "2026"
duration = "2m"
[tables.tab]
capacity = {{ {} }}
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "1500/s" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
            on_demand ? "mode = \"on_demand\", warm_write = 40000" : "read = 1, write = 40000"));
        EXPECT_NEAR(static_cast<double>(run.totals().admitted) / 120, 1'000, 2);
        const auto json = run.report().json();
        EXPECT_EQ(json["throttled_by_reason"].size(), 1U);
        EXPECT_EQ(json["throttled_by_reason"]["TableWriteKeyRangeThroughputExceeded"],
                  run.totals().throttled);
        EXPECT_EQ(json["answered_with"][on_demand ? "ThrottlingException"
                                                  : "ProvisionedThroughputExceededException"],
                  run.totals().throttled);
    }
}

// One partition has borrowed from three idle ones for an hour. When these need their shares, 300
// per second in all, they get them back within minutes, and the borrower serves its own 100 again.
TEST(CapacityLaws, adaptive_loans_are_returned_when_their_owners_need_them) {
    const auto slice = [](const char* name, const char* weights, const char* rate,
                          const char* start_after) {
        return fmt::format(R"([workloads.{}]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}", start_after = "{}" }}
keys = {{ distribution = "hash_slices", weights = [{}], keys_per_slice = 50 }}
client = {{ retry = "fire_and_forget" }}
)",
                           name, rate, start_after, weights);
    };
    const FinishedRun run(R"(
era = "2018"
duration = "90m"
[model]
initial_burst = 0
burst_window = "1s"
[tables.tab]
capacity = { read = 1, write = 400 }
partitions = 4
)" + slice("borrower", "1, 0, 0, 0", "350/s", "0s") +
                          slice("owners", "0, 1, 1, 1", "297/s", "60m"));
    const auto consumed_between = [&](std::size_t partition, std::int64_t from, std::int64_t to) {
        double units = 0;
        for (std::int64_t second = from; second < to; ++second) {
            const auto row = run.table().heat[1].row(second);
            if (partition < row.size()) units += row[partition].consumed().in_units();
        }
        return units / static_cast<double>(to - from);
    };
    EXPECT_GT(consumed_between(0, 3'000, 3'600), 300) << "it had borrowed";
    double owners = 0;
    for (std::size_t partition = 1; partition < 4; ++partition)
        owners += consumed_between(partition, 4'800, 5'400);
    EXPECT_GT(owners, 0.98 * 297);
    EXPECT_LT(consumed_between(0, 4'800, 5'400), 110);
}

// 900 writes per second are requested from an on-demand table with a quota of 400.
TEST(CapacityLaws, an_enforced_quota_limits_on_demand_tables) {
    const FinishedRun run(R"(
era = "2026"
duration = "10s"
[model]
enforce_quotas = true
table_quota = 400
[tables.tab]
capacity = { mode = "on_demand" }
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "900/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_LE(run.totals().consumed[1].in_units(), 400 * 11);
    EXPECT_GE(run.totals().consumed[1].in_units(), 400 * 10 - 1);
    EXPECT_EQ(run.totals().tries[1][static_cast<std::size_t>(Outcome::quota)],
              run.totals().throttled);
}

// A hot item collection has many sort keys: its partition splits inside the collection, unless a
// local index keeps collections whole (Developer Guide, Local secondary indexes).
TEST(CapacityLaws, a_local_index_keeps_item_collections_whole) {
    const auto cuts = [](const char* index) {
        const FinishedRun run(fmt::format(R"(
era = "2026"
duration = "40m"
[tables.tab]
sort_key = "sk"
capacity = {{ read = 1, write = 2000 }}
{}
[workloads.writers]
table = "tab"
operation = "PutItem"
sort_keys = "uniform"
arrivals = {{ shape = "constant", rate = "950/s" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                                          index));
        return std::count_if(run.table("tab").partitions.begin(), run.table("tab").partitions.end(),
                             [](const PartitionRecord& one) {
                                 return one.first_sort != 0 || one.last_sort != last_sort;
                             });
    };
    EXPECT_GT(cuts(""), 0);
    EXPECT_EQ(cuts("indexes.by_name = { kind = \"local\" }"), 0);
}

// Consumption above the provisioned throughput during a burst costs nothing: 100 WCU for an hour
// are 100 unit-hours, although 200 per second were consumed in the first minutes.
TEST(CapacityLaws, a_burst_costs_nothing) {
    const std::string table = R"(
era = "2016"
duration = "1h"
[tables.tab]
capacity = { read = 1, write = 100 }
)";
    const auto load = [&](int count) {
        return fmt::format(R"([workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "200/s", count = {} }}
keys = {{ distribution = "uniform", distinct = 100000 }}
client = {{ retry = "fire_and_forget" }}
)",
                           count);
    };
    const FinishedRun idle(table + load(1));
    const FinishedRun bursting(table + load(40'000));
    ASSERT_EQ(bursting.totals().consumed[1].in_units(), 40'000);
    EXPECT_EQ(bursting.report().json()["cost"]["period"]["total"],
              idle.report().json()["cost"]["period"]["total"]);
}

}  // namespace
}  // namespace isotherm
