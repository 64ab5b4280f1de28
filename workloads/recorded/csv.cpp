// SPDX-License-Identifier: Apache-2.0
// Delimited text with one request per line; the scenario says what each column means.
//
// A row needs a key. Times are optional (without them, the workload's `arrivals` sets the times),
// and so are sizes and operations (without them, every row is a read of the table's item size).

#include "workloads/recorded/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/vocabulary/choice.h"
#include "workloads/recorded/operation_words.h"
#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

enum class TimeUnit : std::uint8_t { seconds, milliseconds, microseconds, nanoseconds, iso8601 };
constexpr std::array<std::string_view, 5> time_units{"s", "ms", "us", "ns", "iso8601"};

struct CsvReading {
    CsvColumns columns;
    std::array<std::string, 4> names;  // names of time, key, size and operation, for messages
    char delimiter = ',';
    TimeUnit unit = TimeUnit::seconds;
    bool assume_utc = false;
    std::uint64_t constant_bytes = 0;
    WordKinds kinds;
    RecordedValues* values = nullptr;
};

class CsvRows {
public:
    CsvRows(CsvReading reading, KeyNames* names, bool first_row_read)
        : reading_(std::move(reading)), names_(names), row_waits_(first_row_read) {}

    bool next(TextLines& lines, TraceRow& row) {
        if (row_waits_)
            row_waits_ = false;
        else if (!lines.next_row(reading_.delimiter))
            return false;
        const CsvColumns& columns = reading_.columns;
        if (lines.field_count() != columns.count) return fail_column_count(lines, columns.count);
        if (columns.time && !whole_second(lines.field(*columns.time), row.time_us) &&
            !parse_time(lines, field_of(lines, *columns.time, reading_.names[0]), row.time_us)) {
            return false;
        }
        const std::string_view key = lines.field(columns.key);
        if (key.size() - 1 >= key_bytes_most)
            return fail_key(lines, field_of(lines, columns.key, reading_.names[1]));
        row.key = quick_key(key);
        if (names_ != nullptr) names_->remember(row.key, key);
        if (reading_.values != nullptr) take_attributes(lines, row);
        row.bytes = reading_.constant_bytes;
        if (columns.size && !parse_digits(lines.field(*columns.size), row.bytes))
            return fail_number(lines, field_of(lines, *columns.size, reading_.names[2]));
        if (!columns.operation) return true;
        const auto verb = words_.find(lines.field(*columns.operation));
        if (!verb) return learn(lines, row);
        row.verb = *verb;
        return true;
    }

    TraceTraits traits() const {
        const Stamps stamps = !reading_.columns.time ? Stamps::none
                              : whole_seconds_       ? Stamps::whole_seconds
                                                     : Stamps::exact;
        return {stamps, reading_.columns.size.has_value() || reading_.constant_bytes > 0,
                reading_.columns.operation.has_value(), "line"};
    }
    std::span<const Verb> verbs() const {
        return reading_.columns.operation ? words_.verbs() : std::span(&every_row_reads, 1);
    }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    // The key becomes the number of the entry that has it and the values of attributes.
    void take_attributes(const TextLines& lines, TraceRow& row) {
        attributes_.clear();
        for (const auto& column : reading_.columns.of_attributes)
            attributes_.push_back(column ? lines.field(*column) : std::string_view());
        row.key = reading_.values->entry(row.key, attributes_);
    }
    // Fast path for the usual case: whole seconds in digits.
    bool whole_second(std::string_view text, std::int64_t& time_us) const {
        std::uint64_t ticks = 0;
        if (!started_ || !whole_seconds_ || reading_.unit != TimeUnit::seconds ||
            !parse_digits(text, ticks) || ticks > static_cast<std::uint64_t>(last_second))
            return false;
        time_us = static_cast<std::int64_t>(ticks) * 1'000'000;
        return true;
    }
    bool parse_time(TextLines& lines, const Field& field, std::int64_t& time_us) {
        const ParsedTime time = parsed_time(field.text);
        const bool coarse =
            reading_.unit == TimeUnit::seconds || reading_.unit == TimeUnit::iso8601;
        if (!started_ && time.problem.empty()) {
            // The first row decides whether rows must be spread within their second.
            whole_seconds_ = coarse && !time.has_fraction;
            started_ = true;
        }
        if (time.problem.empty() && !(whole_seconds_ && time.has_fraction)) {
            time_us = time.microseconds;
            return true;
        }
        const bool mixed = time.problem.empty();
        lines.fail({field.at, ErrorNumber::trace_bad_time,
                    fmt::format("{} \"{}\" {}", field.column, printable(field.text.substr(0, 60)),
                                mixed ? "has a fraction of a second; the first row's time has none"
                                      : time.problem),
                    mixed ? "write all times in one way, with or without fractions"
                          : std::string(time.help)});
        return false;
    }

