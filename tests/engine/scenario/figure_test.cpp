// SPDX-License-Identifier: Apache-2.0
// Figures: arithmetic on values of a report, and errors for those that cannot be computed.

#include "engine/scenario/figure.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

const Json report = Json::parse(R"({
  "duration_s": 600,
  "complete": true,
  "name": "votes",
  "throttled_by_reason": {"TableWriteKeyRangeThroughputExceeded": 7},
  "tables": {
    "votes": {
      "attempts": 200, "throttled": 50, "first_throttled_s": null, "requests": 0,
      "hot_keys": [{"count": 90, "partition": 3}, {"count": 20, "partition": 5}],
      "indexes": {"by.day": {"throttled": 4}}
    },
    "orders.eu": {"throttled": 8},
    "my-table": {"throttled": 16}
  }
})");

std::optional<double> value_of(const std::string& text, const Json& of = report) {
    const auto read = Figure::parse(text);
    if (const auto* error = std::get_if<FigureError>(&read)) {
        ADD_FAILURE() << text << ": " << error->what;
        return std::nullopt;
    }
    return std::get<Figure>(read).value_in(of);
}

TEST(Figure, is_arithmetic_of_paths_and_numbers) {
    EXPECT_EQ(value_of("tables.votes.throttled / tables.votes.attempts"), 0.25);
    EXPECT_EQ(value_of("1 + 2 * 3 - 4 / 2"), 5);
    EXPECT_EQ(value_of("(1 + 2) * (3 - 4)"), -3);
    EXPECT_EQ(value_of("10 - 2 - 3"), 5);
    EXPECT_EQ(value_of("64 / 4 / 2"), 8);
    EXPECT_EQ(value_of("-tables.votes.throttled"), -50);
    EXPECT_EQ(value_of("2 * -3"), -6);
    EXPECT_EQ(value_of("1.5e3"), 1'500);
    EXPECT_EQ(value_of(".5 + 25 %"), 0.75);
    EXPECT_EQ(value_of("complete"), 1);
}

TEST(Figure, follows_paths_through_names_with_dots_and_lists) {
    EXPECT_EQ(value_of("tables.\"orders.eu\".throttled"), 8);
    EXPECT_EQ(value_of("tables.votes.indexes.\"by.day\".throttled"), 4);
    EXPECT_EQ(value_of("tables.my-table.throttled - 1"), 15);
    EXPECT_EQ(value_of("tables.votes.hot_keys.1.partition"), 5);
}

TEST(Figure, counts_the_elements_of_a_list) {
    EXPECT_EQ(value_of("count(tables.votes.hot_keys, count > 20)"), 1);
    EXPECT_EQ(value_of("count(tables.votes.hot_keys, count >= 20) + 1"), 3);
    EXPECT_EQ(value_of("count(tables.votes.hot_keys, partition = 5)"), 1);
    EXPECT_EQ(value_of("count(tables.votes.hot_keys, partition != 5)"), 1);
    EXPECT_EQ(value_of("count(tables.votes.hot_keys, count < -1)"), 0);
}

TEST(Figure, has_no_value_where_the_run_has_none) {
    EXPECT_EQ(value_of("tables.votes.first_throttled_s"), std::nullopt);
    EXPECT_EQ(value_of("tables.votes.first_throttled_s + 1"), std::nullopt);
    EXPECT_EQ(value_of("tables.votes.hot_keys.2.count"), std::nullopt);
    EXPECT_EQ(value_of("tables.votes.throttled / tables.votes.requests"), std::nullopt);
    EXPECT_EQ(value_of("throttled_by_reason.TableReadAccountLimitExceeded"), 0)
        << "a reason that never occurred was counted, too";
}

// An unknown path is reported with the most similar known path.
TEST(Figure, reports_paths_that_no_report_has) {
    const auto told = [](const std::string& text) {
        const auto error = std::get<Figure>(Figure::parse(text)).unknown_in(report);
        return error ? error->what + " | " + error->fix : std::string("fine");
    };
    EXPECT_EQ(told("tables.votes.throttled / duration_s"), "fine");
    EXPECT_EQ(told("tables.votes.hot_keys.17.count"), "fine") << "there may be more in a run";
    EXPECT_EQ(told("tables.votes.first_throttled_s"), "fine");
    EXPECT_EQ(told("tables.votes.trottled").substr(0, 74),
              "there is no \"trottled\" in tables.votes | did you mean \"throttled\"? known: ");
    EXPECT_EQ(told("tables.vote.throttled").substr(0, 58),
              "there is no \"vote\" in tables | did you mean \"votes\"? known");
    EXPECT_EQ(told("count(tables.votes.hot_keys, cuont > 1)").substr(0, 61),
              "there is no \"cuont\" in the report | did you mean \"count\"? kno");
    EXPECT_EQ(told("count(tables.votes, count > 1)").substr(0, 22), "tables.votes is no lis");
    EXPECT_EQ(told("tables.votes").substr(0, 31), "tables.votes is a group of valu");
    EXPECT_EQ(told("tables.votes.hot_keys").substr(0, 30), "tables.votes.hot_keys is a lis");
    EXPECT_EQ(
        told("tables.votes.hot_keys.first"),
        "tables.votes.hot_keys is a list; \"first\" is not a position in it | write a position, "
        "counted from 0");
    EXPECT_EQ(told("duration_s.x"),
              "duration_s is a value without members | end the path with duration_s");
    EXPECT_EQ(told("name"), "name is text | name a number");
}

TEST(Figure, reports_text_that_cannot_be_parsed) {
    const auto told = [](const std::string& text) {
        const auto read = Figure::parse(text);
        const auto* error = std::get_if<FigureError>(&read);
        return error == nullptr ? std::string("fine") : error->what;
    };
    EXPECT_EQ(told(""), "a value is missing at the end");
    EXPECT_EQ(told("1 +"), "a value is missing at the end");
    EXPECT_EQ(told("(1 + 2"), "a bracket is never closed");
    EXPECT_EQ(told("1 2"), "unexpected \"2\" after the end of the figure");
    EXPECT_EQ(told("tables."), "a name is expected after \"tables.\"");
    EXPECT_EQ(told("tables..votes"), "a name is expected after \"tables.\"");
    EXPECT_EQ(told("tables.\"votes"), "a quoted name never ends");
    EXPECT_EQ(told("count(a)"), "fine");  // the length of a list
    EXPECT_EQ(told("count(a, b)"), "count() contains no comparison");
    EXPECT_EQ(told("count(a, b > )"), "\")\" is no number");
    EXPECT_EQ(told("count(a, b > 1"), "the bracket of count() is never closed");
    EXPECT_EQ(told("$x"), "\"$x\" is no value");
    EXPECT_EQ(told("1e999"), "\"1e999\" is no number");
    EXPECT_EQ(told(std::string(100, '(')), "nested deeper than 64");
    EXPECT_EQ(told(std::string(5'000, '1')), "longer than 4096 characters");
    EXPECT_EQ(told("a\x1b[31m"), "unexpected \"\\x1B[31m\" after the end of the figure");
}

}  // namespace
}  // namespace isotherm
