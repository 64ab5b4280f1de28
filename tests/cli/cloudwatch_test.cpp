// SPDX-License-Identifier: Apache-2.0
// cloudwatch.json of a run: DynamoDB's metric names and what they count.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/engine/run/loads.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// Sum of one metric of the index with this name; "" for the table.
double sum_of(const Json& metrics, const std::string& name, const std::string& index = "") {
    double sum = 0;
    for (const Json& metric : metrics["MetricDataResults"]) {
        const Json& dimensions = metric["Dimensions"];
        const std::string of_index =
            dimensions.size() > 1 ? dimensions[1]["Value"].get<std::string>() : "";
        if (metric["Label"] != name || of_index != index) continue;
        for (const Json& value : metric["Values"]) sum += value.get<double>();
    }
    return sum;
}

TEST(CloudWatch, counts_requests_items_and_events_apart) {
    const std::string text = R"(
era = "2024"
duration = "5m"
model.initial_burst = 0
[tables.tab]
size = "1 MB"
new_items = "100 %"
time_to_live = "60s"
time_to_live_delay = "0s"
capacity = { read = 30, write = 100 }
[tables.tab.indexes.narrow]
capacity = { read = 1, write = 1 }
lag = "20s"
[workloads.batches]
table = "tab"
operation = "BatchGetItem"
arrivals = { shape = "poisson", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.queries]
table = "tab"
index = "narrow"
operation = "Query"
items_per_query = 8
filter_keeps = 0.5
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.writers]
table = "tab"
operation = "PutItem"
condition_fails = "10 %"
arrivals = { shape = "constant", rate = "10/s", count = 1000 }
keys = { distribution = "uniform", distinct = 1000 }
)";
    const ScenarioFolder folder;
    const std::string out = folder.path("out");
    ASSERT_EQ(isotherm_prints({"run", folder.file("a.toml", text), "--out", out}).exit_code, 0);
    const Json metrics = Json::parse(content_of(out + "/cloudwatch.json"));
    const FinishedRun run(text);
    const TableRecording& table = run.table("tab");
    const TableRecording& index = run.table("tab", "narrow");
    const std::uint64_t by_index = tries_of(table, Side::write, Outcome::index_throughput);
    ASSERT_GT(by_index, 10u);
    const double table_writes =
        static_cast<double>(counts_between(table, Side::write, 0, 300).throttled);
    EXPECT_EQ(sum_of(metrics, "WriteThrottleEvents"), table_writes - static_cast<double>(by_index));
    EXPECT_EQ(sum_of(metrics, "WriteThrottleEvents", "narrow"),
              static_cast<double>(counts_between(index, Side::write, 0, 300).throttled + by_index));
    EXPECT_EQ(sum_of(metrics, "ReadThrottleEvents"),
              static_cast<double>(counts_between(table, Side::read, 0, 300).throttled));

    const CallCounts calls = run.totals().calls;
    EXPECT_LT(calls.throttled_requests, run.totals().throttled);
    EXPECT_EQ(sum_of(metrics, "ThrottledRequests"), static_cast<double>(calls.throttled_requests));
    EXPECT_EQ(sum_of(metrics, "ThrottledRequests", "narrow"), 0);
    EXPECT_GT(calls.conditional_check_failed, 0u);
    EXPECT_EQ(sum_of(metrics, "ConditionalCheckFailedRequests"),
              static_cast<double>(calls.conditional_check_failed));
    EXPECT_EQ(sum_of(metrics, "ReturnedItemCount"),
              4.0 * static_cast<double>(index.totals.tries[0][0]));
    EXPECT_GT(calls.time_to_live_deleted, 0u);
    EXPECT_EQ(sum_of(metrics, "TimeToLiveDeletedItemCount"),
              static_cast<double>(calls.time_to_live_deleted));
}

// A write that an index refuses is an event of the index with its reason (V-N2).
TEST(CloudWatch, writes_refused_by_an_index_are_events_of_the_index) {
    const std::string text = R"(
era = "2026"
duration = "10m"
[tables.tab]
capacity = { mode = "on_demand" }
indexes.capped = { capacity = { mode = "on_demand", maximum_write = 500 } }
[tables.hot]
capacity = { read = 10, write = 3000 }
indexes.by_status = { capacity = { read = 10, write = 3000 }, keys = "time", lag = "20s" }
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "800/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
[workloads.orders]
table = "hot"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1500/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)";
    const ScenarioFolder folder;
    const std::string out = folder.path("out");
    ASSERT_EQ(isotherm_prints({"run", folder.file("a.toml", text), "--out", out}).exit_code, 0);
    const Json metrics = Json::parse(content_of(out + "/cloudwatch.json"));
    const FinishedRun run(text);
    const auto refused = [&](const char* table, Outcome reason) {
        return static_cast<double>(tries_of(run.table(table), Side::write, reason));
    };
    const double by_maximum = refused("tab", Outcome::index_on_demand_maximum);
    const double by_partition = refused("hot", Outcome::index_partition);
    ASSERT_GT(by_maximum, 10'000);
    ASSERT_GT(by_partition, 10'000);
    // The index's own writes, which wait and are tried again, are events as well.
    const double own = static_cast<double>(
        tries_of(run.table("tab", "capped"), Side::write, Outcome::on_demand_maximum));
    EXPECT_EQ(sum_of(metrics, "WriteMaxOnDemandThroughputThrottleEvents", "capped"),
              by_maximum + own);
    EXPECT_EQ(sum_of(metrics, "WriteProvisionedThroughputThrottleEvents", "capped"), 0);
    EXPECT_EQ(sum_of(metrics, "WriteKeyRangeThroughputThrottleEvents", "capped"), 0);
    EXPECT_GE(sum_of(metrics, "WriteKeyRangeThroughputThrottleEvents", "by_status"), by_partition);
    EXPECT_EQ(sum_of(metrics, "WriteMaxOnDemandThroughputThrottleEvents", ""), 0);
    EXPECT_EQ(sum_of(metrics, "WriteThrottleEvents", ""), 0);
}

// The run starts half a minute after 12:00, so the first minute has 30 s and the second one 60 s.
// The file can be read back.
TEST(CloudWatch, minutes_are_those_of_the_clock) {
    const std::string text = R"(
era = "2024"
start = "2026-01-01T12:00:30Z"
duration = "90s"
[tables.tab]
item_size = "1 KB"
capacity = { read = 30, write = 100 }
[workloads.readers]
table = "tab"
operation = "GetItem"
consistency = "strong"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 1000 }
)";
    const ScenarioFolder folder;
    const std::string out = folder.path("out");
    ASSERT_EQ(isotherm_prints({"run", folder.file("a.toml", text), "--out", out}).exit_code, 0);
    const Json metrics = Json::parse(content_of(out + "/cloudwatch.json"));
    for (const Json& metric : metrics["MetricDataResults"]) {
        if (metric["Label"] != "ConsumedReadCapacityUnits") continue;
        EXPECT_EQ(metric["Timestamps"], (Json{"2026-01-01T12:00:00Z", "2026-01-01T12:01:00Z"}));
        EXPECT_NEAR(metric["Values"][0].get<double>(), 300, 1);
        EXPECT_NEAR(metric["Values"][1].get<double>(), 600, 1);
    }
    const Printed backtest =
        isotherm_prints({"backtest", out + "/cloudwatch.json", "--policy", "fixed", "--json"});
    EXPECT_EQ(backtest.exit_code, 0) << backtest.err;
}

}  // namespace
}  // namespace isotherm