    ParsedTime parsed_time(std::string_view text) const {
        constexpr std::array<std::int64_t, 4> ticks_per_second{1, 1'000, 1'000'000, 1'000'000'000};
        if (reading_.unit != TimeUnit::iso8601) {
            return parse_ticks(text, ticks_per_second[static_cast<std::size_t>(reading_.unit)]);
        }
        return parse_iso8601(text, reading_.assume_utc);
    }

    bool learn(TextLines& lines, TraceRow& row) {
        const Field field = field_of(lines, *reading_.columns.operation, reading_.names[3]);
        const auto known = reading_.kinds.find(lower_case(field.text));
        const auto verb =
            known == reading_.kinds.end() ? std::nullopt : words_.add(field.text, known->second);
        if (!verb) {
            return fail_operation(
                lines, field,
                "an operation such as get or put; name others in the settings reads and writes");
        }
        row.verb = *verb;
        return true;
    }

    CsvReading reading_;
    KeyNames* names_;
    bool row_waits_;  // the present line of `lines` is the unparsed first row
    bool started_ = false;
    bool whole_seconds_ = false;
    WordTable words_;
    std::vector<std::string_view> attributes_;  // of the present row
};

enum class Zone : std::uint8_t { utc, written };  // of ISO 8601 times without a zone
constexpr auto words_of(Zone) { return std::to_array<std::string_view>({"utc", "written"}); }

class CsvFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        given_.clear();
        for (const std::string_view name : {"time", "key", "size", "operation", "delimiter"}) {
            if (visit.given(name)) given_.emplace(name);
        }
        visit.field({.name = "time", .help = "column of the time; \"\" when there is none"}, time_);
        visit.field({.name = "time_unit", .help = "unit of the times"},
                    Choice{time_unit_, {time_units.begin(), time_units.end()}});
        choice_field(
            visit,
            {.name = "zone",
             .help =
                 "utc: ISO 8601 times without a zone are UTC; written: each time must have a zone"},
            zone_);
        visit.field({.name = "key", .help = "column of the partition key"}, key_);
        visit.field(
            {.name = "size", .help = "column of the item size in bytes; \"\" when there is none"},
            size_);
        visit.field(
            {.name = "constant_size", .help = "item size of every row, in place of a column"},
            constant_size_);
        visit.field(
            {.name = "operation", .help = "column of the operation; \"\" when all are reads"},
            operation_);
        visit.field({.name = "reads", .help = "names of the read operations, separated by commas"},
                    reads_);
        visit.field(
            {.name = "writes", .help = "names of the write operations, separated by commas"},
            writes_);
        visit.field({.name = "delimiter", .help = "the character between columns, or \"tab\""},
                    delimiter_);
        visit.field(
            {.name = "header",
             .help = "whether the first line names the columns; if not, they are \"1\", \"2\", …"},
            header_);
        if (!time_.empty() && time_unit_.empty()) {
            visit.reject(
                "time_unit", "the unit of the times is missing",
                "add time_unit = \"s\", \"ms\", \"us\", \"ns\" or \"iso8601\", or time = \"\"");
        }
        if (delimiter_ != "tab" &&
            (delimiter_.size() != 1 || delimiter_ == "\"" || delimiter_ == "\n")) {
            visit.reject("delimiter", "the delimiter must be one character other than a quote",
                         "write delimiter = \",\", \";\", \"|\" or \"tab\"");
        }
        if (!size_.empty() && constant_size_.count > 0) {
            visit.reject("constant_size", "sizes come from a column already",
                         "remove size or constant_size");
        }
    }

    bool has_times() const override { return !time_.empty(); }
    bool has_columns() const override { return true; }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        auto lines = std::make_unique<TextLines>(std::move(source), options.bad_lines_most);
        lines->set_quoting(true);
        CsvReading reading;
        reading.names = {time_, key_, size_, operation_};
        reading.delimiter = delimiter();
        reading.unit = static_cast<TimeUnit>(std::max<std::ptrdiff_t>(
            0, std::find(time_units.begin(), time_units.end(), time_unit_) - time_units.begin()));
        if (time_unit_.empty()) reading.unit = TimeUnit::seconds;
        reading.assume_utc = zone_ == Zone::utc;
        reading.constant_bytes = constant_size_.count;
        reading.kinds = operation_words(reads_, writes_);
        reading.values = options.values;
        const CsvHeader header{reading.names, header_, reading.delimiter, options.values};
        if (!header.find_columns(*lines, reading.columns)) return *lines->failure();
        const bool first_row_read = !header_;
        return make_text_reader(std::move(lines),
                                CsvRows(std::move(reading), options.names, first_row_read));
    }

    Likeness likeness(const TraceHead& head) const override {
        if (!is_text(head)) return {};
        CsvFormat format;
        format.suit(head);
        const bool only_header = head.complete && !format.key_.empty() &&
                                 first_line(head).size() + 2 >= head.bytes.size();
        if (readable_rows(format, head, 100) == 0 && !only_header) return {};
        return {format.has_times() ? 50 : 30, "a header names the columns",
                "the meaning of each column is guessed from its name"};
    }

    std::string suit(const TraceHead& head) override {
        const std::string_view first = first_line(head);
        if (!given_.contains("delimiter")) guess_delimiter(first);
        const auto names = column_names(first);
        adopt("time", time_, names, {"time", "timestamp", "op_time", "ts", "datetime", "date"});
        adopt("key", key_, names,
              {"key", "lbn", "obj_id", "object", "id", "block_id", "url", "path", "item"});
        adopt("size", size_, names,
              {"size", "bytes", "obj_size", "io_size", "value_size", "length"});
        adopt("operation", operation_, names,
              {"op", "operation", "method", "op_name", "verb", "command", "type"});
        if (constant_size_.count > 0) size_.clear();
        if (!time_.empty() && time_unit_.empty()) guess_unit(head, names);
        return fmt::format(
            "time \"{}\" in {}{}, key \"{}\", size \"{}\", operation \"{}\", delimiter {}", time_,
            time_unit_.empty() ? "s" : time_unit_, without_zone_ ? " (UTC)" : "", key_, size_,
            operation_, delimiter_ == "tab" ? "tab" : delimiter_);
    }

