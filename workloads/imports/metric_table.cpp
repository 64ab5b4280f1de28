// SPDX-License-Identifier: Apache-2.0
// CloudWatch metrics as text: CSV that the console downloads or a spreadsheet writes, and the lines
// of `--output text`.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/trimmed.h"
#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/metric_sink.h"

namespace isotherm {
namespace {

constexpr std::size_t heading_lines_most = 20;

std::vector<std::string> cells_of(std::string_view line, char mark) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"') {
            const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
            if (doubled) cells.back() += line[++i];
            if (!doubled) quoted = !quoted;
        } else if (c == mark && !quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

bool is_time(const std::string& text) {
    return text.size() >= 10 && read_file_time(text, "UTC").time.has_value();
}

// "54.000,5" with a semicolon between cells has a decimal comma; the last mark is the decimal one.
// nullopt if the text is no number, or a single mark may be either.
std::optional<double> cell_number(std::string text, char cell_mark) {
    if (cell_mark != ';') return number_in<double>(text);
    const std::size_t last = text.find_last_of(".,");
    if (last == text.npos) return number_in<double>(text);
    const bool one_mark = text.find_first_of(".,") == last;
    if (one_mark && text.size() - last == 4) return std::nullopt;  // 1.066: thousands or decimals
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == last) {
            plain += '.';
        } else if (text[i] != '.' && text[i] != ',') {
            plain += text[i];
        }
    }
    return number_in<double>(plain);
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// The label of a column whose heading says only whether it is reads or writes.
std::string metric_label(const std::string& heading) {
    // TABLE|INDEX|METRIC|STATISTIC|PERIOD says all.
    if (heading.find('|') != heading.npos) return heading;
    for (std::string_view rest = heading; !rest.empty();) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        if (is_known_metric(std::string(rest.substr(0, blank)))) return heading;
        rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    const std::string text = lower(heading);
    const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (has("write") || has("wcu") || has("schreib")) return "ConsumedWriteCapacityUnits";
    if (has("read") || has("rcu") || has("lesen")) return "ConsumedReadCapacityUnits";
    return heading;
}

struct MetricTable {
    char mark = ',';
    std::vector<std::vector<std::string>> headings;
    std::size_t first_row = 0;  // index into `lines`
    std::vector<std::string_view> lines;
};

// nullopt if no line within the first few begins with a time.
std::optional<MetricTable> table_in(std::string_view text, std::size_t lines_most) {
    MetricTable table;
    bool found = false;
    bool marked = false;
    for (std::string_view rest = text; !rest.empty() && table.lines.size() < lines_most;) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        table.lines.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (found) continue;
        const std::string_view line = trimmed(table.lines.back());
        if (line.starts_with("sep=") && line.size() == 5) {
            table.mark = line[4];
            marked = true;
            continue;
        }
        if (!marked && !line.empty()) {
            for (const char mark : {'\t', ';', ','})
                if (line.find(mark) != line.npos) table.mark = mark;
        }
        const auto cells = cells_of(line, table.mark);
        if (cells.size() >= 2 && is_time(cells.front())) {
            found = true;
            table.first_row = table.lines.size() - 1;
        } else if (table.lines.size() > heading_lines_most) {
            return std::nullopt;
        } else if (cells.size() >= 2) {
            table.headings.push_back(cells);
        }
    }
    if (!found || table.headings.empty()) return std::nullopt;
    return table;
}

class MetricCsv final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::text) return false;
        const auto table = table_in(document.text, heading_lines_most + 1);
        if (!table) return false;
        for (const auto& heading : table->headings)
            for (std::size_t i = 1; i < heading.size(); ++i)
                if (is_known_metric(metric_label(heading[i])) ||
                    heading[i].find("CapacityUnits") != heading[i].npos)
                    return true;
        return false;
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        const auto table = table_in(reading.document.text, std::string::npos);
        if (!table) return;
        MetricSink sink(reading);
        std::vector<Column> columns(table->headings.front().size());
        bool assumed = false;
        for (std::size_t i = 1; i < columns.size(); ++i) {
            const std::string label = metric_label(table->headings.front()[i]);
            assumed |= label.find('|') == label.npos;
            columns[i].name = sink.name_of("", label, columns[i].period_s);
            // Metrics that say nothing about the load are left out.
            columns[i].used = columns[i].name && is_known_metric(columns[i].name->metric);
            if (!columns[i].name) return;
        }
        if (assumed)
            reading.facts.assume(reading.document.name(), "Sum",
                                 "the file does not say which statistic it has");
        for (std::size_t line = table->first_row; line < table->lines.size(); ++line)
            if (!read_row(reading, *table, line, columns, sink)) return;
        sink.settle();
    }

