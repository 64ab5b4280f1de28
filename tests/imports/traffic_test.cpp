// SPDX-License-Identifier: Apache-2.0
// Workloads from metrics, reports of hot keys and logs: cases V-I13 to V-I25, on files of our own.

#include <cmath>

#include "tests/imports/imported.h"
#include "tests/imports/metric_texts.h"
#include "workloads/imports/key_skew.h"
#include "workloads/imports/metric_traffic.h"

namespace isotherm {
namespace {

TEST(ImportVI13, labels_tell_tables_and_indexes_apart) {
    const Imported imported = imported_from(
        {{"cloudwatch.json",
          metric_data(
              {series("tills||ConsumedWriteCapacityUnits|Sum|60",
                      R"("2026-11-16T00:03:00Z", "2026-11-16T00:01:00Z", "2026-11-16T00:00:00Z")",
                      "60000, 30000, 54000"),
               series("tills|by.day|ConsumedWriteCapacityUnits|Sum|60",
                      R"("2026-11-16T00:03:00Z", "2026-11-16T00:01:00Z", "2026-11-16T00:00:00Z")",
                      "20000, 10000, 18000"),
               series("shops||ConsumedWriteCapacityUnits|Sum|60", one_minute, "600"),
               series("tills||ProvisionedWriteCapacityUnits|Average|300", one_minute, "2500")})}});
    const ImportedWorkload* tills = workload_named(imported, "tills_writes");
    ASSERT_NE(tills, nullptr) << imported.text;
    // The missing minute is zero.
    EXPECT_EQ(tills->rates, (std::vector<double>{900, 500, 0, 1000}));
    EXPECT_EQ(workload_named(imported, "shops_writes")->rates.front(), 10);
    const ImportedTable& table = imported.facts.tables.at("tills");
    EXPECT_EQ(*table.capacity.provisioned[Side::write], 2500);
    EXPECT_NEAR(*table.indexes.at("by.day").in_index, 1.0 / 3, 1e-12);
    EXPECT_TRUE(imported.plan.start_recorded);
    EXPECT_EQ(imported.plan.run.end - imported.plan.run.start, 4min);
}

TEST(ImportVI13, plain_labels_of_two_series_are_refused) {
    const std::string text = metric_data({series("ConsumedWriteCapacityUnits", one_minute, "1"),
                                          series("ConsumedWriteCapacityUnits", one_minute, "2")});
    ImportOptions options;
    options.table = "tills";
    const Imported imported = read_texts({{"cloudwatch.json", text}}, options);
    ASSERT_FALSE(imported.errors.empty());
    EXPECT_EQ(imported.errors.front().number, ErrorNumber::series_several);
}

// Read as a table of that name, the series would be one without traffic.
TEST(ImportVI13, labels_with_their_parts_in_another_order_are_refused) {
    const Imported imported = read_texts(
        {{"cloudwatch.json",
          metric_data({series("ConsumedWriteCapacityUnits|tills||Sum|60", one_minute, "1")})}});
    ASSERT_FALSE(imported.errors.empty());
    EXPECT_EQ(imported.errors.front().number, ErrorNumber::series_several);
    EXPECT_NE(imported.errors.front().what.find("another order"), std::string::npos);
}

TEST(ImportVI14, five_minute_sums_become_requests_of_their_size) {
    ImportOptions options;
    options.table = "tills";
    const Imported imported =
        imported_from({{"writes.json",
                        R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [
           {"Timestamp": "2026-11-16T01:10:00+01:00", "SampleCount": 15000, "Sum": 45000},
           {"Timestamp": "2026-11-16T01:00:00+01:00", "SampleCount": 30000, "Sum": 90000},
           {"Timestamp": "2026-11-16T01:25:00+01:00", "SampleCount": 30000, "Sum": 30000}]})"}},
                      options);
    const ImportedWorkload* large = workload_named(imported, "writes_3");
    const ImportedWorkload* small = workload_named(imported, "writes_1");
    ASSERT_NE(large, nullptr) << imported.text;
    ASSERT_NE(small, nullptr);
    EXPECT_EQ(large->period_s, 300);  // the greatest common divisor of 600 and 900
    EXPECT_EQ(large->rates, (std::vector<double>{100, 0, 50, 0, 0, 0}));
    EXPECT_EQ(small->rates, (std::vector<double>{0, 0, 0, 0, 0, 100}));
    EXPECT_EQ(*imported.facts.tables.at("tills").item_bytes, 3072);
    EXPECT_EQ(small->item_bytes, 1024);
    EXPECT_EQ(utc_text(imported.plan.run.start), "2026-11-16T00:00:00Z");
}

TEST(ImportVI14, pairs_and_text_say_the_same_and_averages_nothing) {
    ImportOptions options;
    options.table = "tills";
    options.metric = "ConsumedWriteCapacityUnits";
    const Imported pairs = imported_from(
        {{"pairs.json",
          R"([["2026-11-16T00:05:00Z", 135000.0], ["2026-11-16T00:00:00Z", 90000.0]])"}},
        options);
    EXPECT_EQ(workload_named(pairs, "writes")->rates, (std::vector<double>{300, 450}));
    const Imported text = imported_from(
        {{"text.tsv",
          "ConsumedWriteCapacityUnits\nDATAPOINTS\t45000.0\t135000.0\t2026-11-16T00:05:00Z\tCount\n"
          "DATAPOINTS\t30000.0\t90000.0\t2026-11-16T00:00:00Z\tCount\n"}},
        options);
    EXPECT_EQ(workload_named(text, "writes")->rates, (std::vector<double>{100, 150}));
    const Imported average = read_texts(
        {{"average.json",
          R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z", "Average": 3}]})"}},
        options);
    ASSERT_FALSE(average.errors.empty());
    EXPECT_NE(average.errors.front().what.find("per request"), std::string::npos);
}

TEST(ImportVI15, a_metric_stream_has_no_order_and_repeats_points) {
    const std::string point =
        R"({"metric_stream_name": "s", "namespace": "AWS/DynamoDB", "metric_name": "ConsumedWriteCapacityUnits", "dimensions": {"TableName": "tills"}, "timestamp": 1794787260000, "value": {"sum": 60000, "count": 30000}})";
    const std::string events =
        R"({"metric_stream_name": "s", "namespace": "AWS/DynamoDB", "metric_name": "WriteThrottleEvents", "dimensions": {"TableName": "tills"}, "timestamp": 1794787260000, "value": {"sum": 900, "count": 900}})";
    const std::string foreign =
        R"({"metric_stream_name": "s", "namespace": "AWS/EC2", "metric_name": "CPUUtilization", "dimensions": {}, "timestamp": 1794787260000, "value": {"sum": 1, "count": 1}})";
    const Imported imported =
        imported_from({{"stream.jsonl", point + "\n" + events + "\n" + point + "\n" + foreign}});
    EXPECT_EQ(imported.facts.sources.front().skipped, 1u);
    const ImportedWorkload* writes = workload_named(imported, "writes");
    ASSERT_NE(writes, nullptr);
    // p = 900 / 30,900; 500 / (1 - p^3) requests of two units.
    EXPECT_NEAR(writes->rates.front() * 2, 1000.0247, 1e-3);
}

TEST(ImportVI16, spreadsheets_have_decimal_commas_and_local_times) {
    ImportOptions options;
    options.zone = "Europe/Berlin";
    options.table = "tills";
    const std::string german =
        "sep=;\nZeit;Schreiben;Lesen\n16.11.2026 01:00;54.000,5;12.000,0\n16.11.2026 "
        "01:01;60.000,0;\n";
    const Imported imported = imported_from({{"export.csv", german}}, options);
    const ImportedWorkload* writes = workload_named(imported, "writes");
    ASSERT_NE(writes, nullptr) << imported.text;
    EXPECT_NEAR(writes->rates[0], 54000.5 / 60, 1e-9);
    EXPECT_EQ(workload_named(imported, "reads")->rates, (std::vector<double>{200, 0}));
    EXPECT_EQ(utc_text(imported.plan.run.start), "2026-11-16T00:00:00Z");
    options.zone.clear();
    const Imported without = read_texts({{"export.csv", german}}, options);
    ASSERT_FALSE(without.errors.empty());
    EXPECT_EQ(without.errors.front().place.line, 3);
    EXPECT_EQ(without.errors.front().number, ErrorNumber::series_bad_time);
}

TEST(ImportVI16, the_consoles_csv_has_headings) {
    ImportOptions options;
    options.zone = "UTC";
    const Imported imported = imported_from(
        {{"console.csv",
          "Full label,tills ConsumedWriteCapacityUnits,tills ConsumedReadCapacityUnits\nLabel,a,b\n"
          "ID,m1,m2\n2026/11/16 00:00:00,54000.0,12000.0\n2026/11/16 00:05:00,60000.0,\n"}},
        options);
    EXPECT_EQ(workload_named(imported, "writes")->rates, (std::vector<double>{180, 200}));
    EXPECT_EQ(workload_named(imported, "reads")->rates, (std::vector<double>{40, 0}));
}

// 54,000 requests and 18,000 refusals, then 30,000 and 30,000: a quarter and a half are refused.
TEST(ImportVI17, throttled_demand_is_what_callers_asked_for) {
    EXPECT_NEAR(requests_asked_for(54000, 18000, 3), 54000 / (1 - 1.0 / 64), 1e-6);
    EXPECT_NEAR(requests_asked_for(30000, 30000, 3), 30000 / (1 - 1.0 / 8), 1e-6);
    EXPECT_NEAR(requests_asked_for(54000, 18000, 1), 72000, 1e-6);
    EXPECT_EQ(requests_asked_for(0, 18000, 3), 0);
    const std::string text = metric_data(
        {series("polls||ConsumedWriteCapacityUnits|Sum|60", two_minutes, "60000, 54000"),
         series("polls||ConsumedWriteCapacityUnits|SampleCount|60", two_minutes, "30000, 54000"),
         series("polls||WriteThrottleEvents|Sum|60", two_minutes, "30000, 18000")});
    const Imported imported = imported_from({{"cloudwatch.json", text}});
    const ImportedWorkload* small = workload_named(imported, "writes_1");
    const ImportedWorkload* large = workload_named(imported, "writes_2");
    ASSERT_TRUE(small != nullptr && large != nullptr) << imported.text;
    EXPECT_NEAR(small->rates[0], 914.286, 1e-3);
    EXPECT_NEAR(large->rates[1], 571.429, 1e-3);
    EXPECT_EQ(small->attempts, 3);
    EXPECT_TRUE(asks_about(imported, "client"));
}

TEST(ImportVI18, latency_counts_give_the_mix_and_units_the_consistency) {
    const auto one = [](const std::string& rest, const std::string& value) {
        return series("bags||" + rest, one_minute, value);
    };
    const Imported imported = imported_from(
        {{"mix.json",
          metric_data({one("SuccessfulRequestLatency|SampleCount|60|GetItem", "42000"),
                       one("SuccessfulRequestLatency|SampleCount|60|Query", "12000"),
                       one("SuccessfulRequestLatency|SampleCount|60|PutItem", "4800"),
                       one("SuccessfulRequestLatency|SampleCount|60|UpdateItem", "1200"),
                       one("ConsumedReadCapacityUnits|Sum|60", "51000"),
                       one("ConsumedReadCapacityUnits|SampleCount|60", "54000"),
                       one("ConsumedWriteCapacityUnits|Sum|60", "9600"),
                       one("ConsumedWriteCapacityUnits|SampleCount|60", "6000"),
                       one("ReturnedItemCount|Sum|60|Query", "240000"),
                       one("ConditionalCheckFailedRequests|Sum|60", "300")})}});
    const ImportedWorkload* reads = workload_named(imported, "reads");
    ASSERT_NE(reads, nullptr) << imported.text;
    EXPECT_EQ(reads->rates.front(), 900);
    EXPECT_EQ(reads->items_per_query, 20);
    // 42,000 x 0.5 + 12,000 x 2.5 = 51,000; strongly consistent it would be 102,000.
    EXPECT_FALSE(reads->strong);
    EXPECT_NEAR(reads->mix.front().second, 0.777778, 1e-6);
    // 1.6 units each: 40 % of one and 60 % of two.
    const ImportedWorkload* small = workload_named(imported, "writes_1");
    const ImportedWorkload* large = workload_named(imported, "writes_2");
    ASSERT_TRUE(small != nullptr && large != nullptr);
    EXPECT_NEAR(small->rates.front(), 40, 1e-9);
    EXPECT_NEAR(large->rates.front(), 60, 1e-9);
    EXPECT_DOUBLE_EQ(small->condition_fails, 0.05);
    EXPECT_NEAR(small->mix.front().second, 0.8, 1e-12);
}

TEST(ImportVI19, hot_keys_become_a_head_and_a_tail) {
    const std::string report =
        R"({"KeyLabels": ["PartitionKey"], "Contributors": [
         {"Keys": ["x"], "ApproximateAggregateValue": 36000, "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z", "ApproximateValue": 36000}]},
         {"Keys": ["y"], "ApproximateAggregateValue": 18000, "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z", "ApproximateValue": 18000}]}]})";
    const std::string consumed =
        metric_data({series("polls||ConsumedWriteCapacityUnits|Sum|60", one_minute, "38000"),
                     series("polls||ConsumedReadCapacityUnits|Sum|60", one_minute, "6000")});
    const Imported imported =
        imported_from({{"polls-pkc.json", report}, {"consumed.json", consumed}});
    // T = 3 x 38,000 + 6,000 = 120,000; 54,000 of it are 45 %.
    const ImportedWorkload* head = workload_named(imported, "writes_head");
    const ImportedWorkload* tail = workload_named(imported, "writes_tail");
    ASSERT_TRUE(head != nullptr && tail != nullptr) << imported.text;
    EXPECT_NEAR(head->rates.front(), 38000.0 / 60 * 0.45, 1e-9);
    EXPECT_NEAR(tail->rates.front(), 38000.0 / 60 * 0.55, 1e-9);
    EXPECT_EQ(head->weights, (std::vector<double>{36000, 18000}));
    EXPECT_TRUE(tail->weights.empty());
    EXPECT_EQ(imported.text.find("\"x\""), std::string::npos) << "keys are personal";
    EXPECT_NEAR(fitted_exponent({36000, 18000, 12000, 9000, 7200}), 1.0, 1e-9);
}

