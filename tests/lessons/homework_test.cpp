// SPDX-License-Identifier: Apache-2.0
// The solutions of the homework in resources/docs/teaching.md: each line of its block `solutions`
// is a command, and what the JSON that it prints must hold.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/scenario/expectation.h"
#include "tests/cli/program.h"

namespace isotherm {
namespace {

std::vector<std::string> solutions() {
    std::istringstream page(content_of(ISOTHERM_SOURCE_DIR "/resources/docs/teaching.md"));
    std::vector<std::string> lines;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("```")) {
            inside = line == "```solutions";
            continue;
        }
        if (inside) lines.push_back(line);
    }
    return lines;
}

// Splits a command at its spaces; double quotes keep an argument together.
std::vector<std::string> arguments_of(const std::string& command) {
    std::vector<std::string> arguments(1);
    bool quoted = false;
    for (const char c : command) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted)
            arguments.emplace_back();
        else
            arguments.back() += c;
    }
    return arguments;
}

class Homework : public testing::TestWithParam<std::string> {};

TEST_P(Homework, has_the_solution_that_is_printed) {
    constexpr std::string_view sign = " => ";
    const std::size_t at = GetParam().find(sign);
    ASSERT_NE(at, std::string::npos) << GetParam();
    std::vector<std::string> arguments = arguments_of(GetParam().substr(0, at));
    for (std::string& argument : arguments)
        if (argument.starts_with("resources/"))
            argument = std::string(ISOTHERM_SOURCE_DIR "/") + argument;
    arguments.push_back("--json");
    const Printed printed = isotherm_prints(arguments);
    ASSERT_TRUE(printed.exit_code == 0 || printed.exit_code == 3) << printed.err;
    const auto expected = parse_expectation(GetParam().substr(at + sign.size()));
    ASSERT_TRUE(std::holds_alternative<Expectation>(expected)) << GetParam();
    const JudgedExpectation judged_one =
        judged("", std::get<Expectation>(expected), nlohmann::ordered_json::parse(printed.out));
    EXPECT_TRUE(judged_one.holds) << judged_one.text;
}

INSTANTIATE_TEST_SUITE_P(Solutions, Homework, testing::ValuesIn(solutions()));

TEST(HomeworkPage, has_a_checked_line_for_each_exercise) {
    EXPECT_GE(solutions().size(), 16u);
    // Nothing but the two pages for students and the plans: each names lessons that exist.
    for (const char* lesson :
         {"cloudwatch_riddle", "partition_arithmetic", "heat", "votes", "burst", "inbox",
          "popular_product", "date_index", "scaling_lag", "monthly_tables", "eras"}) {
        const std::string page = content_of(ISOTHERM_SOURCE_DIR "/resources/docs/teaching.md");
        EXPECT_NE(page.find(std::string("`") + lesson + "`"), std::string::npos) << lesson;
        EXPECT_TRUE(std::filesystem::exists(std::string(ISOTHERM_SOURCE_DIR "/resources/lessons/") +
                                            lesson));
    }
}

}  // namespace
}  // namespace isotherm
