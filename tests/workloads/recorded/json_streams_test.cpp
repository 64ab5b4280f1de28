// SPDX-License-Identifier: Apache-2.0
// Streams of JSON records: CloudTrail's events, records of DynamoDB Streams and Kinesis, logs of
// calls, and JSON lines.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/units/item_json.h"
#include "engine/units/item_size.h"
#include "engine/vocabulary/time_reader.h"
#include "tests/workloads/recorded/replayed.h"
#include "tests/workloads/recorded/trace_reading.h"
#include "workloads/recorded/json/json_values.h"
#include "workloads/recorded/trace_opening.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;
using testing::read_source;
using testing::read_text;
using testing::ReadTrace;
using testing::Settings;
using testing::shared_traces;

const Settings lines_settings{
    {"time", "at"}, {"time_unit", "s"}, {"key", "user.id"}, {"size", "bytes"}, {"operation", "op"}};

TEST(JsonLines, members_of_members_become_columns) {
    const ReadTrace trace = read_text(
        "{\"at\": 1.5, \"user\": {\"id\": \"a\"}, \"bytes\": 10, \"op\": \"get\"}\n"
        "{\"at\": \"2.25\", \"user\": {\"id\": 7}, \"bytes\": \"11\", \"op\": \"put\"}\n",
        "json_lines", lines_settings);
    ASSERT_TRUE(trace.errors.empty()) << trace.errors.front().text();
    EXPECT_EQ(trace.time_us, (std::vector<std::int64_t>{1'500'000, 2'250'000}));
    EXPECT_EQ(trace.key, (std::vector<Key>{key_from_text("a"), 7}));
    EXPECT_EQ(trace.bytes, (std::vector<std::uint64_t>{10, 11}));
    EXPECT_EQ(trace.verb, (std::vector<std::string>{"get", "put"}));
}