TEST(ImportVI20, cloudtrail_events_count_once) {
    const auto row = [](const std::string& id, const std::string& name, const std::string& request,
                        const std::string& error) {
        return "\"2026-11-16T00:00:00Z\",\"" + name + "\",\"" + request + "\",\"" + error +
               "\",\"" + id + "\"\n";
    };
    const std::string put = R"({""tableName"":""polls"",""key"":{""who"":""A""}})";
    const std::string arn =
        R"({""tableName"":""arn:aws:dynamodb:us-east-1:111122223333:table/polls"",""key"":{""who"":""B""}})";
    const Imported imported = imported_from(
        {{"athena.csv",
          "\"eventtime\",\"eventname\",\"requestparameters\",\"errorcode\",\"eventid\"\n" +
              row("1", "PutItem", put, "") + row("1", "PutItem", put, "") +
              row("2", "UpdateItem", arn, "ConditionalCheckFailedException") +
              row("3", "PutItem", put, "ThrottlingException") +
              row("4", "BatchWriteItem", "", "")}});
    const ImportedCalls& calls = imported.facts.calls.at({"polls", ""});
    EXPECT_EQ(calls.operations.at("PutItem"), 2u);
    EXPECT_EQ(calls.operations.at("UpdateItem"), 1u);
    EXPECT_EQ(calls.throttled, 1u);
    EXPECT_EQ(calls.condition_failed, 1u);
    EXPECT_EQ(calls.keys.at("A"), 2u);
    EXPECT_EQ(calls.keys.at("B"), 1u);
    EXPECT_EQ(imported.facts.sources.front().skipped, 2u);  // the repetition and the batch
}