private:
    struct Column {
        std::optional<MetricName> name;
        std::int64_t period_s = 0;  // 0: the heading does not say
        bool used = false;
    };

    static bool read_row(const ImportReading& reading, const MetricTable& table, std::size_t line,
                         const std::vector<Column>& columns, MetricSink& sink) {
        const auto cells = cells_of(trimmed(table.lines[line], "\r\n"), table.mark);
        if (cells.size() == 1 && cells.front().empty()) return true;
        const auto wrong = [&](ErrorNumber number, std::string what, std::string fix) {
            reading.problems.errors.push_back(
                {ExitCode::bad_trace,
                 number,
                 {.file = reading.document.file, .line = static_cast<std::int64_t>(line) + 1},
                 std::move(what),
                 std::move(fix)});
            return false;
        };
        const FileTime time = read_file_time(cells.front(), reading.options.zone);
        if (!time.time)
            return wrong(ErrorNumber::series_bad_time, time.problem,
                         "give --zone with the zone of its times, such as Europe/Berlin or UTC");
        for (std::size_t i = 1; i < std::min(cells.size(), columns.size()); ++i) {
            // No point: nothing was consumed.
            if (cells[i].empty() || !columns[i].used) continue;
            const auto value = cell_number(cells[i], table.mark);
            if (!value)
                return wrong(ErrorNumber::series_bad_number,
                             fmt::format("\"{}\" is no number, or its mark may be of thousands or "
                                         "of decimals",
                                         printable(cells[i])),
                             "write it without marks of thousands, with two decimals");
            sink.add(*columns[i].name, *time.time, *value, columns[i].period_s);
        }
        return true;
    }
};

// get-metric-statistics --output text: a line with the label, then DATAPOINTS lines whose fields
// are in the order of their names: SampleCount, Sum, Timestamp, Unit.
class MetricText final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return document.form == ImportDocument::Form::text &&
               document.text.find("DATAPOINTS\t") != document.text.npos;
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        MetricSink sink(reading);
        std::optional<MetricName> name;
        std::int64_t number = 0;
        for (std::string_view rest = reading.document.text; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = trimmed(rest.substr(0, end), "\r");
            rest.remove_prefix(std::min(end + 1, rest.size()));
            ++number;
            if (line.empty()) continue;
            if (!line.starts_with("DATAPOINTS\t")) {
                std::int64_t period_s = 0;
                name = sink.name_of("", std::string(line), period_s);
                if (!name) return;
                continue;
            }
            if (!name || !read_point(reading, cells_of(line, '\t'), *name, sink)) {
                reading.problems.errors.push_back(
                    {ExitCode::bad_trace,
                     ErrorNumber::series_bad_number,
                     {.file = reading.document.file, .line = number},
                     "the line is not of the form DATAPOINTS, SampleCount, Sum, Timestamp, Unit",
                     "export again with --statistics Sum SampleCount --output json"});
                return;
            }
        }
        sink.settle();
    }

private:
    static bool read_point(const ImportReading& reading, const std::vector<std::string>& cells,
                           const MetricName& name, MetricSink& sink) {
        std::vector<double> numbers;
        std::size_t at = 1;
        for (; at < cells.size() && !is_time(cells[at]); ++at) {
            const auto value = number_in<double>(cells[at]);
            if (!value) return false;
            numbers.push_back(*value);
        }
        if (at == cells.size() || numbers.empty() || numbers.size() > 2) return false;
        const auto time = read_file_time(cells[at], reading.options.zone).time;
        if (!time) return false;
        if (numbers.size() == 2) {
            sink.add_statistics(name, *time, numbers[1], numbers[0], {}, 0);
        } else {
            sink.add_statistics(name, *time, numbers[0], {}, {}, 0);
        }
        return true;
    }
};

const Registered<ImportFormat, MetricCsv> metric_csv_entry(
    "metric-csv", "CloudWatch metrics as CSV: \"Download as CSV\" of the console, a spreadsheet",
    {.file =
         "Label,ConsumedWriteCapacityUnits\n2026/11/16 00:00:00,60000\n2026/11/16 00:05:00,0\n"});
const Registered<ImportFormat, MetricText> metric_text_entry(
    "metric-text", "get-metric-statistics with --output text",
    {.file = "ConsumedWriteCapacityUnits\nDATAPOINTS\t60000.0\t2026-11-16T00:00:00Z\tCount\n"});

}  // namespace
}  // namespace isotherm
