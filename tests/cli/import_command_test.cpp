// SPDX-License-Identifier: Apache-2.0
// `isotherm import` with the real program: options, and files that are damaged.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

constexpr const char* voting = R"(AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Units: { Type: Number, Default: 5 }
Resources:
  Votes:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: votes
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: !Ref Units }
)";

// Two minutes of 600 units, without the number of requests.
constexpr const char* two_minutes = R"({"MetricDataResults": [{"Id": "w",
  "Label": "votes||ConsumedWriteCapacityUnits|Sum|60",
  "Timestamps": ["2026-11-16T00:00:00Z", "2026-11-16T00:01:00Z"], "Values": [600, 600]}]})";

TEST(ImportCommand, parameters_stand_for_what_a_template_asks) {
    const ScenarioFolder folder;
    const std::string file = folder.file("template.yaml", voting);
    const auto written = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"import", file};
        all.insert(all.end(), more.begin(), more.end());
        return isotherm_prints(all);
    };
    EXPECT_NE(written({}).out.find("write = 5"), std::string::npos);
    EXPECT_NE(written({"--parameter", "Units=70"}).out.find("write = 70"), std::string::npos);
    const Printed misspelled = written({"--parameter", "Unit=70"});
    EXPECT_EQ(misspelled.exit_code, 2);
    EXPECT_NE(misspelled.err.find("no file asks for the parameter \"Unit\""), std::string::npos)
        << misspelled.err;
    EXPECT_EQ(written({"--parameter", "Units"}).exit_code, 2);
}

TEST(ImportCommand, strict_writes_nothing_while_a_question_is_open) {
    const ScenarioFolder folder;
    const std::string definition = folder.file("template.yaml", voting);
    const std::string metrics = folder.file("metrics.json", two_minutes);
    const std::string out = folder.path("votes.toml");
    const Printed strict = isotherm_prints({"import", definition, metrics, "-o", out, "--strict"});
    EXPECT_EQ(strict.exit_code, 78) << strict.err;
    EXPECT_NE(strict.out.find("ASK"), std::string::npos) << strict.out;
    EXPECT_FALSE(std::filesystem::exists(out));
    EXPECT_EQ(isotherm_prints({"import", definition, metrics, "-o", out}).exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(out));
    // The recorded minutes stand beside it.
    EXPECT_NE(content_of(folder.path("votes.past.csv")).find("2026-11-16T00:01:00Z,600"),
              std::string::npos);
}

TEST(ImportCommand, says_in_its_own_words_where_json_is_broken) {
    const ScenarioFolder folder;
    const std::string broken = folder.file("a.json", "{\"Table\": {\n  \"TableName\": oops\n}}\n");
    const Printed inside = isotherm_prints({"import", broken});
    EXPECT_EQ(inside.exit_code, 65);
    EXPECT_NE(inside.err.find("a.json:2:"), std::string::npos) << inside.err;
    EXPECT_NE(inside.err.find("the JSON is broken at \""), std::string::npos) << inside.err;
    EXPECT_EQ(inside.err.find("parse"), std::string::npos) << inside.err;
    const std::string cut = folder.file("b.json", "{\"Table\": {\"TableName\": \"votes\"");
    EXPECT_NE(isotherm_prints({"import", cut}).err.find("the JSON ends inside"), std::string::npos);
}

TEST(ImportCommand, shows_twenty_errors_and_says_how_many_more) {
    const ScenarioFolder folder;
    std::string times;
    std::string values;
    for (int i = 0; i < 60; ++i) {
        times += (i == 0 ? "\"" : ", \"") + std::string("2026-11-16T00:") + (i < 10 ? "0" : "") +
                 std::to_string(i) + ":00Z\"";
        values += i == 0 ? "-1" : ", -1";
    }
    const std::string metrics = folder.file(
        "metrics.json", R"({"MetricDataResults": [{"Id": "w", "Label": )"
                        R"("votes||ConsumedWriteCapacityUnits|Sum|60", "Timestamps": [)" +
                            times + R"(], "Values": [)" + values + "]}]}");
    const Printed refused = isotherm_prints({"import", metrics});
    EXPECT_EQ(refused.exit_code, 65);
    EXPECT_NE(refused.err.find("... and 40 more errors"), std::string::npos)
        << refused.err.substr(0, 2'000);
    const Json json = Json::parse(isotherm_prints({"import", metrics, "--json"}).err);
    EXPECT_EQ(json["errors"].size(), 20U);
    EXPECT_EQ(json["errors_left_out"], 40);
}

}  // namespace
}  // namespace isotherm
