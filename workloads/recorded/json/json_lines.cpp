// SPDX-License-Identifier: Apache-2.0
// JSON lines, or JSON objects in a list: one request per object. The scenario says which member is
// the time, the key, the size and the operation; members of members are joined by dots.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/attributes/recorded_values.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "workloads/recorded/json/json_fields.h"
#include "workloads/recorded/json/json_reader.h"
#include "workloads/recorded/json/json_values.h"
#include "workloads/recorded/operation_words.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 5> json_time_units{"s", "ms", "us", "ns", "iso8601"};

struct JsonMember {
    std::string name;  // dotted; empty: there is none
    JsonPath path;

    explicit JsonMember(std::string dotted) : name(std::move(dotted)), path(json_path(name)) {}
    bool given() const { return !name.empty(); }
};

struct JsonMapping {
    JsonMember time;
    JsonMember key;
    JsonMember size;
    JsonMember operation;
    std::vector<JsonMember> attributes;  // as RecordedValues::columns
    std::string time_unit;
    std::uint64_t constant_bytes = 0;
    WordKinds kinds;
};

class JsonLineRows {
public:
    JsonLineRows(JsonMapping mapping, const ReadingOptions& options)
        : mapping_(std::move(mapping)),
          names_(options.names),
          values_(options.values),
          times_(mapping_.time_unit) {}

    std::optional<RecordFault> take(const simdjson::dom::element& record,
                                    std::vector<TraceRow>& rows) {
        TraceRow row;
        std::string text;
        if (mapping_.time.given()) {
            if (auto fault = find(record, mapping_.time, text)) return fault;
            if (auto fault = times_.read(text, row.time_us)) return fault;
        }
        if (auto fault = find(record, mapping_.key, text)) return fault;
        if (auto fault = take_key(text, names_, row.key)) return fault;
        if (values_ != nullptr) {
            if (auto fault = take_attributes(record, row)) return fault;
        }
        row.bytes = mapping_.constant_bytes;
        if (mapping_.size.given()) {
            if (auto fault = find(record, mapping_.size, text)) return fault;
            const auto bytes = number_in<std::uint64_t>(text);
            if (!bytes)
                return RecordFault{
                    ErrorNumber::trace_bad_number,
                    fmt::format("{} \"{}\" is no whole number of bytes", mapping_.size.name,
                                printable(std::string_view(text).substr(0, 60))),
                    "write bytes as a whole number"};
            row.bytes = *bytes;
        }
        if (mapping_.operation.given()) {
            if (auto fault = find(record, mapping_.operation, text)) return fault;
            if (auto fault = take_operation(text, row)) return fault;
        }
        rows.push_back(row);
        return std::nullopt;
    }

    TraceTraits traits() const {
        return {mapping_.time.given() ? times_.stamps() : Stamps::none,
                mapping_.size.given() || mapping_.constant_bytes > 0, mapping_.operation.given(),
                "line"};
    }
    std::span<const Verb> verbs() const {
        return mapping_.operation.given() ? verbs_.verbs() : std::span(&every_row_reads, 1);
    }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    static std::optional<RecordFault> find(const simdjson::dom::element& record,
                                           const JsonMember& member, std::string& text) {
        const auto value = value_at(record, member.name, member.path);
        const auto found = value ? text_of_json(*value) : std::nullopt;
        if (!found)
            return RecordFault{
                ErrorNumber::trace_wrong_columns,
                member.given() ? fmt::format("the record has no \"{}\"{}", printable(member.name),
                                             value ? " that is a text or a number" : "")
                               : "no member is named as the key",
                "name the member with time, key, size or operation (in trace --time, --key, "
                "--size, "
                "--operation), or skip such records with skip_bad"};
        text = *found;
        return std::nullopt;
    }

    // The key becomes the number of the entry that has it and the values of attributes.
    std::optional<RecordFault> take_attributes(const simdjson::dom::element& record,
                                               TraceRow& row) {
        texts_.clear();
        views_.clear();
        for (std::size_t i = 0; i < mapping_.attributes.size(); ++i) {
            const JsonMember& member = mapping_.attributes[i];
            const auto value = value_at(record, member.name, member.path);
            texts_.push_back(value ? text_of_json(*value).value_or("") : "");
            if (texts_.back().empty() && values_->columns()[i].needed)
                return find(record, member, texts_.back());
        }
        for (const std::string& text : texts_) views_.emplace_back(text);
        row.key = values_->entry(row.key, views_);
        return std::nullopt;
    }

    std::optional<RecordFault> take_operation(const std::string& text, TraceRow& row) {
        const auto known = mapping_.kinds.find(lower_case(text));
        const auto verb =
            known == mapping_.kinds.end() ? std::nullopt : verbs_.number(text, known->second);
        if (!verb)
            return RecordFault{
                ErrorNumber::trace_unknown_operation,
                fmt::format("{} \"{}\" is no known operation", mapping_.operation.name,
                            printable(std::string_view(text).substr(0, 60))),
                "expected an operation such as get or put; name others in the settings reads and "
                "writes"};
        row.verb = *verb;
        return std::nullopt;
    }

    JsonMapping mapping_;
    KeyNames* names_;
    RecordedValues* values_;
    RecordTimes times_;
    RecordVerbs verbs_;
    std::vector<std::string> texts_;
    std::vector<std::string_view> views_;
};

