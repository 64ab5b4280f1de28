// SPDX-License-Identifier: Apache-2.0
// CloudTrail data events of DynamoDB, as in S3 ({"Records": [ … ]}), one per line, or wrapped by
// EventBridge ("detail").
//
// Events have no sizes and no consumed units, and whole seconds only, at which the request was
// completed (Developer Guide, "Logging DynamoDB operations by using AWS CloudTrail"). Files repeat
// events and have them in no order: `sort` puts them in order, and repeated ones are left out by
// their eventID. Calls whose keys are not in the event (Scan, BatchGetItem, BatchWriteItem,
// TransactGetItems, statements) are counted and left out.

#include <fmt/format.h>

#include <algorithm>

#include "workloads/recorded/json/json_fields.h"
#include "workloads/recorded/json/json_reader.h"
#include "workloads/recorded/json/json_values.h"
#include "workloads/recorded/operation_words.h"

namespace isotherm {
namespace {

struct TrailSettings {
    std::string table;  // empty: all
    std::string key;    // as in key_text_of
};

class TrailRows {
public:
    TrailRows(TrailSettings settings, const ReadingOptions& options)
        : settings_(std::move(settings)),
          names_(options.names),
          ids_(ids_of(options)),
          kinds_(operation_words("", "")),
          times_("iso8601") {}

    std::optional<RecordFault> take(const simdjson::dom::element& record,
                                    std::vector<TraceRow>& rows) {
        const auto detail = member_of(record, "detail");
        const simdjson::dom::element event = detail ? *detail : record;
        const std::string name = text_of_member(event, "eventName");
        if (name.empty())
            return RecordFault{ErrorNumber::trace_wrong_columns, "the record has no eventName",
                               "give CloudTrail's records, or another format"};
        if (ids_->came_before(text_of_member(event, "eventID"))) {
            ++totals_["repeated"];
            return std::nullopt;
        }
        count(event, name);
        if (text_of_member(event, "eventSource") != "dynamodb.amazonaws.com") {
            ++totals_["other_services"];
            return std::nullopt;
        }
        const auto parameters = member_of(event, "requestParameters");
        TraceRow row;
        if (auto fault = times_.read(text_of_member(event, "eventTime"), row.time_us)) return fault;
        const auto kind = kinds_.find(lower_case(name));
        if (!parameters || kind == kinds_.end()) {
            ++totals_["without_key." + name];
            return std::nullopt;
        }
        const auto verb = verbs_.number(name, kind->second);
        if (!verb)
            return RecordFault{ErrorNumber::trace_unknown_operation,
                               "there are too many kinds of events", "read fewer files"};
        row.verb = *verb;
        if (name == "TransactWriteItems") return take_transaction(*parameters, row, rows);
        return take_call(*parameters, name, row, rows);
    }

    TraceTraits traits() const { return {times_.stamps(), false, true, "line"}; }
    std::span<const Verb> verbs() const { return verbs_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return list_of(totals_); }

private:
    void count(const simdjson::dom::element& event, const std::string& name) {
        ++totals_["records"];
        ++totals_["by_event." + name];
        const std::string category = text_of_member(event, "eventCategory");
        if (!category.empty()) ++totals_["by_category." + category];
        const std::string reads = text_of_member(event, "readOnly");
        if (!reads.empty()) ++totals_["read_only_" + reads];
        const std::string error = text_of_member(event, "errorCode");
        if (!error.empty()) ++totals_["errors." + error];
    }

    bool is_of_table(const simdjson::dom::element& parameters) const {
        if (settings_.table.empty()) return true;
        const auto table = member_in_any_case(parameters, "tableName");
        return table && table_in(text_of_json(*table).value_or("")) == settings_.table;
    }

    std::optional<RecordFault> take_call(const simdjson::dom::element& parameters,
                                         const std::string& name, TraceRow row,
                                         std::vector<TraceRow>& rows) {
        if (!is_of_table(parameters)) {
            ++totals_["other_tables"];
            return std::nullopt;
        }
        const auto key = member_in_any_case(parameters, "key");
        const auto text = key ? key_text_of(*key, settings_.key) : std::nullopt;
        if (!text) {
            ++totals_["without_key." + name];
            return std::nullopt;
        }
        if (auto fault = take_key(*text, names_, row.key)) return fault;
        if (name != "Query") ++totals_["single_item_events"];
        rows.push_back(row);
        return std::nullopt;
    }

    // Each operation of a transaction is a request.
    std::optional<RecordFault> take_transaction(const simdjson::dom::element& parameters,
                                                const TraceRow& row, std::vector<TraceRow>& rows) {
        const auto items = member_in_any_case(parameters, "requestItems");
        simdjson::dom::array list;
        if (!items || items->get(list) != simdjson::SUCCESS) {
            ++totals_["without_key.TransactWriteItems"];
            return std::nullopt;
        }
        for (const simdjson::dom::element& item : list)
            if (auto fault = take_call(item, "Query", row, rows)) return fault;
        return std::nullopt;
    }

    TrailSettings settings_;
    KeyNames* names_;
    std::shared_ptr<RepeatedIds> ids_;
    WordKinds kinds_;
    RecordTimes times_;
    RecordVerbs verbs_;
    RecordTotals totals_;
};

class TrailFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "table", .help = "only calls of this table; \"\": of all"},
                    settings_.table);
        visit.field({.name = "key",
                     .help = "attribute that is the key of a request; \"\": the first one of the "
                             "event, \"*\": all, joined by |"},
                    settings_.key);
    }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return std::unique_ptr<TraceReader>(std::make_unique<JsonReader<TrailRows>>(
            std::move(source), options.bad_lines_most, TrailRows(settings_, options)));
    }

    Likeness likeness(const TraceHead& head) const override {
        const auto has = [&](std::string_view word) {
            return head.bytes.find(word) != std::string_view::npos;
        };
        // Records of streams name the service, too, where items expired.
        if (!has("\"eventTime\"") || !has("\"dynamodb.amazonaws.com\"")) return {};
        return {95, "CloudTrail's events of DynamoDB", ""};
    }

private:
    TrailSettings settings_;
};

const Registered<TraceFormat, TrailFormat> trail_format_entry(
    "cloudtrail", "CloudTrail data events of DynamoDB from S3 or EventBridge",
    {.settings = R"(table = "votes")",
     .file = R"({"Records": [
{"eventVersion": "1.09", "eventSource": "dynamodb.amazonaws.com", "eventName": "GetItem",
 "eventTime": "2026-11-16T00:00:00Z", "eventID": "1",
 "requestParameters": {"tableName": "votes", "key": {"id": "a"}}},
{"eventVersion": "1.09", "eventSource": "dynamodb.amazonaws.com", "eventName": "PutItem",
 "eventTime": "2026-11-16T00:00:01Z", "eventID": "2",
 "requestParameters": {"tableName": "votes", "key": {"id": "b"}}}]}
)",
     .rows = 2});

}  // namespace
}  // namespace isotherm
