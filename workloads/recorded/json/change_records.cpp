// SPDX-License-Identifier: Apache-2.0
// Records of DynamoDB Streams (GetRecords, or a Lambda event) and of Kinesis Data Streams for
// DynamoDB: the writes of a table. The item is the larger image, which is what a write is charged
// for; deletions by time to live cost nothing and are left out.

#include <fmt/format.h>

#include <algorithm>

#include "workloads/recorded/json/json_fields.h"
#include "workloads/recorded/json/json_reader.h"
#include "workloads/recorded/json/json_values.h"

namespace isotherm {
namespace {

struct ChangeSettings {
    std::string table;  // empty: all
    std::string key;    // as in key_text_of
};

class ChangeRows {
public:
    ChangeRows(ChangeSettings settings, const ReadingOptions& options)
        : settings_(std::move(settings)), names_(options.names), ids_(ids_of(options)) {}

    std::optional<RecordFault> take(const simdjson::dom::element& record,
                                    std::vector<TraceRow>& rows) {
        const auto change = member_of(record, "dynamodb");
        const std::string event = text_of_member(record, "eventName");
        if (!change || event.empty())
            return RecordFault{ErrorNumber::trace_wrong_columns,
                               "the record has no \"dynamodb\" and \"eventName\"",
                               "give records of DynamoDB Streams, or another format"};
        if (ids_->came_before(text_of_member(record, "eventID"))) {
            ++totals_["repeated"];
            return std::nullopt;
        }
        ++totals_["records"];
        ++totals_["by_event." + event];
        if (const auto size = member_of(*change, "SizeBytes")) {
            std::int64_t bytes = 0;
            if (size->get(bytes) == simdjson::SUCCESS) totals_["sum_size_bytes"] += bytes;
        }
        if (is_expiry(record)) {
            ++totals_["ttl_deletes"];
            return std::nullopt;
        }
        if (!is_of_table(record)) {
            ++totals_["other_tables"];
            return std::nullopt;
        }
        return take_change(*change, event, rows);
    }

    TraceTraits traits() const { return {stamps_, has_sizes_, true, "line"}; }
    std::span<const Verb> verbs() const { return verbs_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return list_of(totals_); }

private:
    static bool is_expiry(const simdjson::dom::element& record) {
        const auto identity = member_of(record, "userIdentity");
        return identity && text_of_member(*identity, "principalId") == "dynamodb.amazonaws.com";
    }

    bool is_of_table(const simdjson::dom::element& record) const {
        if (settings_.table.empty()) return true;
        std::string name = text_of_member(record, "tableName");
        if (name.empty()) name = text_of_member(record, "eventSourceARN");
        return name.empty() || table_in(name) == settings_.table;
    }

    std::optional<RecordFault> take_change(const simdjson::dom::element& change,
                                           const std::string& event, std::vector<TraceRow>& rows) {
        TraceRow row;
        if (auto fault = take_time(change, row)) return fault;
        const auto keys = member_of(change, "Keys");
        const auto text = keys ? key_text_of(*keys, settings_.key) : std::nullopt;
        if (!text)
            return RecordFault{ErrorNumber::trace_bad_key,
                               settings_.key.empty() || settings_.key == "*"
                                   ? "the record has no Keys"
                                   : fmt::format("the record has no key attribute \"{}\"",
                                                 printable(settings_.key)),
                               "correct key, or skip such records with skip_bad"};
        if (auto fault = take_key(*text, names_, row.key)) return fault;
        take_size(change, *keys, row);
        const auto verb =
            verbs_.number(event, event == "REMOVE" ? VerbKind::remove : VerbKind::write);
        if (!verb || (event != "INSERT" && event != "MODIFY" && event != "REMOVE"))
            return RecordFault{ErrorNumber::trace_unknown_operation,
                               fmt::format("the eventName is \"{}\"", printable(event)),
                               "expected INSERT, MODIFY or REMOVE"};
        row.verb = *verb;
        rows.push_back(row);
        return std::nullopt;
    }

