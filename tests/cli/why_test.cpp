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

// 20 WCU end it: at 10 a second, half is refused in each run.
TEST(Fix, tries_remedies_and_writes_the_one_that_is_chosen) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", "# votes\n" + hot);
    const Printed printed = isotherm_prints({"fix", scenario, "--seeds", "2", "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const auto json = nlohmann::json::parse(printed.out);
    EXPECT_TRUE(json["applied"].is_null());
    EXPECT_EQ(json["seeds"], 2);
    std::size_t more = 0;
    for (const auto& remedy : json["findings"][0]["remedies"]) {
        EXPECT_EQ(remedy["throttled_before"], 600.0);
        if (remedy["remedy"] == "more_capacity") more = remedy["number"];
        if (remedy["remedy"] != "more_capacity") continue;
        EXPECT_EQ(remedy["change"], "tables.votes.capacity.write = 22");
        EXPECT_EQ(remedy["throttled_after"], 0.0);
        EXPECT_EQ(remedy["verdict"], "cures");
        EXPECT_GT(remedy["cost_month_after"], remedy["cost_month_before"]);
    }
    ASSERT_GT(more, 0U) << printed.out;
    const std::string fixed = folder.path("fixed.toml");
    const Printed applied = isotherm_prints(
        {"fix", scenario, "--seeds", "1", "--apply", std::to_string(more), "-o", fixed});
    EXPECT_EQ(applied.exit_code, 0) << applied.err;
    const std::string text = content_of(fixed);
    EXPECT_TRUE(text.starts_with("# more capacity: tables.votes.capacity.write = 22\n")) << text;
    EXPECT_NE(text.find("# votes\n"), std::string::npos);  // comments stay
    EXPECT_EQ(isotherm_prints({"why", fixed}).out,
              "Nothing was throttled: all of 1,199 tries got through.\n");
    // Without findings it says how much the load could grow: 20 of 22 a second are used.
    const Printed nothing = isotherm_prints({"fix", fixed});
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_NE(nothing.out.find("The load could grow by about 10 %"), std::string::npos)
        << nothing.out;
}

// The scenario expects what the remedy ends: at 20 a second, half of 1,199 tries are throttled.
TEST(Fix, says_which_expectations_a_remedy_breaks) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file(
        "hot.toml", hot + "[expect.throttles]\nof = \"tables.votes.throttled\"\nat_least = 500\n");
    const std::string fixed = folder.path("fixed.toml");
    const Printed applied =
        isotherm_prints({"fix", scenario, "--seeds", "1", "--apply", "1", "-o", fixed});
    EXPECT_EQ(applied.exit_code, 0) << applied.err;
    const std::string said =
        "With this remedy, `isotherm run` exits with 3 until you change expect.throttles.\n";
    EXPECT_NE(applied.out.find(said), std::string::npos) << applied.out;
    EXPECT_NE(content_of(fixed).find("# " + said), std::string::npos);
    EXPECT_EQ(isotherm_prints({"run", fixed}).exit_code, 3);
}

TEST(Fix, refuses_what_it_cannot_do) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot);
    const std::string out = folder.path("fixed.toml");
    EXPECT_EQ(isotherm_prints({"fix", scenario, "--apply", "1"}).exit_code, 2);
    EXPECT_EQ(
        isotherm_prints({"fix", scenario, "--seeds", "1", "--apply", "99", "-o", out}).exit_code,
        2);
    EXPECT_FALSE(std::filesystem::exists(out));
    // The scenario itself is never replaced.
    EXPECT_EQ(isotherm_prints({"fix", scenario, "--seeds", "1", "--apply", "1", "-o", scenario})
                  .exit_code,
              73);
    EXPECT_EQ(content_of(scenario), hot);
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

// 30 WCU serve all of 20 a second, for 20 x 730 x $0.00065 = $9.49 more.
TEST(Compare, tells_tables_apart_and_gates) {
    const ScenarioFolder folder;
    const std::string a = folder.file("a.toml", hot);
    const Printed better =
        isotherm_prints({"compare", a, "--set-b", "tables.votes.capacity.write=30", "--seeds", "2",
                         "--no-worse", "--json"});
    EXPECT_EQ(better.exit_code, 0) << better.err;
    const auto json = nlohmann::json::parse(better.out);
    EXPECT_EQ(json["seeds"], 2);
    EXPECT_EQ(json["clear"], true);
    EXPECT_EQ(json["sentence"],
              "B throttles 100 % less for $9.49 more a month, because of tables.votes.capacity."
              "write = 30; in 2 of 2 seeds.");
    ASSERT_EQ(json["tables"].size(), 1U);
    EXPECT_EQ(json["tables"][0]["throttled_a"], 600.0);
    EXPECT_EQ(json["tables"][0]["throttled_b"], 0.0);
    EXPECT_DOUBLE_EQ(json["tables"][0]["difference"], -600.0 / 1199);
    EXPECT_EQ(json["reason"]["arguments"][0], "tables.votes.capacity.write = 30");
    EXPECT_EQ(isotherm_prints({"compare", a, "--set-b", "tables.votes.capacity.write=5", "--seeds",
                               "2", "--no-worse"})
                  .exit_code,
              3);
    // A stored run against the scenario of today, with another length.
    const std::string run = folder.path("run");
    ASSERT_EQ(isotherm_prints({"run", a, "--out", run}).exit_code, 0);
    const Printed stored = isotherm_prints({"compare", run, a, "--set-b", "duration=30s", "--set-b",
                                            "tables.votes.capacity.write=30"});
    EXPECT_EQ(stored.exit_code, 0) << stored.err;
    EXPECT_NE(stored.out.find("Compared up to 30s, where the shorter run ends."), std::string::npos)
        << stored.out;
    EXPECT_NE(stored.out.find("one pair of runs"), std::string::npos) << stored.out;
}

}  // namespace
}  // namespace isotherm