private:
    char delimiter() const {
        return delimiter_ == "tab" ? '\t' : delimiter_.empty() ? ',' : delimiter_.front();
    }

    std::vector<std::string> split(std::string_view line) const {
        std::vector<std::string> fields;
        for (;;) {
            std::string_view field = line.substr(0, line.find(delimiter()));
            line.remove_prefix(std::min(line.size(), field.size() + 1));
            if (field.size() > 1 && field.front() == '"' && field.back() == '"') {
                field = field.substr(1, field.size() - 2);
            }
            fields.emplace_back(field);
            if (line.empty()) return fields;
        }
    }

    void guess_delimiter(std::string_view first) {
        std::ptrdiff_t most = 0;
        for (const char candidate : {',', '\t', ';', '|'}) {
            const auto count = std::count(first.begin(), first.end(), candidate);
            if (count <= most) continue;
            most = count;
            delimiter_ = candidate == '\t' ? "tab" : std::string(1, candidate);
        }
    }

    // Returns the names in the header, or "1", "2", … if there is no header.
    std::vector<std::string> column_names(std::string_view first) const {
        auto names = split(first);
        for (std::size_t i = 0; i < names.size() && !header_; ++i)
            names[i] = fmt::format("{}", i + 1);
        return names;
    }

    // Chooses the column of a setting. A column named by the user is kept; whether it exists is
    // checked later. Any other column is kept if it exists, or else replaced by the first candidate
    // that exists; it becomes empty if none exists.
    void adopt(std::string_view setting, std::string& column, const std::vector<std::string>& names,
               std::initializer_list<std::string_view> candidates) const {
        const bool exists = std::find(names.begin(), names.end(), column) != names.end();
        if (given_.contains(setting) || (!column.empty() && exists)) return;
        column.clear();
        for (const std::string_view candidate : candidates) {
            for (const std::string& name : names) {
                if (column.empty() && lower_case(name) == candidate) column = name;
            }
        }
    }

    // Guesses the time unit from the first row: text is ISO 8601; for numbers since 1970, the
    // number of digits shows the unit.
    void guess_unit(const TraceHead& head, const std::vector<std::string>& names) {
        const std::size_t line_end = head.bytes.find('\n');
        if (line_end == std::string_view::npos) return;
        const std::size_t row = header_ ? line_end + 1 : 0;
        const TraceHead rest{head.bytes.substr(row), head.file_name, head.complete};
        const auto fields = split(first_line(rest));
        const auto column =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), time_) - names.begin());
        if (column >= fields.size()) return;
        const std::string& text = fields[column];
        if (text.find_first_not_of("0123456789.") != std::string::npos) {
            time_unit_ = "iso8601";
            without_zone_ = !read_calendar_time(text).has_zone;
            return;
        }
        const std::size_t whole = std::min(text.find('.'), text.size());
        time_unit_ = whole > 17 ? "ns" : whole > 14 ? "us" : whole > 11 ? "ms" : "s";
    }

    std::string time_ = "time";
    std::string time_unit_;
    Zone zone_ = Zone::utc;
    bool without_zone_ = false;  // whether times lack a zone, judging by the start of the file
    std::string key_ = "key";
    std::string size_;
    std::string operation_;
    std::string reads_;
    std::string writes_;
    std::string delimiter_ = ",";
    Bytes constant_size_{};
    bool header_ = true;
    // Names of the settings that the user gave, for columns and delimiter.
    std::set<std::string, std::less<>> given_;
};

const Registered<TraceFormat, CsvFormat> csv_entry(
    "csv", "delimited text with a header; columns by name",
    {.settings = R"(time_unit = "s", size = "size", operation = "op")",
     .file = "time,key,size,op\n1.0,7,10,get\n2.5,\"a,b\",11,put\n",
     .rows = 2});

}  // namespace
}  // namespace isotherm