    // Seconds in Streams, rounded down; in Kinesis microseconds, or milliseconds where the record
    // says so.
    std::optional<RecordFault> take_time(const simdjson::dom::element& change, TraceRow& row) {
        const auto value = member_of(change, "ApproximateCreationDateTime");
        double number = 0;
        std::string_view text;
        if (value && value->get(text) == simdjson::SUCCESS) {  // some tools print ISO 8601
            stamps_ = Stamps::whole_seconds;
            auto fault = printed_times_.read(text, row.time_us);
            if (!fault) stamps_ = printed_times_.stamps();
            return fault;
        }
        constexpr double most_us = 9e18;
        const bool is_number = value && value->get(number) == simdjson::SUCCESS;
        const std::string precision =
            text_of_member(change, "ApproximateCreationDateTimePrecision");
        const bool kinesis = !precision.empty() || number > 1e11;
        const double us = number * (!kinesis ? 1e6 : precision == "MILLISECOND" ? 1e3 : 1);
        if (!is_number || !(us >= 0) || us > most_us)
            return RecordFault{ErrorNumber::trace_bad_time,
                               "the record has no ApproximateCreationDateTime",
                               "give records as DynamoDB Streams or Kinesis deliver them"};
        if (!started_) stamps_ = kinesis ? Stamps::exact : Stamps::whole_seconds;
        started_ = true;
        row.time_us = static_cast<std::int64_t>(us);
        return std::nullopt;
    }

    // Without images, the size of an item is not known.
    void take_size(const simdjson::dom::element& change, const simdjson::dom::element& keys,
                   TraceRow& row) {
        const auto before = member_of(change, "OldImage");
        const auto after = member_of(change, "NewImage");
        if (rows_++ == 0) has_sizes_ = before || after;
        if (!has_sizes_) return;
        const auto bytes_of = [](const std::optional<simdjson::dom::element>& image) {
            return image ? typed_bytes(*image).value_or(0) : 0;
        };
        row.bytes = std::max({bytes_of(before), bytes_of(after), bytes_of(keys)});
    }

    ChangeSettings settings_;
    KeyNames* names_;
    std::shared_ptr<RepeatedIds> ids_;
    RecordTimes printed_times_{"iso8601"};
    RecordVerbs verbs_;
    RecordTotals totals_;
    Stamps stamps_ = Stamps::whole_seconds;
    bool started_ = false;
    bool has_sizes_ = false;
    std::uint64_t rows_ = 0;
};

class ChangeFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "table", .help = "only records of this table; \"\": of all"},
                    settings_.table);
        visit.field({.name = "key",
                     .help = "key attribute that is the key of a request; \"\": the first one of "
                             "the record, \"*\": all, joined by |"},
                    settings_.key);
    }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return std::unique_ptr<TraceReader>(std::make_unique<JsonReader<ChangeRows>>(
            std::move(source), options.bad_lines_most, ChangeRows(settings_, options)));
    }

    Likeness likeness(const TraceHead& head) const override {
        const auto has = [&](std::string_view word) {
            return head.bytes.find(word) != std::string_view::npos;
        };
        if (!has("\"dynamodb\"") || !has("\"eventName\"") || !has("\"Keys\"")) return {};
        return {95, "records of DynamoDB Streams or Kinesis", ""};
    }

private:
    ChangeSettings settings_;
};

const Registered<TraceFormat, ChangeFormat> change_format_entry(
    "stream_records", "records of DynamoDB Streams or of Kinesis Data Streams: the writes",
    {.settings = R"(key = "id")",
     .file = R"({"Records": [
{"eventID": "1", "eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": 1794787200,
 "Keys": {"id": {"S": "a"}}, "NewImage": {"id": {"S": "a"}, "n": {"N": "12"}}}},
{"eventID": "2", "eventName": "REMOVE", "dynamodb": {"ApproximateCreationDateTime": 1794787201,
 "Keys": {"id": {"S": "a"}}, "OldImage": {"id": {"S": "a"}, "n": {"N": "12"}}}}]}
)",
     .rows = 2});

}  // namespace
}  // namespace isotherm
