// SPDX-License-Identifier: Apache-2.0
// The counts in report.json against arithmetic.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "engine/run/report_partitions_json.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Scenario case_named(const std::string& name, const std::vector<Override>& overrides = {}) {
    auto scenario = read_scenario_file(ISOTHERM_SOURCE_DIR "/tests/cases/" + name, overrides);
    EXPECT_TRUE(scenario.ok()) << all_texts(scenario.ok() ? Errors{} : scenario.errors());
    return scenario.value();
}

// 200 writes per second for five minutes on 100 WCU: half of them fail. Two indexes with enough
// capacity cause index writes, which are not requests.
TEST(ReportCounts, half_of_the_requests_failed_whatever_the_indexes_do) {
    const FinishedRun run(case_named("14-limits-index/s.toml"));
    const Json json = run.report().json();
    EXPECT_EQ(json["totals"]["requests"], 59'999);  // request 60,000 arrives after the end
    EXPECT_NEAR(json["totals"]["given_up"].get<double>() / 59'999, 0.5, 0.002);
    EXPECT_NEAR(json["totals"]["throttled"].get<double>() / 59'999, 0.5, 0.002);
    EXPECT_EQ(json["totals"]["attempts"], 59'999);
    EXPECT_NEAR(json["index_writes"]["requests"].get<double>(), 59'999, 0.002 * 59'999);
    std::set<std::string> broken;
    for (const BrokenLimit& limit : run.report().broken_limits()) broken.insert(limit.name);
    EXPECT_EQ(broken, (std::set<std::string>{"given_up_share", "throttled_share"}));
}

// 100 RCU and 300 WCU need one partition. 100 RCU and 8,000 WCU need nine: ceil(100 / 3,000 + 8,000
// / 1,000). DynamoDB doubles the number until it is enough: 2, 4, 8, 16.
TEST(ReportCounts, partitions_that_were_split_are_counted_apart) {
    const FinishedRun run(case_named("50-partition-count/s.toml"));
    const Json table = run.report().json()["tables"]["orders"];
    EXPECT_EQ(table["partitions_live"], 16);
    EXPECT_EQ(table["partitions_retired"], 15);
    EXPECT_EQ(table["partitions_throttled"], 0);
    EXPECT_EQ(table["partitions"].size(), 31u);
    EXPECT_EQ(table["partitions_left_out"], 0);
}

// The list has 1,000 partitions; the counts cover all of them.
TEST(ReportCounts, the_busiest_thousand_partitions_are_listed_and_the_rest_is_counted) {
    const std::string text = R"(era = "2016"
duration = "1s"
[tables.tab]
partitions = 1500
capacity = { read = 100, write = 15000 }
)" + on_every_slice({.name = "w", .rate = "1/s"}, 1);
    Scenario scenario = scenario_of(text).value();
    const FinishedRun run(scenario);
    const Json table = run.report().json()["tables"]["tab"];
    EXPECT_EQ(table["partitions_live"], 1'500);
    EXPECT_EQ(table["partitions"].size(), 1'000u);
    EXPECT_EQ(table["partitions_left_out"], 500);
}

Recording with_partitions(const std::vector<std::size_t>& counts) {
    Recording recording;
    for (const std::size_t count : counts) recording.tables.emplace_back().partitions.resize(count);
    return recording;
}

// The whole report lists 2,000 partitions. What small tables leave goes to the large ones, in equal
// parts: (2,000 - 10 - 300) / 2 = 845.
TEST(ReportCounts, tables_share_the_list_of_partitions) {
    EXPECT_EQ(partitions_listed_of_each(with_partitions({5'000, 10, 5'000, 300})), 845u);
    EXPECT_EQ(partitions_listed_of_each(with_partitions({1'000, 5'000})), 1'000u);
    EXPECT_EQ(partitions_listed_of_each(with_partitions({999, 999, 2})), 1'000u);
    EXPECT_EQ(partitions_listed_of_each(with_partitions({999, 999, 3})), 998u);
    EXPECT_EQ(partitions_listed_of_each(with_partitions(std::vector<std::size_t>(300, 1'000))), 6u);
    EXPECT_EQ(partitions_listed_of_each(with_partitions(std::vector<std::size_t>(3'000, 2))), 1u);
}

// 2,000 / 40 = 50 partitions of each table, and the busiest of them: the item of each workload is
// at one partition.
TEST(ReportCounts, forty_tables_list_fifty_partitions_each) {
    std::string text = "era = \"2016\"\nduration = \"10s\"\n";
    for (int t = 0; t < 40; ++t) {
        text += fmt::format(
            "[tables.tab{0}]\npartitions = 100\n"
            "capacity = {{ read = 100, write = 1000 }}\n"
            "[workloads.w{0}]\ntable = \"tab{0}\"\noperation = \"PutItem\"\n"
            "arrivals = {{ shape = \"constant\", rate = \"5/s\" }}\n"
            "keys = {{ distribution = \"uniform\", distinct = 1 }}\n",
            t);
    }
    const FinishedRun run(scenario_of(text).value());
    const Json tables = run.report().json()["tables"];
    ASSERT_EQ(tables.size(), 40u);
    for (const Json& table : tables) {
        EXPECT_EQ(table["partitions"].size(), 50u);
        EXPECT_EQ(table["partitions_left_out"], 50);
        double listed = 0;
        for (const Json& partition : table["partitions"])
            listed += partition["consumed_write_units"].get<double>();
        EXPECT_GT(listed, 0);
        EXPECT_EQ(listed, table["consumed_write_units"].get<double>());
    }
}

// 10 writes of 3 KB per second for a minute: 30 units per second from the first to the last second.
TEST(ReportCounts, means_busiest_second_and_minute_in_units) {
    const FinishedRun run(R"(era = "2016"
duration = "2m"
[tables.tab]
item_size = "3 KB"
capacity = { read = 10, write = 100 }
)" + workload_text({.name = "w", .rate = "10/s", .start_after = "500ms", .count = 600}));
    const Json table = run.report().json()["tables"]["tab"];
    EXPECT_EQ(table["consumed_write_units"], 1'800);
    EXPECT_DOUBLE_EQ(table["consumed_write_per_second"], 15);
    EXPECT_DOUBLE_EQ(table["consumed_read_per_second"], 0);
    EXPECT_EQ(table["busiest_second"], 30);
    EXPECT_NEAR(table["busiest_minute"].get<double>(), 1'800, 30);
    EXPECT_EQ(table["first_throttled_s"], nullptr);
    EXPECT_EQ(table["last_throttled_s"], nullptr);
    EXPECT_EQ(table["throttled_share"], 0);
    EXPECT_EQ(table["capacity_mode"], "provisioned");
}

// One of four writes per second is served, from 5 s to 10 s.
TEST(ReportCounts, when_it_throttled_first_and_last) {
    const FinishedRun run(R"(era = "2016"
duration = "20s"
model.initial_burst = 0
model.burst_window = "0s"
[tables.tab]
capacity = { read = 10, write = 1 }
)" + workload_text({.name = "w", .rate = "4/s", .start_after = "5s", .count = 20}));
    const Json table = run.report().json()["tables"]["tab"];
    EXPECT_EQ(table["first_throttled_s"], 5);
    // request 20 arrives at 10 s, and that second ends at 11
    EXPECT_EQ(table["last_throttled_s"], 11);
}

// A read of one item costs half a unit, a Query of 100 items of 4 KB costs fifty.
TEST(ReportCounts, units_of_each_workloads_calls) {
    const FinishedRun run(R"(era = "2018"
duration = "10s"
[tables.tab]
item_size = "4 KB"
sort_key = "time"
size = "1 GB"
capacity = { read = 5000, write = 500 }
[workloads.pages]
table = "tab"
operation = "Query"
items_per_query = 100
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.site]
table = "tab"
operation = "GetItem"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.loader]
table = "tab"
operation = "BatchWriteItem"
batch_items = 25
arrivals = { shape = "constant", rate = "2/s" }
keys = { distribution = "uniform", distinct = 1000 }
)");
    const Json workloads = run.report().json()["workloads"];
    const auto units = [&](const char* name) { return workloads[name]["units"][0]; };
    EXPECT_DOUBLE_EQ(units("pages")["units_per_call"], 50);
    EXPECT_DOUBLE_EQ(units("site")["units_per_call"], 0.5);
    EXPECT_DOUBLE_EQ(units("loader")["units_per_call"], 100);  // 25 items of 4 units
    EXPECT_EQ(units("loader")["items_per_call"], 25);
    EXPECT_EQ(workloads["pages"]["consumed_read_units"], 99 * 50);
    EXPECT_EQ(workloads["pages"]["consumed_write_units"], 0);
    EXPECT_EQ(workloads["loader"]["consumed_write_units"],
              workloads["loader"]["requests"].get<int>() * 4);
    EXPECT_EQ(units("pages")["operation"], "Query");
    EXPECT_EQ(units("pages")["table"], "tab");
    EXPECT_EQ(units("pages")["index"], nullptr);
}

// Inserts of 100 KB into an item collection that is almost at its limit of 10 GB: only two of them
// fit.
TEST(ReportCounts, inserts_without_room_are_refused_and_neither_served_nor_throttled) {
    const FinishedRun run(R"(era = "2018"
duration = "10s"
[tables.tab]
item_size = "100 KB"
sort_key = "time"
size = "10 GB"
new_items = "100 %"
collection_size = "10239.75 MB"
capacity = { read = 100, write = 5000 }
indexes.by_name = { kind = "local", projection = "keys_only" }
)" + workload_text({.name = "w", .rate = "4/s"}));
    const Json json = run.report().json();
    EXPECT_EQ(json["totals"]["requests"], 39);
    EXPECT_EQ(json["totals"]["admitted"], 2);  // 256 KB are left
    EXPECT_EQ(json["totals"]["refused"], 37);
    EXPECT_EQ(json["totals"]["throttled"], 0);
    EXPECT_EQ(json["refused_by"]["collection_full"], 37);
    EXPECT_EQ(json["answered_with"]["ItemCollectionSizeLimitExceededException"], 37);
    EXPECT_TRUE(json["throttled_by_reason"].empty());
    EXPECT_EQ(json["tables"]["tab"]["refused"], 37);
    const auto events = seconds_of(run, EventKind::collection_full);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_LE(events[0], 1);
    EXPECT_EQ(tries_of(run.table(), Side::write, Outcome::collection_full), 37u);
    EXPECT_EQ(run.table().seconds[1][5].refused(), 4u);
    EXPECT_EQ(run.table().seconds[1][5].throttled(), 0u);
}

TEST(ReportCounts, hot_keys_have_their_name_and_the_workload_that_sent_them) {
    const FinishedRun run(case_named("seeds/t_names.toml"));
    const Json table = run.report().json()["tables"]["shop"];
    ASSERT_GE(table["hot_keys"].size(), 8u);
    for (const Json& key : table["hot_keys"]) {
        const bool page = key["key"].get<std::string>().starts_with("segment ");
        EXPECT_EQ(key["workload"], page ? "b_scan" : "z_live") << key;
    }
    EXPECT_EQ(table["hot_keys"][0]["workload"], "z_live");
}

// By chance, one of a thousand equally likely keys is four standard deviations above the mean: it
// is not a hot key.
TEST(ReportCounts, no_key_stands_out_under_even_load) {
    const auto keys = [](const std::string& distribution) {
        const FinishedRun run(R"(era = "2018"
duration = "1m"
[tables.tab]
capacity = { read = 10, write = 5000 }
)" + workload_text({.name = "w", .rate = "2000/s", .keys = distribution}));
        std::size_t standing_out = 0;
        for (const HotKey& key : run.table().hottest) standing_out += key.stands_out;
        return standing_out;
    };
    EXPECT_EQ(keys(R"({ distribution = "uniform", distinct = 1000 })"), 0u);
    // slightly more keys than are counted exactly
    EXPECT_EQ(keys(R"({ distribution = "uniform", distinct = 4000 })"), 0u);
    EXPECT_EQ(keys(R"({ distribution = "uniform", distinct = 1000000 })"), 0u);
    EXPECT_GT(keys(R"({ distribution = "zipf", distinct = 1000, exponent = 1.0 })"), 0u);
    EXPECT_GT(keys(R"({ distribution = "zipf", distinct = 1000000, exponent = 1.0 })"), 0u);
    EXPECT_EQ(keys(R"({ distribution = "sequential", distinct = 1 })"), 1u);
    // each has half of all requests
    EXPECT_EQ(keys(R"({ distribution = "explicit", weights = [1, 1] })"), 2u);
}

// Half of 200 writes per second are refused, but on-demand mode would bill all of them.
TEST(ReportCounts, other_ways_to_pay_are_priced_for_the_demand) {
    const std::string rest = R"(
era = "2018"
duration = "1h"
model.initial_burst = 0
model.burst_window = "0s"
[workloads.w]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "sequential", distinct = 1000 }
client = { retry = "fire_and_forget" }
[tables.tab]
capacity = { read = 1, write = )";
    const auto on_demand = [&](const char* write) {
        const FinishedRun run(rest + std::string(write) + " }\n");
        for (const PricedChoice& choice : run.report().bill().choices) {
            if (choice.name != "on_demand") continue;
            EXPECT_FALSE(choice.throttled_share.has_value());
            return choice.month.total.in_dollars();
        }
        return 0.0;
    };
    const double served = on_demand("100");
    EXPECT_GT(served, 0);
    EXPECT_NEAR(on_demand("10"), served, 0.001 * served);
    const FinishedRun half(rest + "10 }\n");
    const Json report = half.report().json();
    for (const Json& choice : report["cost"]["choices"]) {
        const bool as_now = choice["name"] == "as_is" || choice["name"] == "standard_ia";
        EXPECT_EQ(choice["simulated"], as_now) << choice["name"];
        if (as_now) {
            EXPECT_NEAR(choice["throttled_share"].get<double>(), 0.5, 0.01);
        }
        EXPECT_FALSE(choice["name"].get<std::string>().starts_with("reserved"))
            << "ten units are no block of a hundred";
    }
}

}  // namespace
}  // namespace isotherm
