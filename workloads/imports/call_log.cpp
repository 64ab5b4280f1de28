// SPDX-License-Identifier: Apache-2.0
// A caller's log of DynamoDB calls with ReturnConsumedCapacity, one JSON object per line: {time,
// operation, request, response or error}. What was measured wins over what is computed.

#include <fmt/format.h>

#include <algorithm>

#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

bool is_write_call(const std::string& operation) {
    return operation == "PutItem" || operation == "UpdateItem" || operation == "DeleteItem" ||
           operation == "BatchWriteItem" || operation == "TransactWriteItems";
}

constexpr const char* transaction_remark =
    "items of transactions are among these calls; they cost twice as much as the scenario says";

class CallLog final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("operation") && document.root().contains("request") &&
               document.root().contains("time");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        for (std::size_t i = 0; i < reading.document.values.size(); ++i)
            read_call(reading, reading.value(i));
    }

private:
    static void read_call(const ImportReading& reading, const ImportedValue& value) {
        const std::string operation = value.at("operation").text_or("");
        const ImportedValue request = value.at("request");
        const Side side = is_write_call(operation) ? Side::write : Side::read;
        const auto time = read_file_time(value.at("time").text_or(""), "UTC").time;
        const ImportedValue response = value.at("response");
        if (request.at("RequestItems").exists()) {
            read_batch(reading, operation, request, response, time);
        } else if (request.at("TransactItems").exists()) {
            read_transaction(reading, value, time);
        } else if (request.at("TableName").text_or("").empty()) {
            ++reading.source.skipped;  // a statement, or a call of something else
        } else {
            read_single(reading, operation, value, time);
        }
        // The calls of a transaction are not told apart, so neither are its units.
        if (operation.starts_with("Transact")) return;
        add_consumed(reading, response.at("ConsumedCapacity"), side,
                     request.at("IndexName").text_or(""));
    }

    static void read_single(const ImportReading& reading, const std::string& operation,
                            const ImportedValue& value, std::optional<WallTime> time) {
        const ImportedValue request = value.at("request");
        LoggedCall call{operation, request.at("TableName").text_or(""),
                        request.at("IndexName").text_or(""), key_of(reading, request), time};
        const ImportedValue error = value.at("error");
        const std::string name = error.is_object()
                                     ? error.at("name").text_or(error.at("code").text_or(""))
                                 : error.exists() ? error.text_or("")
                                                  : std::string();
        call.throttled = is_throttling(name);
        call.condition_failed = name.find("ConditionalCheckFailed") != name.npos;
        ImportedCalls* calls = count_call(reading, call);
        if (calls == nullptr) return;
        if (const auto bytes = typed_item_bytes(request.at("Item")))
            calls->item_bytes.push_back(*bytes);
        const Side side = is_write_call(operation) ? Side::write : Side::read;
        if (!operation.starts_with("Transact"))
            calls->unmeasured[side] += !value.at("response").at("ConsumedCapacity").exists();
        if (side == Side::write) return;
        ++calls->reads;
        calls->strong += request.at("ConsistentRead").flag().value_or(false);
        const ImportedValue response = value.at("response");
        calls->scanned +=
            static_cast<std::uint64_t>(response.at("ScannedCount").count().value_or(0));
        calls->returned += static_cast<std::uint64_t>(response.at("Count").count().value_or(0));
    }

    // Each item of a batch counts as a call; those that come back unprocessed were not written.
    static void read_batch(const ImportReading& reading, const std::string& operation,
                           const ImportedValue& request, const ImportedValue& response,
                           std::optional<WallTime> time) {
        for (const auto& [table, list] : request.at("RequestItems").members()) {
            const bool write = operation == "BatchWriteItem";
            const std::size_t sent =
                write ? list.elements().size() : list.at("Keys").elements().size();
            const ImportedValue back =
                response.at(write ? "UnprocessedItems" : "UnprocessedKeys").at(table);
            const std::size_t left = !back.exists() ? 0
                                     : write        ? back.elements().size()
                                                    : back.at("Keys").elements().size();
            for (std::size_t i = left; i < sent; ++i)
                (void)count_call(reading, {write ? "PutItem" : "GetItem", table, "", "", time});
            if (sent > left && !response.at("ConsumedCapacity").exists())
                reading.facts.calls[{table, ""}].unmeasured[write ? Side::write : Side::read] +=
                    sent - left;
            if (left > 0)
                reading.facts.calls[{table, ""}].remarks.push_back(
                    fmt::format("{} of {} items of a batch came back unprocessed", left, sent));
        }
    }

    // Each item of a transaction is a call of its own; it costs twice as much, which the log does
    // not tell apart by item.
    static void read_transaction(const ImportReading& reading, const ImportedValue& value,
                                 std::optional<WallTime> time) {
        const bool failed = value.at("error").exists();
        for (const auto& item : value.at("request").at("TransactItems").elements()) {
            for (const auto& [action, request] : item.members()) {
                if (action != "Put" && action != "Update" && action != "Delete" && action != "Get")
                    continue;
                const std::string table = request.at("TableName").text_or("");
                if (table.empty()) continue;
                LoggedCall call{action + "Item", table, "", key_of(reading, request), time};
                call.condition_failed = failed && action != "Get";
                ImportedCalls* calls = count_call(reading, call);
                if (calls == nullptr) continue;
                calls->reads += action == "Get";
                ++calls->unmeasured[action == "Get" ? Side::read : Side::write];
                if (std::find(calls->remarks.begin(), calls->remarks.end(), transaction_remark) ==
                    calls->remarks.end())
                    calls->remarks.emplace_back(transaction_remark);
            }
        }
    }

    static std::string key_of(const ImportReading& reading, const ImportedValue& request) {
        const ImportedValue item =
            request.at("Key").exists() ? request.at("Key") : request.at("Item");
        const auto members = item.members();
        if (members.empty()) return {};
        ImportedValue typed = members.front().second;
        const auto table =
            reading.facts.tables.find(table_of_arn(request.at("TableName").text_or("")));
        if (table != reading.facts.tables.end() && table->second.partition_key &&
            item.at(*table->second.partition_key).exists())
            typed = item.at(*table->second.partition_key);
        const auto value = typed.members();
        return value.empty() ? std::string() : value.front().second.text_or("");
    }
};

const Registered<ImportFormat, CallLog> call_log_entry(
    "call-log", "a caller's log with ReturnConsumedCapacity, one JSON object per line",
    {.file =
         R"({"time": "2026-11-16T00:00:00.000Z", "operation": "PutItem", "request": {"TableName": "votes", "Item": {"id": {"S": "a"}}}, "response": {"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 1}}})"});

}  // namespace
}  // namespace isotherm
