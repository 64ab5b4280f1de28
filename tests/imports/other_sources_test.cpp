// SPDX-License-Identifier: Apache-2.0
// Stacks of Pulumi, JSON lines with a mapping, access logs, and metrics as a run writes them.

#include "tests/imports/imported.h"

namespace isotherm {
namespace {

const char* const described = R"({"Table": {"TableName": "votes", "KeySchema": [
{"AttributeName": "id", "KeyType": "HASH"}], "ProvisionedThroughput":
{"ReadCapacityUnits": 50, "WriteCapacityUnits": 100}}})";

const ImportedCalls& calls_of_votes(const Imported& imported) {
    static const ImportedCalls none;
    const auto found = imported.facts.calls.find({"votes", ""});
    return found == imported.facts.calls.end() ? none : found->second;
}

TEST(ImportPulumi, a_stack_is_a_state_in_camel_case) {
    const Imported imported = imported_from({{"stack.json", R"({"version": 3, "deployment": {
"resources": [
 {"type": "pulumi:pulumi:Stack"},
 {"type": "aws:dynamodb/table:Table", "outputs": {"name": "ledger", "billingMode": "PROVISIONED",
  "hashKey": "id", "rangeKey": "at", "readCapacity": 300, "writeCapacity": 1500,
  "tableClass": "STANDARD_INFREQUENT_ACCESS", "streamEnabled": true,
  "pointInTimeRecovery": {"enabled": true}, "ttl": {"enabled": true, "attributeName": "gone"},
  "globalSecondaryIndexes": [{"name": "by.kind", "hashKey": "kind", "projectionType": "KEYS_ONLY",
   "readCapacity": 60, "writeCapacity": 70}]}},
 {"type": "aws:appautoscaling/target:Target", "outputs": {"resourceId": "table/ledger",
  "scalableDimension": "dynamodb:table:WriteCapacityUnits", "minCapacity": 200,
  "maxCapacity": 9000}},
 {"type": "aws:appautoscaling/policy:Policy", "outputs": {"resourceId": "table/ledger",
  "scalableDimension": "dynamodb:table:WriteCapacityUnits",
  "targetTrackingScalingPolicyConfiguration": {"targetValue": 65, "scaleOutCooldown": 30}}}
]}})"}});
    const Scenario scenario = scenario_of(imported);
    ASSERT_TRUE(scenario.tables.contains("ledger")) << imported.text;
    for (const char* line : {"capacity = { mode = \"provisioned\", read = 300, write = 1500 }",
                             "sort_key = \"at\"", "class = \"standard_ia\"", "stream = true",
                             "point_in_time_recovery = true", "[tables.ledger.indexes.\"by.kind\"]",
                             "read = 60, write = 70", "target_utilization = \"65 %\"", "min = 200",
                             "max = 9000", "scale_out_cooldown = \"30s\""})
        EXPECT_NE(imported.text.find(line), std::string::npos) << line << "\n" << imported.text;
    EXPECT_EQ(imported.facts.sources.front().kind, "pulumi");
    const Imported old =
        read_texts({{"old.json", R"({"version": 2, "deployment": {"resources": []}})"}});
    ASSERT_EQ(old.errors.size(), 1U);
    EXPECT_EQ(old.errors.front().number, ErrorNumber::out_of_range);
}