// The same records in four layouts, read a row at a time and all at once.
TEST(JsonLines, layouts_of_records_are_alike) {
    const std::string a = R"({"at": 1, "user": {"id": "a{\"]"}, "bytes": 1, "op": "get"})";
    const std::string b = R"({"at": 2, "user": {"id": "b"}, "bytes": 2, "op": "put"})";
    const ReadTrace expected = read_text(a + "\n" + b + "\n", "json_lines", lines_settings);
    ASSERT_EQ(expected.key.size(), 2U);
    for (const std::string& text : {a + b, "[" + a + ",\n" + b + "]",
                                    "\xEF\xBB\xBF{\"NextToken\": \"x\", \"Records\": [" + a + "," +
                                        b + "], \"More\": {\"c\": [1]}}",
                                    a + "\r\n\r\n" + b + "\r\n"}) {
        for (const std::size_t rows : {std::size_t{1}, std::size_t{1'000}}) {
            const ReadTrace trace = read_text(text, "json_lines", lines_settings, rows);
            EXPECT_TRUE(trace.errors.empty()) << text;
            EXPECT_EQ(trace.key, expected.key) << text;
            EXPECT_EQ(trace.time_us, expected.time_us) << text;
        }
    }
}

TEST(JsonLines, a_first_time_without_its_fraction_has_one) {
    const ReadTrace trace = read_text(
        "{\"at\": 1.000, \"user\": {\"id\": 1}}\n"
        "{\"at\": 1.5, \"user\": {\"id\": 1}}\n",
        "json_lines", {{"time", "at"}, {"time_unit", "s"}, {"key", "user.id"}});
    EXPECT_TRUE(trace.errors.empty());
    EXPECT_EQ(trace.time_us, (std::vector<std::int64_t>{1'000'000, 1'500'000}));
}

struct BadRecord {
    const char* text;
    int line;
    const char* what;
    ErrorNumber number;
};

TEST(JsonLines, damaged_records_are_refused_with_their_place) {
    const std::string good = R"({"at": 1, "user": {"id": "a"}, "bytes": 1, "op": "get"})";
    for (const BadRecord& bad : {
             BadRecord{"{\"at\": 2, \"user\": {\"id\": \"b\"\n", 2, "ends inside",
                       ErrorNumber::trace_ends_inside_record},
             BadRecord{"{\"at\": 2,, \"user\": 1}\n", 2, "not JSON",
                       ErrorNumber::trace_wrong_columns},
             BadRecord{"plain text\n", 2, "should begin", ErrorNumber::trace_wrong_columns},
             BadRecord{"{\"at\": 2}\n", 2, "no \"user.id\"", ErrorNumber::trace_wrong_columns},
             BadRecord{"{\"at\": \"x\", \"user\": {\"id\": 1}, \"bytes\": 1, \"op\": \"get\"}\n", 2,
                       "the time \"x\"", ErrorNumber::trace_bad_time},
             BadRecord{"{\"at\": 2, \"user\": {\"id\": \"\"}, \"bytes\": 1, \"op\": \"get\"}\n", 2,
                       "the key is empty", ErrorNumber::trace_bad_key},
             BadRecord{"{\"at\": 2, \"user\": {\"id\": 1}, \"bytes\": -1, \"op\": \"get\"}\n", 2,
                       "no whole number", ErrorNumber::trace_bad_number},
             BadRecord{"{\"at\": 2, \"user\": {\"id\": 1}, \"bytes\": 1, \"op\": \"fly\"}\n", 2,
                       "no known operation", ErrorNumber::trace_unknown_operation},
         }) {
        const std::string text = good + "\n" + bad.text + good + "\n";
        const ReadTrace trace = read_text(text, "json_lines", lines_settings);
        ASSERT_EQ(trace.errors.size(), 1U) << bad.text;
        EXPECT_EQ(trace.errors[0].number, bad.number) << bad.text;
        EXPECT_EQ(trace.errors[0].place.line, bad.line) << bad.text;
        EXPECT_NE(trace.errors[0].what.find(bad.what), std::string::npos) << trace.errors[0].what;
        EXPECT_EQ(trace.key.size(), 1U) << "the record before it is read";
        // Such a line can be skipped.
        const ReadTrace skipped =
            read_source(source_over(text, "t"), "json_lines", lines_settings, 1'000, 1);
        EXPECT_TRUE(skipped.errors.empty()) << bad.text;
        EXPECT_EQ(skipped.key.size(), 2U) << bad.text;
        EXPECT_EQ(skipped.bad_lines.count, 1U) << bad.text;
    }
}

TEST(JsonLines, a_file_that_ends_inside_a_record_is_refused) {
    const ReadTrace trace = read_text("[{\"at\": 1, \"user\"", "json_lines", lines_settings);
    ASSERT_EQ(trace.errors.size(), 1U);
    EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_ends_inside_record);
    const std::string wide("\xFF\xFE{\0\"\0", 6);
    ASSERT_EQ(read_text(wide, "json_lines", lines_settings).errors.size(), 1U);
}

// The size of an item is that of `isotherm units`, for every type.
TEST(JsonValues, sizes_are_those_of_items) {
    for (
        const char* item :
        {R"({"id": {"S": "Überblick"}, "n": {"N": "-12.50"}, "ok": {"BOOL": true}})",
         R"({"id": {"S": "a"}, "none": {"NULL": true}, "raw": {"B": "AAECAw=="}})",
         R"({"m": {"M": {"a": {"N": "1e20"}, "l": {"L": [{"S": "x"}, {"L": []}]}}}})",
         R"({"s": {"SS": ["a", "bc"]}, "ns": {"NS": ["1", "200"]}, "bs": {"BS": ["AA==", "AAA="]}})"}) {
        simdjson::dom::parser parser;
        simdjson::dom::element parsed;
        ASSERT_EQ(parser.parse(std::string_view(item)).get(parsed), simdjson::SUCCESS);
        const auto read = read_item(item, "t");
        ASSERT_TRUE(read.ok()) << item;
        EXPECT_EQ(typed_bytes(parsed), item_bytes(read.value())) << item;
    }
    simdjson::dom::parser parser;
    EXPECT_FALSE(typed_bytes(parser.parse(std::string_view(R"({"id": "plain"})")).value()));
}

std::string event(const std::string& id, const std::string& name, const std::string& second,
                  const std::string& parameters) {
    return R"({"eventVersion": "1.09", "eventSource": "dynamodb.amazonaws.com", "eventName": ")" +
           name + R"(", "eventTime": "2026-11-16T00:00:)" + second + R"(Z", "eventID": ")" + id +
           R"(", "requestParameters": )" + parameters + "}";
}