// The first record of a stream.
class FirstRecord {
public:
    explicit FirstRecord(const TraceHead& head) {
        const std::size_t begin = head.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
        if (begin == std::string_view::npos) return;
        if (head.bytes[begin] != '{' && head.bytes[begin] != '[') return;
        auto source = source_over(head.bytes, std::string(head.file_name));
        if (!source.ok()) return;
        records_ = std::make_unique<JsonRecords>(std::move(source.value()), 0);
        found_ = records_->next(record_);
    }
    bool found() const { return found_; }
    const simdjson::dom::element& record() const { return record_; }

private:
    std::unique_ptr<JsonRecords> records_;
    simdjson::dom::element record_;
    bool found_ = false;
};

class JsonLinesFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        given_.clear();
        for (const std::string_view name : {"time", "key", "size", "operation", "time_unit"})
            if (visit.given(name)) given_.emplace_back(name);
        visit.field({.name = "time", .help = "member with the time; \"\" when there is none"},
                    time_);
        visit.field({.name = "time_unit", .help = "unit of the times"},
                    Choice{time_unit_, {json_time_units.begin(), json_time_units.end()}});
        visit.field({.name = "key", .help = "member with the partition key, such as user.id"},
                    key_);
        visit.field({.name = "size", .help = "member with the item size in bytes; \"\": none"},
                    size_);
        visit.field({.name = "constant_size", .help = "item size of every record"}, constant_size_);
        visit.field(
            {.name = "operation", .help = "member with the operation; \"\" when all are reads"},
            operation_);
        visit.field({.name = "reads", .help = "names of the read operations, separated by commas"},
                    reads_);
        visit.field(
            {.name = "writes", .help = "names of the write operations, separated by commas"},
            writes_);
        if (!size_.empty() && constant_size_.count > 0)
            visit.reject("constant_size", "sizes come from a member already",
                         "remove size or constant_size");
    }

    bool has_times() const override { return !time_.empty(); }
    bool has_columns() const override { return true; }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        JsonMapping mapping{JsonMember(time_),
                            JsonMember(key_),
                            JsonMember(size_),
                            JsonMember(operation_),
                            {},
                            time_unit_,
                            constant_size_.count,
                            operation_words(reads_, writes_)};
        if (options.values != nullptr)
            for (const RecordedValues::Column& column : options.values->columns())
                mapping.attributes.emplace_back(
                    column.name == RecordedValues::key_column ? key_ : column.name);
        return std::unique_ptr<TraceReader>(std::make_unique<JsonReader<JsonLineRows>>(
            std::move(source), options.bad_lines_most, JsonLineRows(std::move(mapping), options)));
    }

    Likeness likeness(const TraceHead& head) const override {
        JsonLinesFormat suited = *this;
        suited.suit(head);
        if (readable_rows(suited, head, 100) > 0)
            return {60,
                    fmt::format("JSON objects with the members \"{}\" and \"{}\"", suited.time_,
                                suited.key_),
                    ""};
        // The names of the members may be given.
        FirstRecord first(head);
        if (!first.found()) return {};
        return {20, "JSON objects, one request each",
                "the members with the time and the key are not known by their names"};
    }

    std::string suit(const TraceHead& head) override {
        FirstRecord first(head);
        if (!first.found()) return "";
        const simdjson::dom::element& record = first.record();
        const auto choose = [&](std::string_view setting, std::string& into,
                                std::initializer_list<std::string_view> names) {
            if (std::find(given_.begin(), given_.end(), setting) != given_.end()) return;
            into.clear();
            for (const std::string_view name : names)
                if (value_at(record, name, json_path(name))) {
                    into = name;
                    return;
                }
        };
        choose("time", time_, {"time", "timestamp", "ts", "@timestamp", "eventTime", "date"});
        choose("key", key_, {"key", "pk", "partition_key", "id", "user.id", "user_id", "userId"});
        choose("size", size_, {"size", "bytes", "item_size"});
        choose("operation", operation_, {"operation", "op", "method", "eventName"});
        if (std::find(given_.begin(), given_.end(), "time_unit") == given_.end())
            time_unit_ = unit_of(record);
        return fmt::format(
            "time = \"{}\", time_unit = \"{}\", key = \"{}\", size = \"{}\", "
            "operation = \"{}\"",
            time_, time_unit_, key_, size_, operation_);
    }

private:
    // A number's unit is told by its size: times of logs lie after 1980.
    std::string unit_of(const simdjson::dom::element& record) const {
        const auto value = value_at(record, time_, json_path(time_));
        double number = 0;
        if (!value || value->get(number) != simdjson::SUCCESS) return "iso8601";
        if (number < 1e11) return "s";
        if (number < 1e14) return "ms";
        return number < 1e17 ? "us" : "ns";
    }

    std::vector<std::string> given_;
    std::string time_ = "time";
    std::string time_unit_ = "iso8601";
    std::string key_ = "key";
    std::string size_;
    Bytes constant_size_{};
    std::string operation_;
    std::string reads_;
    std::string writes_;
};

const Registered<TraceFormat, JsonLinesFormat> json_lines_entry(
    "json_lines", "JSON objects, one request each; members by name",
    {.settings = R"(time = "at", key = "user.id", size = "bytes", operation = "op")",
     .file = R"({"at": "2026-11-16T00:00:00.5Z", "user": {"id": "a"}, "bytes": 10, "op": "get"}
{"at": "2026-11-16T00:00:01.25Z", "user": {"id": 7}, "bytes": 11, "op": "put"}
)",
     .rows = 2});

}  // namespace
}  // namespace isotherm