TEST(ImportVI21, stream_records_show_writes_and_sizes) {
    const auto record = [](const std::string& id, const std::string& name,
                           const std::string& images, const std::string& user) {
        return R"({"eventID": ")" + id + R"(", "eventName": ")" + name +
               R"(", "tableName": "notes", "userIdentity": )" + user +
               R"(, "dynamodb": {"ApproximateCreationDateTime": 1794787200250000, "ApproximateCreationDateTimePrecision": "MICROSECOND", "Keys": {"id": {"S": "n"}}, )" +
               images + "}}";
    };
    const std::string kilobyte(1500, 'x');
    const std::string small = R"("NewImage": {"id": {"S": "n"}})";
    const std::string large =
        R"("OldImage": {"id": {"S": "n"}}, "NewImage": {"id": {"S": "n"}, "b": {"S": ")" +
        kilobyte + R"("}})";
    const std::string expiry = R"({"type": "Service", "principalId": "dynamodb.amazonaws.com"})";
    // The second and third stand on one line.
    const Imported imported =
        imported_from({{"records.jsonl", record("1", "INSERT", small, "null") + "\n" +
                                             record("2", "MODIFY", large, "null") +
                                             record("3", "REMOVE", small, expiry) + "\n" +
                                             record("1", "INSERT", small, "null") + "\n"}});
    const ImportedCalls& calls = imported.facts.calls.at({"notes", ""});
    EXPECT_EQ(calls.units[Side::write], 3);  // 1 + 2
    EXPECT_EQ(calls.expired, 1u);
    EXPECT_EQ(calls.item_bytes, (std::vector<std::int64_t>{3, 3 + 1 + 1500}));
    EXPECT_EQ(calls.per_second.at(1794787200), 2u);
    // 3 units / 2 writes: half of one unit and half of two, at two writes per second.
    const ImportedWorkload* one = workload_named(imported, "writes_1");
    const ImportedWorkload* two = workload_named(imported, "writes_2");
    ASSERT_TRUE(one != nullptr && two != nullptr) << imported.text;
    EXPECT_EQ(one->rates.front(), 1);
    EXPECT_EQ(two->rates.front(), 1);
    EXPECT_EQ(two->item_bytes, 2048);
}

