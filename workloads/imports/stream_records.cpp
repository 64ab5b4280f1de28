// SPDX-License-Identifier: Apache-2.0
// Records of DynamoDB Streams and of Kinesis Data Streams for DynamoDB: the writes of a table.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

constexpr std::int64_t stream_write_unit = 1024;
constexpr std::int64_t micro = 1'000'000;

// Seconds in Streams; in Kinesis microseconds, or milliseconds where the record says so.
std::optional<WallTime> creation_time(const ImportedValue& change) {
    const ImportedValue value = change.at("ApproximateCreationDateTime");
    const auto number = value.number();
    if (!number || *number < 0 || *number > 9e15) return std::nullopt;
    const std::string precision = change.at("ApproximateCreationDateTimePrecision").text_or("");
    const bool kinesis = !precision.empty() || *number > 1e11;
    const double us = !kinesis                     ? *number * micro
                      : precision == "MILLISECOND" ? *number * 1000
                                                   : *number;
    if (us > 9.2e18) return std::nullopt;
    return WallTime(SimDuration(static_cast<std::int64_t>(us)));
}

// The stream's ARN names the table; so does the file's name.
std::string table_of_record(const ImportReading& reading, const ImportedValue& record) {
    const std::string name = record.at("tableName").text_or("");
    if (!name.empty()) return table_of_arn(name);
    const std::string arn = record.at("eventSourceARN").text_or("");
    take_region(reading.facts, arn, reading.from(Closeness::described));
    return arn.empty() ? table_meant(reading) : table_of_arn(arn);
}

std::string first_key(const ImportedValue& keys) {
    const auto members = keys.members();
    if (members.empty()) return {};
    const auto value = members.front().second.members();
    return value.empty() ? std::string() : value.front().second.text_or("");
}

class StreamRecords final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.values.empty() || !document.root().is_object()) return false;
        const ImportJson& root = document.root();
        const ImportJson* record = &root;
        if (const auto records = root.find("Records");
            records != root.end() && records->is_array() && !records->empty())
            record = &records->front();
        return record->is_object() && record->contains("dynamodb") &&
               (*record)["dynamodb"].is_object() && record->contains("eventName");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue value = reading.value(i);
            if (value.at("Records").exists()) {
                for (const auto& record : value.at("Records").elements())
                    read_record(reading, record, seen);
            } else {
                read_record(reading, value, seen);
            }
        }
    }

private:
    static void read_record(const ImportReading& reading, const ImportedValue& record,
                            std::set<std::string>& seen) {
        const std::string id = record.at("eventID").text_or("");
        const ImportedValue change = record.at("dynamodb");
        const std::string event = record.at("eventName").text_or("");
        if ((!id.empty() && !seen.insert(id).second) || !change.is_object()) {
            ++reading.source.skipped;
            return;
        }
        const std::string table = table_of_record(reading, record);
        if (table.empty()) {
            if (reading.problems.errors.empty())
                reading.wrong(ErrorNumber::missing_setting,
                              "the records do not say which table they are of", "add --table NAME");
            return;
        }
        // Deletions by time to live cost nothing, and no caller sent them.
        if (record.at("userIdentity").at("principalId").text_or("") == "dynamodb.amazonaws.com") {
            ++reading.facts.calls[{table, ""}].expired;
            ++reading.source.used;
            return;
        }
        const std::string operation = event == "INSERT"   ? "PutItem"
                                      : event == "REMOVE" ? "DeleteItem"
                                                          : "UpdateItem";
        ImportedCalls* calls = count_call(
            reading, {operation, table, "", first_key(change.at("Keys")), creation_time(change)});
        if (calls == nullptr) return;
        const std::int64_t before = typed_item_bytes(change.at("OldImage")).value_or(0);
        const std::int64_t after = typed_item_bytes(change.at("NewImage")).value_or(0);
        const std::int64_t bytes = std::max({before, after, std::int64_t{1}});
        calls->units_of_items = true;
        calls->units[Side::write] +=
            static_cast<double>((bytes + stream_write_unit - 1) / stream_write_unit);
        if (bytes > 1) calls->item_bytes.push_back(bytes);
    }
};

const Registered<ImportFormat, StreamRecords> stream_records_entry(
    "stream-records",
    "records of DynamoDB Streams (aws dynamodbstreams get-records) or of Kinesis Data Streams",
    {.file =
         R"({"Records": [{"eventID": "1", "eventName": "INSERT", "eventSourceARN": "arn:aws:dynamodb:us-east-1:111122223333:table/votes/stream/2026", "dynamodb": {"ApproximateCreationDateTime": 1794787200, "Keys": {"id": {"S": "a"}}, "NewImage": {"id": {"S": "a"}}}}]})"});

}  // namespace
}  // namespace isotherm
