// SPDX-License-Identifier: Apache-2.0
// `isotherm check`, as called by a person or a build server.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/engine/scenario/scenario_texts.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

Json checked(const std::string& file, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"check", file, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Printed printed = isotherm_prints(arguments);
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    return Json::parse(printed.out);
}

std::vector<std::string> causes(const Json& checked) {
    std::vector<std::string> list;
    for (const Json& finding : checked["findings"]) list.push_back(finding["cause"]);
    return list;
}
using Causes = std::vector<std::string>;

TEST(Check, finds_the_hot_key_whatever_the_duration) {
    for (const char* duration : {"10s", "2h"}) {
        const Json json = checked(case_file("13-check-rates/s.toml"),
                                  {"--set", std::string("duration=") + duration});
        const Json& writes = json["tables"]["events"]["write"];
        EXPECT_NEAR(writes["demand_units_per_second"], 1'100, 1e-6);
        EXPECT_EQ(writes["hottest_partition"], 1);
        EXPECT_NEAR(writes["hottest_partition_units_per_second"], 1'050, 5);
        EXPECT_EQ(writes["hottest_key"], "0");
        EXPECT_NEAR(writes["hottest_key_units_per_second"], 1'000, 0.2);
        EXPECT_EQ(causes(json), Causes({"partition_maximum", "hot_key"}));
    }
}

TEST(Check, finds_the_key_of_the_busy_hour) {
    const Json json = checked(case_file("11-hourkey/s.toml"));
    const Json& writes = json["tables"]["events"]["write"];
    EXPECT_NEAR(writes["demand_units_per_second"], 1'000, 1e-6);
    EXPECT_NEAR(writes["hottest_key_units_per_second"], 800, 0.1);
    EXPECT_NEAR(writes["hottest_partition_units_per_second"], 850, 2);
    EXPECT_EQ(causes(json), Causes({"partition_share", "hot_key"}));
}

TEST(Check, finds_two_things_with_or_without_a_slow_workload) {
    for (const char* rate : {"10/s", "0.001/s", "900/s"}) {
        const Json json = checked(case_file("seeds/t_check.toml"),
                                  {"--set", std::string("workloads.slow.arrivals.rate=") + rate});
        EXPECT_NEAR(json["tables"]["shop"]["write"]["demand_units_per_second"], 500, 1e-6);
        EXPECT_EQ(causes(json), Causes({"partition_share", "hot_key"})) << rate;
    }
}

TEST(Check, finds_the_index_without_a_scaling_policy) {
    const Json json = checked(case_file("10-teleport-index/s.toml"));
    const Json& writes = json["tables"]["events"]["indexes"]["timesearch"]["write"];
    // The demand rises from 5 to 60 in the first of three hours.
    EXPECT_NEAR(writes["demand_units_per_second"], (32.5 + 60 + 60) / 3, 0.01);
    EXPECT_NEAR(writes["peak"]["units_per_second"], 60, 1e-6);
    EXPECT_EQ(writes["capacity_units_per_second"], 20);
    ASSERT_EQ(causes(json), Causes({"index_behind"}));
    EXPECT_EQ(json["findings"][0]["index"], "timesearch");
    EXPECT_NE(std::string(json["warnings"][0]).find("writes to events are refused"),
              std::string::npos);
    EXPECT_EQ(causes(checked(case_file("10-teleport-index/fixed.toml"))), Causes());
}

TEST(Check, exits_with_3_for_warnings_only_with_strict) {
    const std::string hot = case_file("13-check-rates/s.toml");
    const std::string fine = case_file("10-teleport-index/fixed.toml");
    EXPECT_EQ(isotherm_prints({"check", hot}).exit_code, 0);
    EXPECT_EQ(isotherm_prints({"check", hot, "--strict"}).exit_code, 3);
    EXPECT_EQ(isotherm_prints({"check", hot, "--strict", "--json"}).exit_code, 3);
    EXPECT_EQ(isotherm_prints({"check", hot, "--strict", "--resolved"}).exit_code, 3);
    EXPECT_EQ(isotherm_prints({"check", fine, "--strict"}).exit_code, 0);
}

TEST(Check, prints_demand_capacity_and_warnings_for_people) {
    const Printed printed = isotherm_prints({"check", case_file("13-check-rates/s.toml")});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(printed.err, "");
    for (const char* part : {"1,100.0/s", "P1 1,050.3/s", "0 1,000.1/s", "warning: events: key"})
        EXPECT_NE(printed.out.find(part), std::string::npos) << part << " in\n" << printed.out;
}

// Also those whose callers wait for answers, or whose keys stand in the steps.
TEST(Check, accepts_every_shipped_scenario) {
    for (const auto& entry :
         std::filesystem::directory_iterator(ISOTHERM_SOURCE_DIR "/resources/scenarios")) {
        // Drawing the keys of 300,000 partitions takes too long here.
        if (entry.path().extension() != ".toml" || entry.path().stem() == "prime_day") continue;
        const Printed printed = isotherm_prints({"check", entry.path().string()});
        EXPECT_EQ(printed.exit_code, 0) << entry.path() << printed.err;
    }
}

// A recorded stream without times has neither speed nor offset. The resolved text has paths that
// are valid in any folder.
TEST(Check, prints_a_resolved_scenario_that_reads_back_from_anywhere) {
    const Printed printed = isotherm_prints({"check", case_file("faults/own4.toml"), "--resolved"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const ScenarioFolder folder;
    const std::string path = folder.file("elsewhere/r.toml", printed.out);
    const Printed again = isotherm_prints({"check", path, "--resolved"});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(again.out, printed.out);
    const auto fingerprint = [](const std::string& file) {
        const Printed run = isotherm_prints({"run", file, "--json", "--until", "30s"});
        EXPECT_EQ(run.exit_code, 0) << run.err;
        return Json::parse(run.out)["fingerprint"];
    };
    EXPECT_EQ(fingerprint(path), fingerprint(case_file("faults/own4.toml")));
}

TEST(Check, resolves_what_was_set_on_the_command_line) {
    const ScenarioFolder folder;
    const Printed printed =
        isotherm_prints({"check", folder.file("votes.toml", good()), "--resolved", "--set",
                         "workloads.voters.keys.distinct=3"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("distinct = 3\n"), std::string::npos);
    EXPECT_EQ(printed.out.find("valid scenario"), std::string::npos);
}

// Routers without tokens refuse writes of this index in the first two seconds; cells count routers
// as one (model.md, "Cells").
TEST(Check, notes_where_cells_differ) {
    const std::string file = case_file("faults/ia_min_index.toml");
    const Json noted = checked(file, {"--set", "fidelity=cells"})["notes"];
    ASSERT_EQ(noted.size(), 1u);
    EXPECT_NE(std::string(noted[0]).find("8 request routers"), std::string::npos) << noted;
    EXPECT_NE(std::string(noted[0]).find("the first 2s"), std::string::npos) << noted;
    EXPECT_TRUE(checked(file, {"--set", "fidelity=requests"})["notes"].empty());
    EXPECT_TRUE(
        checked(file, {"--set", "fidelity=cells", "--set", "model.routers=1"})["notes"].empty());
    EXPECT_TRUE(
        checked(file, {"--set", "fidelity=cells", "--set", "model.initial_burst=1"})["notes"]
            .empty());
    // Its writes meet a limit, and come evenly spaced.
    const Json throttled =
        checked(case_file("24-mixed-mode/min.toml"), {"--set", "fidelity=cells"})["notes"];
    EXPECT_FALSE(throttled.empty());
}

}  // namespace
}  // namespace isotherm