TEST(ImportVI22, measured_units_are_told_apart) {
    const Imported imported = imported_from(
        {{"calls.jsonl",
          R"({"time": "2026-11-16T00:00:00Z", "operation": "PutItem", "request": {"TableName": "parcels", "Item": {"id": {"S": "a"}}}, "response": {"ConsumedCapacity": {"TableName": "parcels", "CapacityUnits": 4, "Table": {"CapacityUnits": 2}, "GlobalSecondaryIndexes": {"by.state": {"CapacityUnits": 1}}, "LocalSecondaryIndexes": {"by_sum": {"CapacityUnits": 1}}}}})"
          "\n"
          R"({"time": "2026-11-16T00:00:01Z", "operation": "GetItem", "request": {"TableName": "parcels", "Key": {"id": {"S": "a"}}, "ConsistentRead": true}, "response": {"ConsumedCapacity": {"TableName": "parcels", "CapacityUnits": 1}}})"
          "\n"
          R"({"time": "2026-11-16T00:00:02Z", "operation": "PutItem", "request": {"TableName": "parcels", "Item": {"id": {"S": "b"}}}, "error": {"name": "ProvisionedThroughputExceededException"}})"}});
    const ImportedCalls& table = imported.facts.calls.at({"parcels", ""});
    EXPECT_EQ(table.units[Side::write], 3);  // the local index consumes the table's
    EXPECT_EQ(table.local_index_units, 1);
    EXPECT_EQ(table.units[Side::read], 1);
    EXPECT_EQ(table.strong, 1u);
    EXPECT_EQ(table.throttled, 1u);
    EXPECT_EQ(imported.facts.calls.at({"parcels", "by.state"}).units[Side::write], 1);
    // The refused write has no units. 3 units less 1 of the local index: an item of 2 KB.
    const ImportedWorkload* writes = workload_named(imported, "writes");
    ASSERT_NE(writes, nullptr) << imported.text;
    EXPECT_EQ(writes->item_bytes, 2048);
}