TEST(CloudTrailStream, repeated_events_and_those_without_keys_are_counted_and_left_out) {
    const std::string text =
        "{\"Records\":[" +
        event("1", "GetItem", "00", R"({"tableName": "votes", "key": {"id": "a", "at": 1}})") +
        "," +
        event("1", "GetItem", "00", R"({"tableName": "votes", "key": {"id": "a", "at": 1}})") +
        "," + event("2", "BatchWriteItem", "01", "null") + "," +
        event("3", "Scan", "01", R"({"tableName": "votes"})") + "," +
        event("4", "TransactWriteItems", "02",
              R"({"requestItems": [{"operation": "Put", "TableName": "votes", "Key": {"id": "b"}},
                  {"operation": "Delete", "tableName": "other", "key": {"id": "c"}}]})") +
        "]}";
    const ReadTrace all = read_text(text, "cloudtrail");
    EXPECT_EQ(all.key,
              (std::vector<Key>{key_from_text("a"), key_from_text("b"), key_from_text("c")}));
    EXPECT_EQ(all.verb[1], "TransactWriteItems");
    const ReadTrace votes = read_text(text, "cloudtrail", {{"table", "votes"}, {"key", "*"}});
    EXPECT_EQ(votes.key, (std::vector<Key>{key_from_text("a|1"), key_from_text("b")}));
    // EventBridge wraps an event.
    const ReadTrace wrapped = read_text(
        "{\"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": " +
            event(
                "1", "PutItem", "07",
                R"({"tableName": "arn:aws:dynamodb:us-east-1:1:table/votes", "key": {"id": "z"}})") +
            "}",
        "cloudtrail", {{"table", "votes"}});
    EXPECT_EQ(wrapped.key, std::vector<Key>{key_from_text("z")});
}

TEST(StreamRecords, expiries_are_left_out_and_kinesis_has_microseconds) {
    const std::string record =
        R"({"eventID": "N", "eventName": "MODIFY", "tableName": "votes", "dynamodb": {)"
        R"("ApproximateCreationDateTime": 1794787200250000, "Keys": {"id": {"S": "a"}}, )"
        R"("NewImage": {"id": {"S": "a"}}, "OldImage": {"id": {"S": "a"}, "n": {"N": "12"}}, )"
        R"("ApproximateCreationDateTimePrecision": "MICROSECOND"}})";
    const std::string expiry =
        R"({"eventID": "2", "eventName": "REMOVE", "userIdentity": {"type": "Service", )"
        R"("principalId": "dynamodb.amazonaws.com"}, "dynamodb": {)"
        R"("ApproximateCreationDateTime": 1794787201, "Keys": {"id": {"S": "b"}}}})";
    const ReadTrace trace = read_text(record + "\n" + expiry + "\n" + record + "\n",
                                      "stream_records", {{"table", "votes"}});
    ASSERT_TRUE(trace.errors.empty()) << trace.errors.front().text();
    EXPECT_EQ(trace.time_us, std::vector<std::int64_t>{1'794'787'200'250'000});
    EXPECT_EQ(trace.bytes, std::vector<std::uint64_t>{3 + 3}) << "id + a, n + two digits in a byte";
}

TEST(CallLog, measured_units_win) {
    const auto call = [](const char* operation, const char* request, const char* response) {
        return std::string(R"({"time": "2026-11-16T00:00:00.250Z", "operation": ")") + operation +
               R"(", "request": )" + request + R"(, "response": )" + response + "}\n";
    };
    const std::string text =
        call("PutItem", R"({"TableName": "votes", "Item": {"id": {"S": "a"}}})",
             R"({"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 3}})") +
        call("PutItem", R"({"TableName": "votes", "Item": {"id": {"S": "a"}}})", "{}") +
        call("GetItem",
             R"({"TableName": "votes", "Key": {"id": {"S": "a"}}, "ConsistentRead": true})",
             R"({"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 2}})") +
        call(
            "BatchWriteItem",
            R"({"RequestItems": {"votes": [{"PutRequest": {"Item": {"id": {"S": "b"}}}}, {"DeleteRequest": {"Key": {"id": {"S": "c"}}}}]}})",
            R"({"ConsumedCapacity": [{"TableName": "votes", "CapacityUnits": 4}]})") +
        call("TransactWriteItems",
             R"({"TransactItems": [{"Put": {"TableName": "votes", "Item": {"id": {"S": "d"}}}}]})",
             R"({"ConsumedCapacity": [{"TableName": "votes", "CapacityUnits": 2}]})") +
        call("Query", R"({"TableName": "votes", "ExpressionAttributeValues": {":k": {"S": "e"}}})",
             R"({"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 1.5}})");
    const ReadTrace trace = read_text(text, "call_log");
    ASSERT_TRUE(trace.errors.empty()) << trace.errors.front().text();
    // 3 units of 1 KB; the item itself; 2 of 4 KB; 2 of 1 KB each, twice; 2 of half a KB; 1.5 of
    // 8 KB.
    EXPECT_EQ(trace.bytes,
              (std::vector<std::uint64_t>{3'072, 3, 8'192, 2'048, 2'048, 1'024, 12'288}));
    EXPECT_EQ(trace.key.back(), key_from_text("e"));
}

// The measured figures of the shared recordings.
class SharedJson : public ::testing::Test {
protected:
    void SetUp() override {
        if (shared_traces().empty())
            GTEST_SKIP() << "the shared recordings are not beside the sources";
        all_ = Json::parse(std::ifstream(shared_traces() + "/expected-stats.json"));
    }

