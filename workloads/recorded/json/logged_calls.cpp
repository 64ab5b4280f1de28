// SPDX-License-Identifier: Apache-2.0
// A caller's log of DynamoDB calls, one JSON object per line: {time, operation, request, response
// or error}. Measured units win over computed ones: where the response has ConsumedCapacity, a
// request gets the size that is charged as many units.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "workloads/recorded/json/json_fields.h"
#include "workloads/recorded/json/json_reader.h"
#include "workloads/recorded/json/json_values.h"
#include "workloads/recorded/operation_words.h"

namespace isotherm {
namespace {

struct CallSettings {
    std::string table;  // empty: all
    std::string key;    // as in key_text_of
};

// Bytes of a unit (Developer Guide, "Capacity unit consumption").
constexpr double read_unit_bytes = 4'096;
constexpr double write_unit_bytes = 1'024;

// How many bytes one unit of a call stands for.
double bytes_per_unit(std::string_view operation, bool reads, bool strong) {
    const bool transaction = operation.starts_with("Transact");
    if (!reads) return transaction ? write_unit_bytes / 2 : write_unit_bytes;
    if (transaction) return read_unit_bytes / 2;
    return strong ? read_unit_bytes : read_unit_bytes * 2;
}

class CallRows {
public:
    CallRows(CallSettings settings, const ReadingOptions& options)
        : settings_(std::move(settings)),
          names_(options.names),
          kinds_(operation_words("", "")),
          times_("iso8601") {}

    std::optional<RecordFault> take(const simdjson::dom::element& record,
                                    std::vector<TraceRow>& rows) {
        Call call;
        call.operation = text_of_member(record, "operation");
        call.request = member_of(record, "request");
        call.response = member_of(record, "response");
        const auto kind = kinds_.find(lower_case(call.operation));
        if (!call.request || kind == kinds_.end())
            return RecordFault{
                ErrorNumber::trace_wrong_columns,
                fmt::format("the record has no request of a DynamoDB call; its operation is \"{}\"",
                            printable(call.operation)),
                "write time, operation, request and response for each call"};
        if (auto fault = times_.read(text_of_member(record, "time"), call.row.time_us))
            return fault;
        call.reads = kind->second == VerbKind::read;
        const auto verb = verbs_.number(call.operation, kind->second);
        if (!verb)
            return RecordFault{ErrorNumber::trace_unknown_operation,
                               "there are too many kinds of calls", "read fewer files"};
        call.row.verb = *verb;
        ++totals_["calls"];
        ++totals_["by_operation." + call.operation];
        count_error(record);
        count_units(call);
        const auto items = member_of(*call.request, "RequestItems");
        if (items) return take_batch(*items, call, rows);
        const auto transaction = member_of(*call.request, "TransactItems");
        if (transaction) return take_transaction(*transaction, call, rows);
        return take_single(call, rows);
    }

