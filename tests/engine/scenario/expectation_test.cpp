// SPDX-License-Identifier: Apache-2.0
// [expect.NAME] in a scenario: it is read, checked against the structure of the report, and
// evaluated.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/run/checked_scenario.h"
#include "tests/engine/scenario/scenario_texts.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

std::string with_expect(const std::string& lines) {
    return good() + "[expect.point]\n" + lines + "\n";
}

JudgedExpectation judged_by(const std::string& lines) {
    const FinishedRun run(with_expect(lines));
    EXPECT_EQ(run.report().expectations().size(), 1u) << lines;
    EXPECT_EQ(run.report().keeps_promises(), run.report().expectations()[0].holds);
    return run.report().expectations()[0];
}

bool holds(const std::string& lines) { return judged_by(lines).holds; }

std::string refused(const std::string& lines) {
    return messages_of(checked(read_scenario_text(with_expect(lines), "test.toml")));
}

// 5 writes per second for 10 seconds are 49 requests; the 50th arrives after the end.
TEST(Expectation, compares_a_figure_with_what_it_has_to_be) {
    const std::string requests = "of = \"totals.requests\"\n";
    EXPECT_TRUE(holds(requests + "is = 49"));
    EXPECT_FALSE(holds(requests + "is = 50"));
    EXPECT_TRUE(holds(requests + "is = 50\nwithin = 1"));
    EXPECT_TRUE(holds(requests + "is = 50\nwithin = \"2 %\""));
    EXPECT_FALSE(holds(requests + "is = 50\nwithin = \"1.9 %\""));
    EXPECT_TRUE(holds(requests + "at_least = 49"));
    EXPECT_FALSE(holds(requests + "at_least = 49.5"));
    EXPECT_TRUE(holds(requests + "at_most = 49\nat_least = 40"));
    EXPECT_FALSE(holds(requests + "at_most = 48"));
    EXPECT_TRUE(
        holds("of = \"tables.votes.throttled / tables.votes.attempts\"\nat_most = \"0 %\""));
    EXPECT_TRUE(holds("of = 'workloads.voters.units.0.units_per_call'\nis = 1"));
    EXPECT_TRUE(holds("of = \"duration_s\"\nis = \"10s\""));
    EXPECT_TRUE(holds("of = \"totals.requests - 50\"\nis = -1"));
    EXPECT_TRUE(holds("of = \"throttled_by_reason.TableWriteAccountLimitExceeded\"\nis = 0"));
}

TEST(Expectation, fails_if_the_run_has_no_such_value) {
    const JudgedExpectation never =
        judged_by("of = \"tables.votes.first_throttled_s\"\nat_least = 0");
    EXPECT_FALSE(never.holds);
    EXPECT_FALSE(never.value.has_value());
    EXPECT_EQ(
        never.text,
        "the report has no such value; at least 0 was expected: tables.votes.first_throttled_s");
}

TEST(Expectation, says_what_was_found_and_what_was_expected) {
    EXPECT_EQ(judged_by("of = \"totals.requests\"\nis = 60\nwithin = \"1 %\"").text,
              "49; 60, within 1 % was expected: totals.requests");
    EXPECT_EQ(judged_by("of = \"totals.admitted / 98\"\nat_least = \"60 %\"").text,
              "50 %; at least 60 % was expected: totals.admitted / 98");
}

TEST(Expectation, is_in_the_report) {
    const FinishedRun run(with_expect("of = \"totals.requests\"\nat_least = 50"));
    const auto json = run.report().json()["expectations"];
    ASSERT_EQ(json.size(), 1u);
    EXPECT_EQ(json[0]["name"], "point");
    EXPECT_EQ(json[0]["value"], 49);
    EXPECT_EQ(json[0]["holds"], false);
}

// The path is in line 15 of the file.
TEST(Expectation, an_unknown_path_is_an_error_before_the_run) {
    const std::string told = refused("of = \"tables.votes.trottled\"\nat_most = 0");
    EXPECT_TRUE(
        told.starts_with("test.toml:15:6: error[E0115]: expect.point.of: there is no "
                         "\"trottled\" in tables.votes"))
        << told;
    EXPECT_NE(told.find("did you mean \"throttled\"?"), std::string::npos) << told;
    EXPECT_NE(refused("of = \"workloads.nobody.requests\"\nat_most = 0")
                  .find("there is no \"nobody\" in workloads"),
              std::string::npos);
    EXPECT_NE(refused("of = \"totals\"\nat_most = 0").find("a group of values"), std::string::npos);
    const auto set = checked(read_scenario_text(
        good(), "test.toml", {{"expect.x", "{ of = \"totals.request\", is = 1 }"}}));
    EXPECT_NE(messages_of(set).find("did you mean \"requests\"?"), std::string::npos)
        << messages_of(set);
    EXPECT_EQ(set.errors()[0].exit_code, ExitCode::bad_scenario);
}