    static TraceStatistics statistics_of(const std::string& path, const std::string& format,
                                         const Settings& settings) {
        const auto settle = [&](TraceFormat& made) {
            testing::GivenSettings given(settings);
            made.settings(given);
            return Errors{};
        };
        TraceChoice choice;
        choice.settled = settle;
        auto opened = open_trace(path, choice);
        EXPECT_TRUE(opened.ok()) << opened.errors().front().text();
        EXPECT_EQ(opened.value().format, format);
        auto statistics = read_statistics(*opened.value().reader, *opened.value().names, path);
        EXPECT_TRUE(statistics.ok()) << statistics.errors().front().text();
        return statistics.value();
    }

    static std::int64_t total_of(const TraceStatistics& statistics, const std::string& name) {
        for (const auto& [total, value] : statistics.totals)
            if (total == name) return value;
        return 0;
    }
    static void expect_counts(const TraceStatistics& statistics, const std::string& prefix,
                              const Json& expected) {
        for (const auto& [name, count] : expected.items())
            EXPECT_EQ(total_of(statistics, prefix + name), count.get<std::int64_t>()) << name;
    }

    static std::int64_t us_of(const std::string& iso) {
        return read_time(iso).time.time_since_epoch().count();
    }

    Json all_;
};

TEST_F(SharedJson, cloudtrail_events_are_those_that_were_measured) {
    for (const char* name :
         {"cloudtrail/captured-events.json",
          "session-a/cloudtrail/"
          "111122223333_CloudTrail_us-west-2_20260301T0010Z_kc8Q1vVGhqNxmwx9.json.gz",
          "session-a/cloudtrail/"
          "111122223333_CloudTrail_us-west-2_20260301T0015Z_DzxFIIZmIi9dw8ex.json.gz",
          "session-a/cloudtrail (both files together)"}) {
        SCOPED_TRACE(name);
        const Json& expected = all_[name]["stats"];
        std::string path = shared_traces() + "/" + name;
        path = path.substr(0, path.find(" ("));
        const TraceStatistics s = statistics_of(path, "cloudtrail", {{"key", "*"}});
        EXPECT_EQ(total_of(s, "records"), expected["records"]);
        EXPECT_EQ(total_of(s, "read_only_true"), expected["read_only_true"]);
        EXPECT_EQ(total_of(s, "read_only_false"), expected["read_only_false"]);
        EXPECT_EQ(total_of(s, "single_item_events"), expected["single_item_events"]);
        expect_counts(s, "by_event.", expected["by_event"]);
        expect_counts(s, "by_category.", expected["by_category"]);
        expect_counts(s, "errors.", expected["errors"]);
    }
}

TEST_F(SharedJson, records_of_streams_are_those_that_were_measured) {
    for (const char* name : {"session-a/streams-get-records.json.gz",
                             "session-a/streams-lambda-event-first-20.json"}) {
        SCOPED_TRACE(name);
        const Json& expected = all_[name]["stats"];
        const TraceStatistics s =
            statistics_of(shared_traces() + "/" + name, "stream_records", {{"key", "*"}});
        EXPECT_EQ(total_of(s, "records"), expected["records"]);
        EXPECT_EQ(total_of(s, "ttl_deletes"), expected["ttl_deletes"]);
        EXPECT_EQ(total_of(s, "sum_size_bytes"), expected["sum_size_bytes"]);
        EXPECT_EQ(s.rows, expected["records"].get<std::uint64_t>() -
                              expected["ttl_deletes"].get<std::uint64_t>());
        expect_counts(s, "by_event.", expected["by_event"]);
    }
}

TEST_F(SharedJson, logged_calls_are_those_that_were_measured) {
    const Json& expected = all_["session-a/calls.jsonl.gz"]["stats"];
    const TraceStatistics s = statistics_of(shared_traces() + "/session-a/calls.jsonl.gz",
                                            "call_log", {{"key", "customerId"}});
    EXPECT_EQ(total_of(s, "calls"), expected["rows"]);
    expect_counts(s, "by_operation.", expected["by_operation"]);
    expect_counts(s, "errors.", expected["errors"]);
    EXPECT_EQ(s.first_time_us, us_of(expected["first_time"]));
    EXPECT_EQ(s.last_time_us, us_of(expected["last_time"]));
    // 1,097 read and 1,764 write units, by the recordings' own description.
    EXPECT_EQ(total_of(s, "consumed_half_units"), 2 * (1'097 + 1'764));
}

}  // namespace
}  // namespace isotherm