TEST(ImportVI23, spans_are_samples) {
    const Imported imported = imported_from({{"otel.jsonl",
                                              R"({"resourceSpans": [{"scopeSpans": [{"spans": [
           {"name": "DynamoDB.GetItem", "startTimeUnixNano": "1794787200000000000", "attributes": [
             {"key": "rpc.method", "value": {"stringValue": "GetItem"}}, {"key": "db.system", "value": {"stringValue": "dynamodb"}},
             {"key": "aws.dynamodb.table_names", "value": {"arrayValue": {"values": [{"stringValue": "parcels"}]}}},
             {"key": "aws.dynamodb.consistent_read", "value": {"boolValue": true}},
             {"key": "aws.dynamodb.consumed_capacity", "value": {"arrayValue": {"values": [{"stringValue": "{\"TableName\": \"parcels\", \"CapacityUnits\": 1.0}"}]}}}]},
           {"name": "SELECT", "startTimeUnixNano": "1794787200000000000", "attributes": [{"key": "db.system", "value": {"stringValue": "postgresql"}}]}]}]}]})"}});
    const ImportedCalls& calls = imported.facts.calls.at({"parcels", ""});
    EXPECT_EQ(calls.units[Side::read], 1);
    EXPECT_EQ(calls.strong, 1u);
    EXPECT_TRUE(calls.sampled);
    EXPECT_EQ(imported.facts.sources.front().skipped, 1u);
    EXPECT_TRUE(asks_about(imported, "arrivals"));
    const Imported traces = imported_from(
        {{"xray.json",
          R"({"Traces": [{"Segments": [{"Document": "{\"name\": \"shop\", \"start_time\": 1794787200.0, \"subsegments\": [{\"name\": \"DynamoDB\", \"start_time\": 1794787200.0, \"throttle\": true, \"aws\": {\"operation\": \"PutItem\", \"table_name\": \"parcels\"}}]}"}]}]})"}});
    EXPECT_EQ(traces.facts.calls.at({"parcels", ""}).throttled, 1u);
}

