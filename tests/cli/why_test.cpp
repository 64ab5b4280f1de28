// SPDX-License-Identifier: Apache-2.0
// `isotherm why` and `compare`: the causes of throttling in a scenario and in a stored run, and the
// differences between B and A.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

// 20 puts of 1 KB per second to one key on 10 WCU: without burst, every second put is refused.
const std::string hot = R"(
name = "hot"
era = "2024"
duration = "60s"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 10, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)";

TEST(Why, explains_a_scenario_and_its_stored_run_alike) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot);
    const Printed of_scenario = isotherm_prints({"why", scenario, "--at", "30s"});
    EXPECT_EQ(of_scenario.exit_code, 0) << of_scenario.err;
    EXPECT_TRUE(
        of_scenario.out.starts_with("At 00:00:30, demand on partition P0 of votes was 20 WCU.\n"))
        << of_scenario.out;
    for (const char* step : {"So 10 requests were refused, worth 10 WCU.",
                             "Demand on the whole table was 20 of its 10 WCU (200 %): its "
                             "throughput is insufficient in this second.",
                             "Of the keys in this partition, 0 (workload voters) was refused most: "
                             "600 times in the run."}) {
        EXPECT_NE(of_scenario.out.find(step), std::string::npos) << step << of_scenario.out;
    }
    const std::string run = folder.path("run");
    ASSERT_EQ(isotherm_prints({"run", scenario, "--out", run}).exit_code, 0);
    EXPECT_EQ(isotherm_prints({"why", run, "--at", "30s", "--partition", "P0"}).out,
              of_scenario.out);
    // Without a given time it explains a moment with refused requests.
    EXPECT_NE(isotherm_prints({"why", run, "--table", "votes"}).out.find("refused"),
              std::string::npos);
}

TEST(Why, reports_what_it_cannot_explain) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot);
    for (const auto& [option, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"--at", "2h"},
                                                                    {"--at", "soon"},
                                                                    {"--table", "vote"},
                                                                    {"--partition", "P7"},
                                                                    {"--partition", "x"}}) {
        const Printed printed = isotherm_prints({"why", scenario, option, value});
        EXPECT_EQ(printed.exit_code, 2) << option << ' ' << value;
        EXPECT_NE(printed.err.find("help: "), std::string::npos) << printed.err;
    }
    EXPECT_EQ(isotherm_prints({"why", folder.path("none.toml")}).exit_code, 66);
    std::string idle = hot;
    idle.replace(idle.find("20/s"), 4, "2/s");
    const Printed nothing = isotherm_prints({"why", folder.file("idle.toml", idle)});
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_EQ(nothing.out, "Nothing was throttled: all of 119 tries got through.\n");
    EXPECT_EQ(isotherm_prints({"why", folder.path("idle.toml"), "--side", "write"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"why", folder.path("idle.toml"), "--at", "5s"}).exit_code, 0);
}

// A put each 50 ms, the first at 50 ms: 600 of 1,199 are refused for lack of capacity.
TEST(Why, names_the_causes_of_a_scenario_and_of_its_stored_run_alike) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot);
    const Printed text = isotherm_prints({"why", scenario});
    EXPECT_EQ(text.exit_code, 0) << text.err;
    EXPECT_TRUE(
        text.out.starts_with("600 of 1,199 tries were throttled (50.04 %).\n\n"
                             "1. Insufficient capacity: 100.0 % (votes, writes), "))
        << text.out;
    const Printed printed = isotherm_prints({"why", scenario, "--json"});
    const auto json = nlohmann::json::parse(printed.out);
    ASSERT_EQ(json["findings"].size(), 1U);
    EXPECT_EQ(json["findings"][0]["cause"], "insufficient_capacity");
    EXPECT_EQ(json["findings"][0]["throttled"], 600);
    const std::string run = folder.path("run");
    ASSERT_EQ(isotherm_prints({"run", scenario, "--out", run}).exit_code, 0);
    EXPECT_EQ(isotherm_prints({"why", run}).out, text.out);
    EXPECT_EQ(nlohmann::json::parse(isotherm_prints({"why", run, "--json"}).out), json);
    EXPECT_EQ(nlohmann::json::parse(content_of(run + "/findings.json"))["findings"],
              json["findings"]);
    // What cannot be asked: a moment as JSON, another seed of a stored run.
    EXPECT_EQ(isotherm_prints({"why", scenario, "--json", "--at", "3s"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"why", run, "--seed", "3"}).exit_code, 2);
}

TEST(Compare, reports_what_differs_in_b) {
    const ScenarioFolder folder;
    const std::string a = folder.file("a.toml", hot);
    const Printed printed =
        isotherm_prints({"compare", a, "--set-b", "tables.votes.capacity.write=30"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    for (const char* line : {"B: tables.votes.capacity.write = 30\n", "B throttles 600",
                             " fewer tries than A (0.0 % "
                             "of all tries, A ",
                             "Its bill is $", "Clear: with 10 seeds B − A is -"}) {
        EXPECT_NE(printed.out.find(line), std::string::npos) << line << '\n' << printed.out;
    }
    EXPECT_NE(isotherm_prints({"compare", a, a})
                  .out.find("B is the same scenario as A, so it gives the same run."),
              std::string::npos);
    EXPECT_EQ(isotherm_prints({"compare", a, folder.path("none.toml")}).exit_code, 66);
}

}  // namespace
}  // namespace isotherm