TEST(Expectation, mistakes_are_errors_of_the_scenario) {
    const std::string of = "of = \"totals.requests\"\n";
    const std::pair<std::string, const char*> slips[] = {
        {of, "contains no condition"},
        {"is = 1", "expect.point.of is missing"},
        {of + "is = \"many\"", "expected a number such as 1000, a share"},
        {of + "at_least = 2\nat_most = 1", "at least 2 and at most 1 cannot both hold"},
        {of + "at_least = 2\nwithin = 1", "needs `is`"},
        {of + "is = 1\neras = [\"2017\"]", "there is no era \"2017\""},
        {of + "is = 1\neras = []", "expected a list of texts"},
        {of + "least = 1", "unknown key \"least\" in expect.point"},
        {"of = \"totals.requests +\"\nis = 1", "a value is missing at the end"},
    };
    for (const auto& [lines, expected] : slips)
        EXPECT_NE(refused(lines).find(expected), std::string::npos) << refused(lines);
}

TEST(Expectation, names_with_dots_are_names) {
    std::string text = good();
    for (std::size_t at = 0; (at = text.find("votes]", at)) != text.npos; at += 10)
        text.replace(at, 6, "\"vo.tes\"]");
    text.replace(text.find("table = \"votes\""), 15, "table = \"vo.tes\"");
    text += "[expect.point]\nof = 'tables.\"vo.tes\".requests'\nis = 49\n";
    const FinishedRun run(text);
    EXPECT_TRUE(run.report().keeps_promises());
}

TEST(Expectation, is_judged_in_its_eras_only) {
    const auto judged_in = [](const char* era, const std::string& eras,
                              const std::string& written_for) {
        Scenario scenario = scenario_of(with_expect("of = \"totals.requests\"\nis = 1\n" + eras),
                                        {{"era", std::string("\"") + era + "\""}})
                                .value();
        scenario.judged_era = written_for;
        return FinishedRun(scenario).report().expectations().size();
    };
    EXPECT_EQ(judged_in("2016", "", ""), 1u);
    EXPECT_EQ(judged_in("2018", "", ""), 1u) << "--set era=2018 is the scenario's own era then";
    EXPECT_EQ(judged_in("2018", "", "2016"), 0u);
    EXPECT_EQ(judged_in("2018", "eras = [\"2018\", \"2024\"]", "2016"), 1u);
    EXPECT_EQ(judged_in("2016", "eras = [\"2018\", \"2024\"]", "2016"), 0u);
}

TEST(Expectation, reads_back_as_it_is_resolved) {
    const std::string text = with_expect(
        "of = \"tables.votes.throttled / tables.votes.attempts\"\nis = \"1 %\"\nwithin = 0.5\n"
        "at_most = \"90s\"\neras = [\"2016\"]");
    const std::string resolved = resolved_text(scenario_of(text).value());
    EXPECT_EQ(resolved_text(scenario_of(resolved).value()), resolved);
    EXPECT_NE(resolved.find("is = \"1 %\""), std::string::npos) << resolved;
    EXPECT_NE(resolved.find("eras = [\"2016\"]"), std::string::npos);
}

// A part of a run proves nothing about the whole run.
TEST(Expectation, is_not_judged_when_the_run_was_stopped) {
    auto made =
        Simulation::create(scenario_of(with_expect("of = \"totals.requests\"\nis = 1")).value());
    ASSERT_TRUE(made.ok());
    made.value()->advance(sim_start + 3s);
    EXPECT_TRUE(made.value()->report().expectations().empty());
}

TEST(Expectation, is_read_from_a_command_line) {
    const nlohmann::ordered_json report = {{"a", 3}, {"list", {{{"n", 1}}, {{"n", 5}}}}};
    const auto keeps = [&](const std::string& text) {
        const auto read = parse_expectation(text);
        if (const auto* error = std::get_if<FigureError>(&read)) return error->what;
        return std::string(judged("x", std::get<Expectation>(read), report).holds ? "holds"
                                                                                  : "broken");
    };
    EXPECT_EQ(keeps("a >= 3"), "holds");
    EXPECT_EQ(keeps("a>=3.1"), "broken");
    EXPECT_EQ(keeps("a <= 2"), "broken");
    EXPECT_EQ(keeps("a / 4 = 75 %"), "holds");
    EXPECT_EQ(keeps("a = 2 within 1"), "holds");
    EXPECT_EQ(keeps("a = 2 within 10 %"), "broken");
    EXPECT_EQ(keeps("count(list, n > 2) = 1"), "holds");
    EXPECT_EQ(keeps("a"), "\"a\" contains no comparison");
    EXPECT_EQ(keeps("a > 1"), "\"a > 1\" contains no comparison");
    EXPECT_EQ(keeps("a >= much"), "\"much\" is no amount");
    EXPECT_EQ(keeps("a = 1 within far"), "\"far\" is not a valid deviation");
    EXPECT_EQ(keeps("a + >= 1"), "a value is missing at the end");
}

}  // namespace
}  // namespace isotherm
