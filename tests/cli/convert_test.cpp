// SPDX-License-Identifier: Apache-2.0
// `isotherm trace convert`, `export-settings` and `run --past` with the real program: what goes out
// comes in again.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

constexpr const char* votes = R"(
start = 2026-11-16T00:00:00Z
duration = "10m"
[tables.votes]
partition_key = "candidate"
capacity = { read = 100, write = 50 }
scaling.write = { policy = "target_tracking", target_utilization = "70 %", min = 50, max = 400, scale_in_cooldown = "60s", actions = [{ at = "0 6 * * MON-FRI", min = 200 }] }
indexes.by_day = { partition_key = "day", capacity = { read = 20, write = 50 } }
[tables.ballots]
partition_key = "id"
capacity = { mode = "on_demand", maximum_write = 900 }
[workloads.writers]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 100 }
[workloads.readers]
table = "votes"
operation = "GetItem"
arrivals = { shape = "constant", rate = "5/s" }
keys = { distribution = "uniform", distinct = 100 }
)";

TEST(Convert, a_run_becomes_a_log_with_every_request_once) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("votes.toml", votes);
    const std::string log = folder.path("votes.isotherm");
    const Printed made =
        isotherm_prints({"trace", "convert", scenario, "-o", log, "--table", "votes", "--json"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    // 20 and 5 requests a second for ten minutes; the first of each comes after 1/20 and 1/5 s.
    EXPECT_EQ(Json::parse(made.out)["rows"], 14'998);
    const Json facts = Json::parse(isotherm_prints({"trace", "info", log, "--json"}).out);
    EXPECT_EQ(facts["ops"]["PutItem"], 11'999);
    EXPECT_EQ(facts["ops"]["GetItem"], 2'999);
    EXPECT_EQ(facts["distinct_keys"], 100);
    EXPECT_EQ(facts["busiest_second_rows"], 25);
    // The log replays as what was simulated.
    const std::string replay = folder.file("replay.toml", R"(
duration = "10m"
[tables.votes]
capacity = { read = 100, write = 50 }
[workloads.logged]
table = "votes"
replay = { file = "votes.isotherm", format = "isotherm" }
)");
    const Json report = Json::parse(isotherm_prints({"run", replay, "--json"}).out);
    EXPECT_EQ(report["totals"]["requests"], 14'998);
    EXPECT_EQ(report["totals"]["consumed_write_units"], 11'999);
}

TEST(Convert, says_which_table_and_format_are_missing) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("votes.toml", votes);
    const Printed table =
        isotherm_prints({"trace", "convert", scenario, "-o", folder.path("a.csv")});
    EXPECT_EQ(table.exit_code, 2);
    EXPECT_NE(table.err.find("ballots, votes"), std::string::npos) << table.err;
    const std::string log = folder.file("a.csv", "time,key\n1,a\n");
    for (const auto& [arguments, what] :
         std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"-o", folder.path("b.what")}, "does not say the format"},
             {{"-o", folder.path("b.csv"), "--to", "weblog"}, "cannot be written"},
             {{"-o", folder.path("b"), "--to", "twitter"}, "have no sizes"},
             {{"-o", folder.path("b.csv"), "--max-disorder", "soon"}, "--max-disorder"},
             {{"-o", folder.path("b.csv"), "--table", "votes"}, "is for a scenario"}}) {
        std::vector<std::string> all{"trace", "convert", log};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Printed refused = isotherm_prints(all);
        EXPECT_EQ(refused.exit_code, 2) << what;
        EXPECT_NE(refused.err.find(what), std::string::npos) << refused.err;
    }
    EXPECT_EQ(isotherm_prints({"trace", "convert", log, "-o", log}).exit_code, 73);
}

TEST(Convert, joins_files_and_compresses) {
    const ScenarioFolder folder;
    folder.file("logs/1.csv", "time,key,size\n1,a,10\n3,b,20\n");
    folder.file("logs/2.csv", "time,key,size\n2,c,30\n4,a,40\n");
    const std::string out = folder.path("all.csv.gz");
    const Printed made =
        isotherm_prints({"trace", "convert", folder.path("logs"), "-o", out, "--sort"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const Json head = Json::parse(isotherm_prints({"trace", "head", out, "--json"}).out);
    ASSERT_EQ(head.size(), 4U);
    EXPECT_EQ(head[1]["key"], "c");
    EXPECT_EQ(head[3]["key"], "a");
}

TEST(ExportSettings, reads_back_as_the_same_capacity_and_scaling) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("votes.toml", votes);
    for (const auto& [to, name] :
         std::vector<std::pair<std::string, std::string>>{{"terraform", "votes.tf.json"},
                                                          {"cloudformation", "votes.json"},
                                                          {"aws-cli", "votes.sh"}}) {
        const std::string file = folder.path(name);
        const Printed made = isotherm_prints({"export-settings", scenario, "--to", to, "-o", file});
        ASSERT_EQ(made.exit_code, 0) << made.err;
        // The files have the types of keys, which a scenario has not; the commands change capacity.
        EXPECT_EQ(made.err.find("types of keys") == made.err.npos, to == "aws-cli") << made.err;
        const Printed printed = isotherm_prints({"import", file, "--from", "2026-11-16"});
        ASSERT_EQ(printed.exit_code, 0) << printed.err;
        // The scenario that comes back has the same settings.
        for (const char* line :
             {"capacity = { mode = \"provisioned\", read = 100, write = 50 }",
              "capacity = { mode = \"provisioned\", read = 20, write = 50 }", "maximum_write = 900",
              "policy = \"target_tracking\"", "target_utilization = \"70 %\"", "min = 50",
              "max = 400", "scale_in_cooldown = \"1m\"", "0 6 * * MON-FRI", "min = 200"})
            EXPECT_NE(printed.out.find(line), std::string::npos) << to << ": " << line << "\n"
                                                                 << printed.out;
    }
    const Printed unknown = isotherm_prints({"export-settings", scenario, "--to", "pulumi"});
    EXPECT_EQ(unknown.exit_code, 2);
}

TEST(Past, a_run_is_compared_with_the_metrics_beside_its_scenario) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("votes.toml", votes);
    const std::string out = folder.path("out");
    ASSERT_EQ(isotherm_prints({"run", scenario, "--out", out}).exit_code, 0);
    EXPECT_FALSE(Json::parse(isotherm_prints({"run", scenario, "--json"}).out).contains("past"));
    folder.file("votes.past.csv", content_of(out + "/metrics.csv"));
    const Json past = Json::parse(isotherm_prints({"run", scenario, "--json"}).out)["past"];
    EXPECT_EQ(past["share_within_5_percent"], 1);
    EXPECT_EQ(past["distance"], 0);
    EXPECT_TRUE(past["explains_most"].is_null());
    const Printed text = isotherm_prints({"run", scenario});
    EXPECT_NE(text.out.find("Fit to the past"), std::string::npos) << text.out;
    const Printed missing = isotherm_prints({"run", scenario, "--past", folder.path("none.csv")});
    EXPECT_EQ(missing.exit_code, 66) << missing.err;
    // A half of the load fits no minute of the whole one.
    const Json half = Json::parse(
        isotherm_prints({"run", scenario, "--json", "--set", "workloads.writers.arrivals.rate=10/s",
                         "--set", "workloads.readers.arrivals.rate=2/s"})
            .out)["past"];
    EXPECT_EQ(half["share_within_5_percent"], 0);
    EXPECT_EQ(half["explains_most"], "load");
}

TEST(OpenMetrics, has_the_sums_of_cloudwatch_json) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("votes.toml", votes);
    const std::string out = folder.path("out");
    ASSERT_EQ(isotherm_prints({"run", scenario, "--out", out}).exit_code, 0);
    const std::string text = content_of(out + "/metrics.txt");
    EXPECT_TRUE(text.ends_with("# EOF\n"));
    EXPECT_NE(text.find("# TYPE aws_dynamodb_consumed_write_capacity_units_sum gauge\n"),
              std::string::npos);
    // 20 writes a second are 1,200 units a minute, from the second minute on.
    EXPECT_NE(text.find("aws_dynamodb_consumed_write_capacity_units_sum{table_name=\"votes\"} 1200 "
                        "1794787260\n"),
              std::string::npos)
        << text.substr(0, 500);
}

}  // namespace
}  // namespace isotherm