TEST(ImportVI24, an_export_shows_sizes) {
    const Imported imported = imported_from(
        {{"data/a.json", R"({"Item": {"id": {"S": "a"}, "b": {"S": "12345"}}})"
                         "\n"
                         R"({"Item": {"id": {"S": "b"}, "b": {"S": "1"}}})"},
         {"manifest-files.json", "{\"dataFileS3Key\": \"x/data/a.json.gz\", \"itemCount\": 2}\n"},
         {"manifest-summary.json",
          R"({"exportArn": "e", "tableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/people", "manifestFilesS3Key": "m", "itemCount": 2, "billedSizeBytes": 14})"}});
    const ImportedTable& table = imported.facts.tables.at("people");
    EXPECT_EQ(*table.item_bytes, 7);  // (9 + 5) / 2
    EXPECT_EQ(*table.items, 2);
    EXPECT_TRUE(asks_about(imported, "tables.people.partition_key"));
}

// A description, its scaling, a day of metrics and the hottest keys make one scenario.
TEST(ImportVI25, sources_refine_each_other) {
    const std::string describe =
        R"({"Table": {"TableName": "trips", "KeySchema": [{"AttributeName": "trip", "KeyType": "HASH"}],
         "ProvisionedThroughput": {"ReadCapacityUnits": 200, "WriteCapacityUnits": 900}, "TableSizeBytes": 26843545600, "ItemCount": 16777216,
         "WarmThroughput": {"ReadUnitsPerSecond": 9000, "WriteUnitsPerSecond": 3000}}})";
    const std::string metrics = metric_data(
        {series("trips||ConsumedWriteCapacityUnits|Sum|3600", one_minute, "3024000"),
         series("trips||ConsumedWriteCapacityUnits|SampleCount|3600", one_minute, "1512000"),
         series("trips||WriteThrottleEvents|Sum|3600", one_minute, "504000"),
         series("trips||ConsumedReadCapacityUnits|Sum|3600", one_minute, "180000"),
         series("trips||ConsumedReadCapacityUnits|SampleCount|3600", one_minute, "360000"),
         series("trips||ProvisionedWriteCapacityUnits|Average|300", one_minute, "400")});
    const std::string report =
        R"({"KeyLabels": ["PartitionKey"], "Contributors": [{"Keys": ["a"], "ApproximateAggregateValue": 925200, "Datapoints": [{"Timestamp": "2026-11-16T00:00:00Z"}]}]})";
    const Imported imported = imported_from(
        {{"describe.json", describe}, {"cloudwatch.json", metrics}, {"pkc.json", report}});
    const ImportedTable& table = imported.facts.tables.at("trips");
    EXPECT_EQ(*table.capacity.provisioned[Side::write], 400);
    ASSERT_EQ(table.capacity.provisioned[Side::write].others.size(), 1u);
    EXPECT_NE(table.capacity.provisioned[Side::write].others.front().find("900"),
              std::string::npos);
    EXPECT_EQ(*table.item_bytes, 1600);  // two units: agrees with 3,024,000 / 1,512,000
    // p = 504,000 / 2,016,000; 420 requests per second admitted.
    const ImportedWorkload* head = workload_named(imported, "writes_head");
    const ImportedWorkload* tail = workload_named(imported, "writes_tail");
    ASSERT_TRUE(head != nullptr && tail != nullptr) << imported.text;
    EXPECT_NEAR(head->rates.front() + tail->rates.front(), 420 / (1 - 1.0 / 64), 1e-9);
    // T = 3 x 3,024,000 + 180,000 = 9,252,000; one key has a tenth.
    EXPECT_NEAR(head->rates.front(), 42.66667, 1e-4);
    EXPECT_EQ(tail->distinct, 16777216);
    const ImportedWorkload* reads = workload_named(imported, "reads_tail");
    ASSERT_NE(reads, nullptr);
    EXPECT_FALSE(reads->strong);
    EXPECT_EQ(scenario_of(imported).tables.at("trips").partitions, 3);
}

}  // namespace
}  // namespace isotherm
