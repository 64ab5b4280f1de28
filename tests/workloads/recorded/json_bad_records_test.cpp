// SPDX-License-Identifier: Apache-2.0
// Damaged records in CloudTrail's events, records of DynamoDB Streams and logs of calls: each is
// refused with its line, what was found and what to do, and can be skipped.

#include <gtest/gtest.h>

#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm {
namespace {

using testing::read_source;
using testing::read_text;
using testing::ReadTrace;

struct BadJsonRecord {
    std::string format;
    std::string text;
    std::string what;
    ErrorNumber number;
};

// A good record of each format, whose ids differ by `id`: repeated ones are left out.
std::string good_record(const std::string& format, const std::string& id) {
    if (format == "cloudtrail")
        return R"({"eventSource": "dynamodb.amazonaws.com", "eventName": "GetItem", )"
               R"("eventTime": "2026-11-16T00:00:00Z", "eventID": ")" +
               id + R"(", "requestParameters": {"tableName": "votes", "key": {"id": "a"}}})";
    if (format == "stream_records")
        return R"({"eventID": ")" + id +
               R"(", "eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": )"
               R"(1794787200, "Keys": {"id": {"S": "a"}}}})";
    return R"({"time": "2026-11-16T00:00:00.250Z", "operation": "GetItem", )"
           R"("request": {"TableName": "votes", "Key": {"id": {"S": "a"}}}, "response": {}})";
}

const std::vector<BadJsonRecord> bad_records{
    {"cloudtrail", R"({"eventSource": "dynamodb.amazonaws.com", "eventID": "x"})", "no eventName",
     ErrorNumber::trace_wrong_columns},
    {"cloudtrail",
     R"({"eventSource": "dynamodb.amazonaws.com", "eventName": "GetItem", "eventTime": "noon", )"
     R"("eventID": "x", "requestParameters": {"tableName": "votes", "key": {"id": "a"}}})",
     "the time \"noon\"", ErrorNumber::trace_bad_time},
    {"cloudtrail",
     R"({"eventSource": "dynamodb.amazonaws.com", "eventName": "GetItem", )"
     R"("eventTime": "2026-11-16T00:00:01Z", "eventID": "x", )"
     R"("requestParameters": {"tableName": "votes", "key": {"id": ""}}})",
     "the key is empty", ErrorNumber::trace_bad_key},
    {"cloudtrail", R"({"eventName": )", "ends inside a JSON object",
     ErrorNumber::trace_ends_inside_record},
    {"stream_records", R"({"eventID": "x", "dynamodb": {}})", "no \"dynamodb\" and \"eventName\"",
     ErrorNumber::trace_wrong_columns},
    {"stream_records",
     R"({"eventID": "x", "eventName": "INSERT", "dynamodb": {"Keys": {"id": {"S": "a"}}}})",
     "no ApproximateCreationDateTime", ErrorNumber::trace_bad_time},
    {"stream_records",
     R"({"eventID": "x", "eventName": "INSERT", )"
     R"("dynamodb": {"ApproximateCreationDateTime": 1794787201}})",
     "the record has no Keys", ErrorNumber::trace_bad_key},
    {"stream_records",
     R"({"eventID": "x", "eventName": "UPSERT", )"
     R"("dynamodb": {"ApproximateCreationDateTime": 1794787201, "Keys": {"id": {"S": "a"}}}})",
     "the eventName is \"UPSERT\"", ErrorNumber::trace_unknown_operation},
    {"call_log", R"({"time": "2026-11-16T00:00:00.500Z", "operation": "GetItem"})",
     "no request of a DynamoDB call", ErrorNumber::trace_wrong_columns},
    {"call_log",
     R"({"time": "2026-11-16T00:00:00.500Z", "operation": "SendMessage", "request": {}})",
     "its operation is \"SendMessage\"", ErrorNumber::trace_wrong_columns},
    {"call_log",
     R"({"time": "", "operation": "GetItem", )"
     R"("request": {"TableName": "votes", "Key": {"id": {"S": "a"}}}})",
     "the time \"\"", ErrorNumber::trace_bad_time},
    {"call_log",
     R"({"time": "2026-11-16T00:00:00.500Z", "operation": "GetItem", )"
     R"("request": {"TableName": "votes", "Key": {"id": {"S": ""}}}})",
     "the key is empty", ErrorNumber::trace_bad_key},
};

TEST(BadJsonRecords, are_refused_with_their_line_and_can_be_skipped) {
    for (const BadJsonRecord& bad : bad_records) {
        SCOPED_TRACE(bad.format + ": " + bad.text);
        const std::string text = good_record(bad.format, "1") + "\n" + bad.text + "\n" +
                                 good_record(bad.format, "2") + "\n";
        const ReadTrace trace = read_text(text, bad.format);
        ASSERT_EQ(trace.errors.size(), 1U);
        EXPECT_EQ(trace.errors[0].number, bad.number);
        EXPECT_EQ(trace.errors[0].exit_code, ExitCode::bad_trace);
        EXPECT_EQ(trace.errors[0].place.line, 2);
        EXPECT_NE(trace.errors[0].what.find(bad.what), std::string::npos) << trace.errors[0].what;
        EXPECT_FALSE(trace.errors[0].fix.empty());
        EXPECT_EQ(trace.key.size(), 1U) << "the record before it is read";
        const ReadTrace skipped = read_source(source_over(text, "t"), bad.format, {}, 1'000, 1);
        EXPECT_TRUE(skipped.errors.empty());
        EXPECT_EQ(skipped.key.size(), 2U);
        EXPECT_EQ(skipped.bad_lines.count, 1U);
    }
}

TEST(BadJsonRecords, at_the_end_of_a_file_are_said_to_be_cut_off) {
    for (const std::string format : {"cloudtrail", "stream_records", "call_log"}) {
        const std::string good = good_record(format, "1");
        const ReadTrace trace = read_text(good + "\n" + good.substr(0, good.size() - 3), format);
        ASSERT_EQ(trace.errors.size(), 1U) << format;
        EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_ends_inside_record) << format;
        EXPECT_EQ(trace.errors[0].place.line, 2) << format;
    }
}

}  // namespace
}  // namespace isotherm
