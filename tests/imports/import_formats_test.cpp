// SPDX-License-Identifier: Apache-2.0
// Every kind of file is recognized by its content; input that is wrong is told with its place.

#include <functional>

#include "tests/imports/imported.h"

namespace isotherm {
namespace {

TEST(ImportFormats, every_example_is_recognized_as_its_own_kind) {
    const auto& catalog = Catalog<ImportFormat>::instance();
    ASSERT_GE(catalog.names().size(), 20u);
    for (const std::string& name : catalog.names()) {
        SCOPED_TRACE(name);
        ImportOptions options;
        options.table = "votes";
        options.metric = "ConsumedWriteCapacityUnits";
        options.zone = "UTC";
        options.period_s = 60;
        if (name == "json-lines")
            options.mapping = {{"time", "ts"}, {"key", "user.id"}, {"operation", "op"}};
        const Imported imported =
            read_texts({{"example", std::string(catalog.example(name).file)}}, options);
        for (const Error& error : imported.errors) ADD_FAILURE() << error.text();
        ASSERT_EQ(imported.facts.sources.size(), 1u);
        EXPECT_EQ(imported.facts.sources.front().kind, name);
    }
}

struct BadInput {
    const char* what;
    std::string text;
    ErrorNumber number;
    std::int64_t line;
};

TEST(ImportFormats, bad_input_is_told_with_its_place) {
    const std::string table =
        "{\"Table\": {\"TableName\": \"t\", \"KeySchema\": [{\"AttributeName\": \"id\", "
        "\"KeyType\": \"HASH\"}],\n\"ProvisionedThroughput\":\n";
    const std::vector<BadInput> inputs{
        {"nothing", "  \n", ErrorNumber::empty_file, 0},
        {"not JSON", "{\"Table\": {\n", ErrorNumber::wrong_form, 2},
        {"unknown", "{\"hello\": 1}", ErrorNumber::foreign_file, 0},
        {"names only", "{\"TableNames\": [\"a\"]}", ErrorNumber::foreign_file, 0},
        {"HCL", "resource \"aws_dynamodb_table\" \"t\" {}\n", ErrorNumber::foreign_file, 0},
        {"negative units", table + "{\"ReadCapacityUnits\": 1,\n\"WriteCapacityUnits\": -5}}}",
         ErrorNumber::out_of_range, 4},
        {"units as a list", table + "{\"ReadCapacityUnits\": []}}}", ErrorNumber::wrong_form, 3},
        {"units with a fraction", table + "{\"ReadCapacityUnits\": 1.5}}}",
         ErrorNumber::out_of_range, 3},
        {"archived",
         "{\"Table\": {\"TableName\": \"t\", \"TableStatus\": \"ARCHIVED\", \"KeySchema\": []}}",
         ErrorNumber::contradiction, 1},
        {"a mode that does not exist",
         "{\"Table\": {\"TableName\": \"t\",\n\"BillingModeSummary\": {\"BillingMode\": "
         "\"FREE\"}}}",
         ErrorNumber::unknown_word, 2},
        {"YAML with a tab", "Resources:\n\tA: 1\n", ErrorNumber::wrong_form, 2},
        {"a Terraform of the future", "{\"format_version\": \"2.0\", \"planned_values\": {}}",
         ErrorNumber::out_of_range, 1},
        {"more times than values",
         "{\"MetricDataResults\": [{\"Id\": \"a\", \"Label\": "
         "\"t||ConsumedReadCapacityUnits|Sum|60\", \"Timestamps\": [\"2026-11-16T00:00:00Z\"],\n"
         "\"Values\": []}]}",
         ErrorNumber::series_bad_json, 1},
        {"a time without a zone",
         "{\"MetricDataResults\": [{\"Id\": \"a\", \"Label\": "
         "\"t||ConsumedReadCapacityUnits|Sum|60\",\n\"Timestamps\": [\"2026-11-16T00:00:00\"], "
         "\"Values\": [1]}]}",
         ErrorNumber::series_bad_time, 2},
        {"a negative sum",
         "{\"MetricDataResults\": [{\"Id\": \"a\", \"Label\": "
         "\"t||ConsumedReadCapacityUnits|Sum|60\",\"Timestamps\": [\"2026-11-16T00:00:00Z\"], "
         "\"Values\": [-1]}]}",
         ErrorNumber::series_bad_number, 1},
        {"one point without a period",
         "{\"Label\": \"t ConsumedReadCapacityUnits\", \"Datapoints\": [{\"Timestamp\": "
         "\"2026-11-16T00:00:00Z\", \"Sum\": 1}]}",
         ErrorNumber::series_bad_period, 1},
        {"a quote that is not closed",
         "eventtime,eventname,requestparameters\n2026-11-16T00:00:00Z,GetItem,\"{\n",
         ErrorNumber::trace_bad_quotes, 2},
    };
    for (const BadInput& input : inputs) {
        SCOPED_TRACE(input.what);
        const Imported imported = read_texts({{"file", input.text}});
        ASSERT_FALSE(imported.errors.empty());
        const Error& error = imported.errors.front();
        EXPECT_EQ(error.number, input.number) << error.text();
        EXPECT_EQ(error.place.line, input.line) << error.text();
        EXPECT_EQ(error.exit_code, ExitCode::bad_trace);
        EXPECT_FALSE(error.fix.empty());
    }
}

TEST(ImportFormats, text_may_be_utf_16_or_begin_with_a_mark) {
    const std::string json =
        R"({"AccountMaxReadCapacityUnits": 5, "AccountMaxWriteCapacityUnits": 7})";
    std::string wide("\xFF\xFE", 2);
    for (const char c : json) wide += {c, '\0'};
    for (const std::string& bytes : {json, "\xEF\xBB\xBF" + json, wide}) {
        const Imported imported = read_texts({{"limits.json", bytes}});
        EXPECT_TRUE(imported.errors.empty());
        EXPECT_EQ(*imported.facts.account_quota, 7);
    }
}

TEST(ImportFormats, only_the_time_asked_for_is_taken) {
    ImportOptions options;
    options.from = WallTime(std::chrono::seconds(1794787260));  // 2026-11-16T00:01:00Z
    options.to = *options.from + 1min;
    const Imported imported = imported_from(
        {{"cloudwatch.json",
          R"({"MetricDataResults": [{"Id": "a", "Label": "tills||ConsumedWriteCapacityUnits|Sum|60", "Timestamps": ["2026-11-16T00:00:00Z", "2026-11-16T00:01:00Z", "2026-11-16T00:02:00Z"], "Values": [60, 120, 180]}]})"}},
        options);
    EXPECT_EQ(workload_named(imported, "writes")->rates, std::vector<double>{2});
    EXPECT_EQ(imported.facts.sources.front().skipped, 2u);
}

}  // namespace
}  // namespace isotherm
