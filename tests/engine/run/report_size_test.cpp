// SPDX-License-Identifier: Apache-2.0
// A report of hundreds of tables stays small, and says how much it leaves out.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/report/record_lines.h"
#include "engine/run/report_partitions_json.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// 300 provisioned tables, each with 40 keys: more than a report lists of each kind.
constexpr int tables = 300;
Json report_of_many_tables() {
    std::string text = "era = \"2016\"\nduration = \"2s\"\n";
    for (int t = 0; t < tables; ++t) {
        text += fmt::format(
            "[tables.tab{0}]\npartitions = 10\ncapacity = {{ read = 100, write = {1} }}\n"
            "[workloads.w{0}]\ntable = \"tab{0}\"\noperation = \"PutItem\"\n"
            "arrivals = {{ shape = \"constant\", rate = \"40/s\" }}\n"
            "keys = {{ distribution = \"uniform\", distinct = 40 }}\n",
            t, 100 + t);
    }
    const FinishedRun run(scenario_of(text).value());
    return run.report().json();
}

std::vector<double> amounts(const Json& lines) {
    std::vector<double> list;
    for (const Json& line : lines) list.push_back(line["amount"].get<double>());
    return list;
}

TEST(ReportSize, hundreds_of_tables_take_less_than_two_megabytes) {
    const Json report = report_of_many_tables();
    const std::string text = record_lines(report) + "\n";
    EXPECT_LT(text.size(), 2'000'000u);
    EXPECT_EQ(Json::parse(text), report);
    std::size_t listed = 0;
    for (const Json& table : report["tables"]) {
        listed += table["hot_keys"].size();
        // 40 keys were asked for; a recording follows 20 of them.
        EXPECT_EQ(table["hot_keys"].size() + table["hot_keys_left_out"].get<std::size_t>(), 20u);
    }
    EXPECT_EQ(listed, tables * (1'000u / tables));
}

// Paid as it is, a month costs what the bill says, so its lines can be compared with all of them.
TEST(ReportSize, choices_list_their_dearest_lines) {
    const Json report = report_of_many_tables();
    const Json& all = report["cost"]["month"]["lines"];
    const Json& choices = report["cost"]["choices"];
    const Json& month = choices[0]["month"];
    ASSERT_EQ(choices[0]["name"], "as_is");
    ASSERT_EQ(month["lines"].size(), 500 / choices.size());
    EXPECT_EQ(month["lines"].size() + month["lines_left_out"].get<std::size_t>(), all.size());
    std::vector<double> dearest = amounts(all);
    std::sort(dearest.rbegin(), dearest.rend());
    dearest.resize(month["lines"].size());
    std::vector<double> listed = amounts(month["lines"]);
    std::sort(listed.rbegin(), listed.rend());
    EXPECT_EQ(listed, dearest);
    EXPECT_EQ(month["by_resource"], report["cost"]["month"]["by_resource"]);
}

// Seven lists share 100 entries: 5 and 10 are whole, and (100 - 15) / 5 = 17 remain for each other.
TEST(ReportSize, lists_share_their_room) {
    EXPECT_EQ(listed_of_each({90, 5, 90, 90, 10, 90, 90}, 50, 100), 17u);
    EXPECT_EQ(listed_of_each({90, 5}, 50, 100), 50u);
    EXPECT_EQ(listed_of_each({3, 3, 3}, 3, 2), 1u);
    EXPECT_EQ(listed_of_each({}, 20, 100), 20u);
}

TEST(RecordLines, keep_what_fits_on_one_line) {
    const Json json = {
        {"name", "x"}, {"empty", Json::array()}, {"list", {{{"a", 1}, {"b", {2.5, nullptr}}}}}};
    EXPECT_EQ(record_lines(json),
              R"({"name": "x", "empty": [], "list": [{"a": 1, "b": [2.5, null]}]})");
    Json longer = json;
    longer["text"] = std::string(400, 'y');
    EXPECT_EQ(record_lines(longer),
              "{\n  \"name\": \"x\",\n  \"empty\": [],\n"
              "  \"list\": [{\"a\": 1, \"b\": [2.5, null]}],\n  \"text\": \"" +
                  std::string(400, 'y') + "\"\n}");
    EXPECT_EQ(Json::parse(record_lines(longer)), longer);
}

}  // namespace
}  // namespace isotherm