TEST(ImportJsonLines, a_mapping_says_what_members_mean) {
    ImportOptions options;
    options.table = "votes";
    options.mapping = {{"time", "ts"}, {"key", "user.id"}, {"operation", "op"}, {"size", "bytes"}};
    const Imported imported = imported_from(
        {{"describe.json", described},
         {"app.jsonl",
          R"({"ts": "2026-11-16T00:00:00Z", "user": {"id": "a"}, "op": "put", "bytes": 700}
{"ts": "2026-11-16T00:00:00.5Z", "user": {"id": "b"}, "op": "PutItem", "bytes": 900}
{"ts": "2026-11-16T00:00:01Z", "user": {"id": "a"}, "op": "get"}
{"ts": "later", "user": {"id": "a"}, "op": "get"}
{"ts": "2026-11-16T00:00:02Z", "user": {"id": "a"}, "op": "dance"}
{"ts": "2026-11-16T00:00:02Z", "user": {}, "op": "get"}
)"}},
        options);
    const ImportedCalls& calls = calls_of_votes(imported);
    EXPECT_EQ(calls.operations.at("PutItem"), 2U);
    EXPECT_EQ(calls.operations.at("GetItem"), 1U);
    EXPECT_EQ(calls.keys.at("a"), 2U);
    EXPECT_EQ(imported.facts.sources.back().used, 3U);
    EXPECT_EQ(imported.facts.sources.back().skipped, 3U);
    for (const char* words : {"app.jsonl:4 was left out", "app.jsonl:5 was left out: \"dance\"",
                              "app.jsonl:6 was left out: it has no key"})
        EXPECT_NE(imported.text.find(words), std::string::npos) << words;
    EXPECT_NE(imported.text.find("item_size = \"800 B\""), std::string::npos)
        << "the mean of 700 and 900";
    // Without a mapping such lines say nothing.
    options.mapping.clear();
    const Imported unknown = read_texts({{"app.jsonl", "{\"ts\": 1}\n{\"ts\": 2}\n"}}, options);
    ASSERT_EQ(unknown.errors.size(), 1U);
    EXPECT_EQ(unknown.errors.front().number, ErrorNumber::foreign_file);
}

// A transaction names its tables item by item.
TEST(ImportCallLog, items_of_transactions_are_calls) {
    const Imported imported = imported_from(
        {{"describe.json", described},
         {"calls.jsonl",
          R"({"time": "2026-11-16T00:00:00Z", "operation": "TransactWriteItems", "request": {"TransactItems": [{"Put": {"TableName": "votes", "Item": {"id": {"S": "a"}}}}, {"Delete": {"TableName": "votes", "Key": {"id": {"S": "b"}}}}, {"ConditionCheck": {"TableName": "votes", "Key": {"id": {"S": "c"}}}}]}, "response": {}}
{"time": "2026-11-16T00:00:01Z", "operation": "ExecuteStatement", "request": {"Statement": "SELECT 1"}, "response": {}}
)"}});
    const ImportedCalls& calls = calls_of_votes(imported);
    EXPECT_EQ(calls.operations.at("PutItem"), 1U);
    EXPECT_EQ(calls.operations.at("DeleteItem"), 1U);
    EXPECT_EQ(calls.keys.count("b"), 1U);
    EXPECT_EQ(imported.facts.sources.back().skipped, 1U);
    EXPECT_NE(imported.text.find("twice as much"), std::string::npos);
}

TEST(ImportAccessLogs, a_load_balancer_writes_the_time_of_the_end) {
    ImportOptions options;
    options.table = "votes";
    const std::string line =
        R"(https 2026-11-16T00:00:10.250000Z app/shop/50dc 192.0.2.1:443 10.0.0.1:80 0.050 2.200 0.000 STATUS STATUS 34 366 "METHOD https://shop.example:443/cart/7?x=1 HTTP/1.1" "curl/8 x" - -)";
    const auto with = [&](const char* method, const char* status) {
        std::string text = line;
        for (std::size_t at = 0; (at = text.find("STATUS", at)) != text.npos;)
            text.replace(at, 6, status);
        return text.replace(text.find("METHOD"), 6, method) + "\n";
    };
    const Imported imported =
        imported_from({{"describe.json", described},
                       {"alb.log", with("GET", "200") + with("POST", "201") + with("GET", "304") +
                                       with("GET", "502") + "broken line\n"}},
                      options);
    const ImportedCalls& calls = calls_of_votes(imported);
    EXPECT_EQ(calls.operations.at("GetItem"), 1U);
    EXPECT_EQ(calls.operations.at("PutItem"), 1U);
    EXPECT_EQ(calls.keys.at("/cart/7"), 2U);
    // 10.25 s less 0.05 and 2.2: second 8 of 2026-11-16.
    EXPECT_EQ(calls.per_second.begin()->first, 1'794'787'200 + 8);
    EXPECT_EQ(imported.facts.sources.back().skipped, 3U);
    EXPECT_NE(imported.text.find("ASK"), std::string::npos);
    options.table.clear();
    EXPECT_EQ(read_texts({{"alb.log", with("GET", "200")}}, options).errors.front().number,
              ErrorNumber::missing_setting);
}

TEST(ImportAccessLogs, combined_lines_and_cloudfront_say_the_same) {
    ImportOptions options;
    options.table = "votes";
    const Imported nginx = imported_from(
        {{"describe.json", described},
         {"access.log",
          "192.0.2.1 - - [16/Nov/2026:01:00:05 +0100] \"GET /a?b HTTP/1.1\" 200 17 \"-\" \"x\"\n"}},
        options);
    const Imported front = imported_from(
        {{"describe.json", described},
         {"E1.log",
          "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method "
          "cs(Host) cs-uri-stem sc-status\n2026-11-16\t00:00:05\tFRA\t17\t192.0.2.1\tGET\t"
          "d1.example\t/a\t200\n"}},
        options);
    for (const Imported* imported : {&nginx, &front}) {
        const ImportedCalls& calls = calls_of_votes(*imported);
        EXPECT_EQ(calls.keys.at("/a"), 1U);
        EXPECT_EQ(calls.per_second.begin()->first, 1'794'787'205);
        EXPECT_EQ(imported->facts.sources.back().kind, "access-log");
    }
}

// The headings of a run's metrics.csv name table, metric and period. Reads and writes of one table
// are several series with "Write" in their names.
TEST(ImportMetricCsv, metrics_of_a_run_read_back) {
    const Imported imported = imported_from(
        {{"describe.json", described},
         {"metrics.csv",
          "Label,votes||ProvisionedWriteCapacityUnits|Average|300,"
          "votes||ConsumedWriteCapacityUnits|Sum|60,votes||WriteThrottleEvents|Sum|60\n"
          "2026-11-16T00:00:00Z,100,5400,\n2026-11-16T00:01:00Z,,6000,60\n"}});
    const auto metric = [&](const char* name, const char* statistic) {
        return imported.facts.metrics.at({"votes", "", name, statistic, ""});
    };
    EXPECT_EQ(metric("ConsumedWriteCapacityUnits", "Sum").points.at(1'794'787'260), 6'000);
    EXPECT_EQ(metric("ConsumedWriteCapacityUnits", "Sum").period_s, 60);
    EXPECT_EQ(metric("WriteThrottleEvents", "Sum").points.at(1'794'787'260), 60);
    EXPECT_EQ(metric("ProvisionedWriteCapacityUnits", "Average").points.at(1'794'787'200), 100);
}

}  // namespace
}  // namespace isotherm
