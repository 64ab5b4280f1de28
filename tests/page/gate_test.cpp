// SPDX-License-Identifier: Apache-2.0
// `isotherm gate`: limits, expectations and stored runs over several scenarios, in every format.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/page/hot_scenario.h"

namespace isotherm {
namespace {

// 50 % of the tries are throttled, and 600 of them.
const std::string limited = hot_scenario + R"(
[limits]
throttled_share = "10 %"

[expect.refused]
of = "tables.votes.throttled"
is = 600

[expect.none]
of = "tables.votes.throttled"
at_most = 5
)";

std::int64_t line_of(const std::string& text, const std::string& part, std::size_t from = 0) {
    const std::size_t at = text.find(part, from);
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(Gate, judges_several_scenarios_and_names_what_broke) {
    const ScenarioFolder folder;
    const std::string good = folder.file("good.toml", hot_scenario);
    const std::string bad = folder.file("bad.toml", limited);
    EXPECT_EQ(isotherm_prints({"gate", good}).exit_code, 0);
    const Printed printed = isotherm_prints({"gate", good, bad, "--json"});
    EXPECT_EQ(printed.exit_code, 3) << printed.err;
    const auto json = nlohmann::json::parse(printed.out);
    EXPECT_EQ(json["ok"], false);
    ASSERT_EQ(json["scenarios"].size(), 2U);
    EXPECT_EQ(json["scenarios"][0]["ok"], true);
    const auto& checks = json["scenarios"][1]["checks"];
    ASSERT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks[0]["name"], "throttled_share");
    EXPECT_EQ(checks[0]["holds"], false);
    EXPECT_EQ(checks[0]["line"], line_of(limited, "throttled_share = "));
    EXPECT_EQ(checks[1]["name"], "none");
    EXPECT_EQ(checks[1]["holds"], false);
    EXPECT_EQ(checks[1]["line"], line_of(limited, "of = ", limited.find("[expect.none]")));
    EXPECT_EQ(checks[2]["name"], "refused");
    EXPECT_EQ(checks[2]["holds"], true);
    EXPECT_EQ(json["scenarios"][1]["throttled"], 600);
    // The same run as `run`, which gives the same exit code.
    const Printed run = isotherm_prints({"run", bad, "--json"});
    EXPECT_EQ(run.exit_code, 3);
    EXPECT_EQ(nlohmann::json::parse(run.out)["fingerprint"], json["scenarios"][1]["fingerprint"]);
}

TEST(Gate, speaks_the_forms_of_ci_systems) {
    const ScenarioFolder folder;
    const std::string good = folder.file("good.toml", hot_scenario);
    const std::string bad = folder.file("bad.toml", limited);
    const std::string junit = folder.path("gate.xml");
    const Printed github =
        isotherm_prints({"gate", good, bad, "--format", "github", "--write", "junit=" + junit,
                         "--write", "markdown=" + folder.path("gate.md")});
    EXPECT_EQ(github.exit_code, 3) << github.err;
    EXPECT_NE(github.out.find(fmt::format("::error file={},line={},title=Isotherm%3A limits."
                                          "throttled_share::50.04 %25 of the tries",
                                          bad, line_of(limited, "throttled_share = "))),
              std::string::npos)
        << github.out;
    EXPECT_EQ(count_of(github.out, "::error "), 2U);
    EXPECT_NE(github.out.find("1 of 2 scenarios passed."), std::string::npos);
    // One case says that a scenario ran, one stands for each check.
    const std::string xml = content_of(junit);
    EXPECT_NE(xml.find(R"(<testsuites name="isotherm" tests="5" failures="2" errors="0">)"),
              std::string::npos)
        << xml;
    EXPECT_EQ(count_of(xml, "<testcase "), 5U);
    EXPECT_EQ(count_of(xml, "<failure "), 2U);
    const std::string markdown = content_of(folder.path("gate.md"));
    EXPECT_NE(markdown.find("### Isotherm: 1 of 2 scenarios passed"), std::string::npos);
    EXPECT_NE(markdown.find("2 of 3 broken"), std::string::npos) << markdown;
}

TEST(Gate, goes_on_after_a_scenario_that_cannot_run) {
    const ScenarioFolder folder;
    const std::string good = folder.file("good.toml", hot_scenario);
    const std::string broken = folder.file("broken.toml", "duration = \"60 fortnights\"\n");
    const Printed junit = isotherm_prints({"gate", broken, good, "--format", "junit"});
    EXPECT_EQ(junit.exit_code, 78);
    EXPECT_NE(junit.out.find("errors=\"1\""), std::string::npos) << junit.out;
    EXPECT_EQ(count_of(junit.out, "<testsuite name="), 2U);
    const Printed github = isotherm_prints({"gate", broken, good, "--format", "github"});
    EXPECT_NE(github.out.find("::error file=" + broken + ",line=1,"), std::string::npos)
        << github.out;
    EXPECT_EQ(isotherm_prints({"gate", folder.path("none.toml")}).exit_code, 66);
    EXPECT_EQ(isotherm_prints({"gate"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"gate", good, "--format", "yaml"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"gate", good, "--write", "junit"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"gate", good, "--write", "junit=" + good}).exit_code, 73);
    EXPECT_EQ(content_of(good), hot_scenario);
    EXPECT_EQ(isotherm_prints({"gate", good, "--against", folder.path("none")}).exit_code, 66);
}

TEST(Gate, compares_with_the_runs_of_the_main_branch) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot_scenario);
    const std::string runs = folder.path("main");
    ASSERT_EQ(isotherm_prints({"gate", scenario, "--out", runs}).exit_code, 0);
    EXPECT_NE(content_of(runs + "/hot/report.html"), "");
    EXPECT_EQ(isotherm_prints({"gate", scenario, "--out", runs}).exit_code, 73);
    EXPECT_EQ(isotherm_prints({"gate", scenario, "--out", runs, "--force"}).exit_code, 0);
    EXPECT_EQ(isotherm_prints({"gate", scenario, "--against", runs}).exit_code, 0);
    // A stored run of one scenario may be named itself.
    const Printed worse = isotherm_prints({"gate", scenario, "--against", runs + "/hot", "--set",
                                           "tables.votes.capacity.write=5", "--json"});
    EXPECT_EQ(worse.exit_code, 3) << worse.err;
    const auto json = nlohmann::json::parse(worse.out);
    EXPECT_EQ(json["scenarios"][0]["checks"][0]["kind"], "no_worse");
    EXPECT_NE(json["scenarios"][0]["checks"][0]["text"].get<std::string>().find(
                  "because of tables.votes.capacity.write = 5"),
              std::string::npos)
        << worse.out;
    EXPECT_EQ(isotherm_prints(
                  {"gate", scenario, "--against", runs, "--set", "tables.votes.capacity.write=30"})
                  .exit_code,
              0);
    // Another length: the common part is compared, and that is said.
    const Printed shorter =
        isotherm_prints({"gate", scenario, "--against", runs, "--set", "duration=30s"});
    EXPECT_EQ(shorter.exit_code, 0) << shorter.out;
    EXPECT_NE(shorter.out.find("Compared up to 30s, where the shorter run ends."),
              std::string::npos)
        << shorter.out;
    // A scenario without a run is no failure, but is said, too.
    const std::string fresh = folder.file("fresh.toml", hot_scenario);
    const Printed without = isotherm_prints({"gate", fresh, "--against", runs});
    EXPECT_EQ(without.exit_code, 0);
    EXPECT_NE(without.out.find("has no run of fresh to compare with"), std::string::npos);
    EXPECT_EQ(isotherm_prints({"gate", scenario, folder.file("b/hot.toml", hot_scenario), "--out",
                               folder.path("both")})
                  .exit_code,
              2);
}

// Warnings come from `check`: 20 WCU/s on 10 WCU will be throttled.
TEST(Gate, tells_warnings_and_can_insist_on_them) {
    const ScenarioFolder folder;
    const std::string scenario = folder.file("hot.toml", hot_scenario);
    const Printed told = isotherm_prints({"gate", scenario, "--warnings", "--format", "github"});
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_NE(told.out.find("::warning file="), std::string::npos) << told.out;
    EXPECT_EQ(isotherm_prints({"gate", scenario, "--strict"}).exit_code, 3);
}

}  // namespace
}  // namespace isotherm
