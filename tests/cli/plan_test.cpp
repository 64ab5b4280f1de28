// SPDX-License-Identifier: Apache-2.0
// `isotherm plan`, as it is called.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// 100 writes a second on 400 units; 20 KB of series for the same load.
const std::string steady = R"(
name = "steady"
duration = "10m"
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 400 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";

std::string day_of_writes() {
    std::string csv = "minute,timestamp_utc,read_units_sum,write_units_sum\n";
    for (int minute = 0; minute < 240; ++minute) {
        char line[80];
        std::snprintf(line, sizeof line, "%d,2026-03-02T%02d:%02d:00Z,0,6000\n", minute,
                      minute / 60, minute % 60);
        csv += line;
    }
    return csv;
}

TEST(Plan, finds_less_capacity_and_writes_a_scenario_that_keeps_the_promise) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("steady.toml", steady);
    const std::string planned = folder.path("planned.toml");
    const Printed plan =
        isotherm_prints({"plan", scenario, "--keep", "throttled_share <= 0.1 %", "--seeds", "2",
                         "--no-commitments", "--apply", "-o", planned, "--json"});
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    const Json json = Json::parse(plan.out);
    EXPECT_TRUE(json.at("kept"));
    EXPECT_LT(json.at("chosen").at("cost_month"), json.at("now").at("cost_month"));
    EXPECT_GT(json.at("tried"), 3);
    EXPECT_FALSE(json.at("frontier").empty());
    EXPECT_GT(json.at("tables").at(0).at("saving_month"), 0);
    const Printed run = isotherm_prints({"run", planned, "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(Json::parse(run.out).at("totals").at("throttled"), 0);
}

TEST(Plan, plans_a_recorded_series) {
    const ScenarioFolder folder;
    const std::string series = folder.file("day.csv", day_of_writes());
    const Printed plan = isotherm_prints({"plan", series, "--no-commitments", "--json"});
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    const Json chosen = Json::parse(plan.out).at("chosen");
    EXPECT_EQ(chosen.at("mode"), "provisioned");
    EXPECT_TRUE(chosen.at("interval").is_null());
    EXPECT_LE(chosen.at("throttled_share"), 0.001);
}

TEST(Plan, refuses_what_it_cannot_read) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("steady.toml", steady);
    const Printed unknown =
        isotherm_prints({"plan", scenario, "--keep", "tables.votes.throtled <= 1"});
    EXPECT_EQ(unknown.exit_code, 78);
    EXPECT_NE(unknown.err.find("throttled"), std::string::npos) << unknown.err;
    const Printed slip = isotherm_prints({"plan", scenario, "--keep", "throtled_share <= 1 %"});
    EXPECT_EQ(slip.exit_code, 78);
    EXPECT_NE(slip.err.find("did you mean \"throttled_share\"?"), std::string::npos) << slip.err;
    EXPECT_EQ(isotherm_prints({"plan", scenario, "--keep", "nonsense"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"plan", scenario, "--apply"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"plan", scenario, "--over", "tables.votes"}).exit_code, 2);
    // The name stands on the command line, not in a line of the file.
    const Printed name =
        isotherm_prints({"plan", scenario, "--over", "tables.votes.capacity.wrte=1,5"});
    EXPECT_EQ(name.exit_code, 78);
    EXPECT_EQ(name.err.find("--over tables.votes.capacity.wrte"), 0u) << name.err;
    EXPECT_NE(name.err.find("did you mean \"write\"?"), std::string::npos) << name.err;
    EXPECT_EQ(isotherm_prints({"plan", folder.path("none.toml")}).exit_code, 66);
    EXPECT_EQ(isotherm_prints({"plan", folder.file("bad.csv", "minute\n1,2\n")}).exit_code, 65);
}

// Text without quotes is text, as in --set and --vary.
TEST(Plan, chooses_among_texts) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("steady.toml", steady);
    const Printed plan = isotherm_prints({"plan", scenario, "--over",
                                          "workloads.voters.client.retry=fire_and_forget,none_such",
                                          "--seeds", "1", "--no-commitments", "--json"});
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    const Json answer = Json::parse(plan.out);
    ASSERT_EQ(answer.at("refused").size(), 1U);
    EXPECT_EQ(answer.at("refused")[0].at("settings"),
              "workloads.voters.client.retry = \"none_such\"");
    const Json settings = answer.at("chosen").at("settings");
    const Json chosen{{"path", "workloads.voters.client.retry"}, {"value", "\"fire_and_forget\""}};
    EXPECT_NE(std::find(settings.begin(), settings.end(), chosen), settings.end()) << settings;
    const Printed unknown = isotherm_prints(
        {"plan", scenario, "--over", "workloads.voters.client.retry=none_such", "--seeds", "1"});
    EXPECT_EQ(unknown.exit_code, 78);
    EXPECT_NE(unknown.err.find("none_such"), std::string::npos) << unknown.err;
}

TEST(Plan, says_3_when_no_setting_keeps_the_promise) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("steady.toml", steady);
    const Printed plan = isotherm_prints({"plan", scenario, "--keep", "throttled_share <= 0.1 %",
                                          "--keep", "cost_per_month <= 1", "--seeds", "1"});
    EXPECT_EQ(plan.exit_code, 3) << plan.err;
    EXPECT_NE(plan.out.find("No setting that was tried keeps the promise"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