    TraceTraits traits() const { return {times_.stamps(), true, true, "line"}; }
    std::span<const Verb> verbs() const { return verbs_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const {
        auto totals = list_of(totals_);
        totals.emplace_back("consumed_half_units", std::llround(2 * consumed_));
        return totals;
    }

private:
    using Json = simdjson::dom::element;

    struct Call {
        std::string operation;
        std::optional<Json> request;
        std::optional<Json> response;
        bool reads = false;
        TraceRow row;
        std::optional<double> units;  // of all its items; nullopt: the response has none
    };

    void count_error(const Json& record) {
        const auto error = member_of(record, "error");
        if (!error) return;
        std::string name = text_of_json(*error).value_or("");
        if (name.empty()) name = text_of_member(*error, "name");
        if (name.empty()) name = text_of_member(*error, "code");
        ++totals_["errors." + name];
    }

    void count_units(Call& call) {
        const auto consumed =
            call.response ? member_of(*call.response, "ConsumedCapacity") : std::nullopt;
        if (!consumed) return;
        double sum = 0;
        simdjson::dom::array list;
        if (consumed->get(list) == simdjson::SUCCESS)
            for (const Json& one : list) sum += units_in(one);
        else
            sum = units_in(*consumed);
        call.units = sum;
        consumed_ += sum;
    }

    // Units of the table; those of global indexes are charged for what the table's write causes.
    static double units_in(const Json& consumed) {
        double units = 0;
        const auto own = member_of(consumed, "Table");
        const auto value = member_of(own ? *own : consumed, "CapacityUnits");
        return value && value->get(units) == simdjson::SUCCESS ? units : 0;
    }

    bool is_of_table(std::string_view name) const {
        return settings_.table.empty() || table_in(name) == settings_.table;
    }

    // Bytes that are charged `units` for each of `items` items, rounded up.
    std::uint64_t bytes_of_units(const Call& call, std::size_t items) const {
        const auto strong = member_of(*call.request, "ConsistentRead");
        const double each =
            call.units.value_or(0) / static_cast<double>(std::max<std::size_t>(items, 1));
        return static_cast<std::uint64_t>(
            std::llround(each * bytes_per_unit(call.operation, call.reads,
                                               strong && text_of_json(*strong) == "true")));
    }

    std::optional<RecordFault> add(const Json& key, const Call& call, std::uint64_t bytes,
                                   std::vector<TraceRow>& rows) {
        const auto text = key_text_of(key, settings_.key);
        if (!text) {
            ++totals_["without_key." + call.operation];
            return std::nullopt;
        }
        TraceRow row = call.row;
        if (auto fault = take_key(*text, names_, row.key)) return fault;
        row.bytes = bytes;
        rows.push_back(row);
        return std::nullopt;
    }

    std::optional<RecordFault> take_single(const Call& call, std::vector<TraceRow>& rows) {
        if (!is_of_table(text_of_member(*call.request, "TableName"))) {
            ++totals_["other_tables"];
            return std::nullopt;
        }
        const auto item = member_of(*call.request, "Item");
        const std::uint64_t written = item ? typed_bytes(*item).value_or(0) : 0;
        const std::uint64_t bytes = call.units ? bytes_of_units(call, 1) : written;
        auto key = member_of(*call.request, "Key");
        if (!key) key = item;
        if (!key) key = member_of(*call.request, "ExpressionAttributeValues");  // of a Query
        if (!key || call.operation == "Scan") {
            ++totals_["without_key." + call.operation];
            return std::nullopt;
        }
        // A query names its values, not their attributes: the first is that of the key.
        if (call.operation != "Query") return add(*key, call, bytes, rows);
        CallSettings first{settings_.table, ""};
        std::swap(first, settings_);
        auto fault = add(*key, call, bytes, rows);
        std::swap(first, settings_);
        return fault;
    }

    // Items of one table of a batch: {"Keys": [ … ]} or [{"PutRequest": {"Item": … }}, … ].
    std::optional<RecordFault> take_batch(const Json& tables, const Call& call,
                                          std::vector<TraceRow>& rows) {
        simdjson::dom::object members;
        if (tables.get(members) != simdjson::SUCCESS) return std::nullopt;
        std::vector<Json> keys;
        for (const auto& [table, request] : members) {
            if (!is_of_table(table)) continue;
            const auto list = call.reads ? member_of(request, "Keys") : std::optional(request);
            simdjson::dom::array elements;
            if (!list || list->get(elements) != simdjson::SUCCESS) continue;
            for (const Json& element : elements) {
                const auto put = member_of(element, "PutRequest");
                const auto removed = member_of(element, "DeleteRequest");
                const auto key = put       ? member_of(*put, "Item")
                                 : removed ? member_of(*removed, "Key")
                                           : std::optional(element);
                if (key) keys.push_back(*key);
            }
        }
        return add_all(keys, call, rows);
    }

    // [{"Put": {"TableName": …, "Item": … }}, {"Update": {"Key": … }}, … ]
    std::optional<RecordFault> take_transaction(const Json& items, const Call& call,
                                                std::vector<TraceRow>& rows) {
        simdjson::dom::array elements;
        if (items.get(elements) != simdjson::SUCCESS) return std::nullopt;
        std::vector<Json> keys;
        for (const Json& element : elements) {
            simdjson::dom::object kinds;
            if (element.get(kinds) != simdjson::SUCCESS || kinds.size() == 0) continue;
            const Json request = (*kinds.begin()).value;
            if (!is_of_table(text_of_member(request, "TableName"))) continue;
            auto key = member_of(request, "Key");
            if (!key) key = member_of(request, "Item");
            if (key) keys.push_back(*key);
        }
        return add_all(keys, call, rows);
    }

    std::optional<RecordFault> add_all(const std::vector<Json>& keys, const Call& call,
                                       std::vector<TraceRow>& rows) {
        for (const Json& key : keys) {
            const std::uint64_t bytes = call.units   ? bytes_of_units(call, keys.size())
                                        : call.reads ? 0
                                                     : typed_bytes(key).value_or(0);
            if (auto fault = add(key, call, bytes, rows)) return fault;
        }
        return std::nullopt;
    }

    CallSettings settings_;
    KeyNames* names_;
    WordKinds kinds_;
    RecordTimes times_;
    RecordVerbs verbs_;
    RecordTotals totals_;
    double consumed_ = 0;
};

class CallLogFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "table", .help = "only calls of this table; \"\": of all"},
                    settings_.table);
        visit.field({.name = "key",
                     .help = "key attribute that is the key of a request; \"\": the first one of "
                             "the call, \"*\": all, joined by |"},
                    settings_.key);
    }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return std::unique_ptr<TraceReader>(std::make_unique<JsonReader<CallRows>>(
            std::move(source), options.bad_lines_most, CallRows(settings_, options)));
    }

    Likeness likeness(const TraceHead& head) const override {
        const auto has = [&](std::string_view word) {
            return head.bytes.find(word) != std::string_view::npos;
        };
        if (!has("\"operation\"") || !has("\"request\"") || !has("\"TableName\"")) return {};
        return {90, "calls with their requests and responses", ""};
    }

private:
    CallSettings settings_;
};

const Registered<TraceFormat, CallLogFormat> call_log_format_entry(
    "call_log", "a caller's log with ReturnConsumedCapacity, one JSON object per line",
    {.settings = R"(table = "votes", key = "id")",
     .file =
         R"({"time": "2026-11-16T00:00:00.250Z", "operation": "PutItem", "request": {"TableName": "votes", "Item": {"id": {"S": "a"}}}, "response": {"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 2}}}
{"time": "2026-11-16T00:00:00.500Z", "operation": "GetItem", "request": {"TableName": "votes", "Key": {"id": {"S": "a"}}}, "response": {"ConsumedCapacity": {"TableName": "votes", "CapacityUnits": 0.5}}}
)",
     .rows = 2});

}  // namespace
}  // namespace isotherm
