// SPDX-License-Identifier: Apache-2.0
// Values in the words of lessons, goals, typed numbers and curves, compared with arithmetic by
// hand.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/lessons/lesson_runs.h"
#include "engine/lessons/lesson_value.h"
#include "engine/lessons/typed_numbers.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

const Json& two_runs() {
    static const Json runs = Json::parse(R"({
        "a": {"tables": {"votes": {"throttled": 250, "attempts": 1000, "first_throttled_s": 302,
              "last": null, "partitions": [{"throttled": 0}, {"throttled": 3}, {"throttled": 9}]}},
              "bill": 94994.9},
        "b": {"tables": {"votes": {"throttled": 10, "attempts": 1000}}, "bill": 50},
        "claims": {"fourth": 0.24}})");
    return runs;
}

TEST(LessonValue, is_filled_in_with_its_format) {
    const std::vector<std::pair<std::string, std::string>> lines{
        {"{a.tables.votes.throttled / a.tables.votes.attempts | share} of it", "25.0 % of it"},
        {"{b.tables.votes.throttled / b.tables.votes.attempts / 10 | share}", "0.10 %"},
        {"{a.bill | dollars} and {b.bill | dollars}", "$94,994.90 and $50.00"},
        {"{a.tables.votes.first_throttled_s | time}", "5:02"},
        {"{3600 * 18 + 328 | time}", "18:05:28"},
        {"{5000 / 3000 + 500 / 1000}", "2.17"},
        {"{5000 / 3 | whole}, {5000 / 3 | tenths}", "1,667, 1,666.7"},
        {"{1500000}, {15 / 2}, {0.1 - 0.1}", "1,500,000, 7.5, 0"},
        {"{0.00002 | share}, {0 | share}", "<0.01 %, 0.0 %"},
        {"{count a.tables.votes.partitions}", "3"},
        {"{count a.tables.votes.partitions where throttled > 0}", "2"},
        {"{count(a.tables.votes.partitions, throttled > 5)}", "1"},
        {"{claims.fourth | share}", "24.0 %"},
        {"{a.tables.votes.last}", "?"},
        {"no value", "no value"},
    };
    for (const auto& [line, expected] : lines) EXPECT_EQ(filled(line, two_runs()), expected);
}

TEST(LessonValue, says_where_a_line_is_wrong) {
    const std::vector<std::tuple<std::string, std::int64_t, std::string>> lines{
        {"about {a.x", 7, "never closed"}, {"about {a.x and {a.y}", 7, "never closed"},
        {"about a.x}", 10, "without a {"}, {"the {a.x | dollar}", 5, "no format \"dollar\""},
        {"二つ {a.x +}", 4, "missing"},
    };
    for (const auto& [line, column, what] : lines) {
        const auto pieces = pieces_of(line);
        ASSERT_TRUE(std::holds_alternative<PieceError>(pieces)) << line;
        EXPECT_EQ(std::get<PieceError>(pieces).column, column) << line;
        EXPECT_NE(std::get<PieceError>(pieces).error.what.find(what), std::string::npos)
            << std::get<PieceError>(pieces).error.what;
    }
}

TEST(LessonGoal, compares_two_figures) {
    const std::vector<std::pair<std::string, bool>> goals{
        {"b.tables.votes.throttled == 0", false},
        {"b.tables.votes.throttled == 10", true},
        {"b.bill <= a.bill", true},
        {"b.bill > a.bill", false},
        {"a.tables.votes.last >= 0", false},
        {"count a.tables.votes.partitions >= 3", true},
        {"b.bill != 50", false},
        {"b.bill < 51", true},
    };
    for (const auto& [text, holds] : goals) {
        const auto goal = parse_goal(text);
        ASSERT_TRUE(std::holds_alternative<LessonGoal>(goal)) << text;
        EXPECT_EQ(std::get<LessonGoal>(goal).holds_in(two_runs()), holds) << text;
    }
    EXPECT_TRUE(std::holds_alternative<FigureError>(parse_goal("b.bill")));
}

TEST(TypedNumbers, are_those_that_the_lesson_does_not_contain) {
    AllowedNumbers allowed;
    for (const char* text : {"5000/s", "4 KB", "15m", "0.5", "2016-02-26T09:00:00Z", "18h"})
        allowed.add_text(text);
    const auto found = [&](std::string_view line) {
        std::string all;
        for (const TypedNumber& one : typed_numbers(line, allowed)) {
            if (!all.empty()) all += ' ';
            all += std::to_string(one.column) + ":" + one.text;
        }
        return all;
    };
    EXPECT_EQ(found("5,000 reads of 4 KB for 15 minutes"), "");
    EXPECT_EQ(found("900 seconds are 15:00, from 18:00 on"), "") << "durations in seconds, clocks";
    EXPECT_EQ(found("50 % of 5000, on 26 February 2016"), "") << "a share";
    EXPECT_EQ(found("{a.x | share} of {5000 / 3}"), "") << "values";
    EXPECT_EQ(found("1,667 reads"), "1:1,667");
    EXPECT_EQ(found("P11 and 33.3 %"), "2:11 9:33.3");
    EXPECT_EQ(found("拒否は 899 回"), "5:899");
    EXPECT_EQ(found("拒否は\xEF\xBC\x95回"), "4:\xEF\xBC\x95") << "full-width digits";
}

// Straight lines between the points; each minute counts with its middle.
TEST(LessonCurve, distance_is_a_share_of_the_mean) {
    const std::vector<CurvePoint> step{{0, 0}, {2, 0}, {2, 50}, {4, 50}};
    EXPECT_DOUBLE_EQ(distance_of(step, {0, 0, 50, 50}), 0);
    EXPECT_DOUBLE_EQ(distance_of({{0, 50}}, {0, 0, 50, 50}), 1.0);  // 100 of 100
    EXPECT_DOUBLE_EQ(distance_of({{0, 0}, {4, 100}}, {0, 0, 50, 50}),
                     (12.5 + 37.5 + 12.5 + 37.5) / 100);
    EXPECT_DOUBLE_EQ(distance_of({{0, 10}}, {0, 0}), 1.0) << "nothing happened";
    EXPECT_DOUBLE_EQ(distance_of({{0, 0}}, {0, 0}), 0);
}

}  // namespace
}  // namespace isotherm
