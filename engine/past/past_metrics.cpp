// SPDX-License-Identifier: Apache-2.0
#include "engine/past/past_metrics.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <optional>
#include <set>

#include "engine/alarms/table_metrics.h"
#include "engine/vocabulary/csv_reader.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_past_file = std::size_t{256} << 20;
constexpr std::string_view heading_form = "TABLE|INDEX|METRIC|STATISTIC|PERIOD";
constexpr double highest_value = 1e15;

class PastReader {
public:
    PastReader(std::string_view text, const std::string& file)
        : text_(text), reader_(text), past_{file, {}} {}

    Result<PastMetrics> read() {
        CsvRecord record;
        if (!reader_.next(record)) return fail(1, 1, "the file is empty", "write it again");
        const std::string& first = record.fields.front().text;
        // "Label" is the heading of CloudWatch's exports, and of metrics.csv.
        if ((first != "time" && first != "Label") || record.fields.size() < 2)
            return fail(
                record.line, 1,
                fmt::format("the header begins with \"{}\" and has {} more columns; expected "
                            "\"time\" and a column for each metric",
                            printable(first.substr(0, 40)), record.fields.size() - 1),
                "name a file such as metrics.csv of a run directory");
        for (std::size_t i = 1; i < record.fields.size(); ++i)
            if (auto error = take_heading(record, i)) return *error;
        while (reader_.next(record)) {
            if (record.is_empty_line()) continue;
            if (auto error = take_row(record)) return *error;
        }
        std::erase_if(past_.series, [](const PastSeries& series) { return series.points.empty(); });
        return std::move(past_);
    }

private:
    Error fail(std::int64_t line, std::int64_t column, std::string what, std::string fix,
               ErrorNumber number = ErrorNumber::series_wrong_header) const {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.number = number;
        error.place.file = past_.file;
        error.place.line = line;
        error.place.column = column;
        error.what = std::move(what);
        error.fix = std::move(fix);
        return error;
    }
    static std::int64_t column_of(const CsvRecord& record, std::size_t field) {
        return static_cast<std::int64_t>(record.fields[field].byte - record.byte) + 1;
    }

    std::optional<Error> take_heading(const CsvRecord& record, std::size_t field) {
        const std::string& heading = record.fields[field].text;
        std::vector<std::string> parts(1);
        for (const char c : heading) {
            if (c == '|')
                parts.emplace_back();
            else
                parts.back() += c;
        }
        const auto period =
            parts.size() == 5 ? number_in<std::int64_t>(parts[4]) : std::optional<std::int64_t>();
        if (!period || *period < 60 || *period % 60 != 0 || parts[0].empty())
            return fail(record.line, column_of(record, field),
                        fmt::format("the column \"{}\" is not headed by {} with a period of whole "
                                    "minutes in seconds",
                                    printable(heading), heading_form),
                        "write it as votes||ConsumedWriteCapacityUnits|Sum|60");
        const bool level = parts[2].starts_with("Provisioned");
        const bool known = table_metric_named(parts[2]) && (level || parts[3] == "Sum");
        position_.push_back(known ? std::optional(past_.series.size()) : std::nullopt);
        if (!known) return std::nullopt;
        past_.series.push_back({ResourceName(parts[0], parts[1]), parts[2], *period, {}});
        return std::nullopt;
    }

    std::optional<Error> take_row(const CsvRecord& record) {
        const TimeRead time = read_time(record.fields.front().text);
        if (!time.ok())
            return fail(record.line, 1,
                        fmt::format("the time is \"{}\"; expected {}",
                                    printable(record.fields.front().text), time_form),
                        "write it as 2026-11-16T00:00:00Z", ErrorNumber::series_bad_time);
        const std::int64_t second = whole_seconds(time.time.time_since_epoch());
        if (record.fields.size() != position_.size() + 1)
            return fail(record.line, 1,
                        fmt::format("the row has {} columns; expected {}", record.fields.size(),
                                    position_.size() + 1),
                        "write the file again", ErrorNumber::series_wrong_columns);
        for (std::size_t i = 1; i < record.fields.size(); ++i) {
            const std::string& cell = record.fields[i].text;
            if (cell.empty() || !position_[i - 1]) continue;  // no point: nothing was counted
            const auto value = number_in<double>(cell);
            if (!value || !std::isfinite(*value) || *value < 0 || *value > highest_value)
                return fail(record.line, column_of(record, i),
                            fmt::format("\"{}\" is no number from 0 to 1e15", printable(cell)),
                            "correct it, or leave the cell empty", ErrorNumber::series_bad_number);
            past_.series[*position_[i - 1]].points[second] = *value;
        }
        return std::nullopt;
    }

    std::string_view text_;
    CsvReader reader_;
    PastMetrics past_;
    std::vector<std::optional<std::size_t>> position_;  // in past_.series, by column
};

}  // namespace

const PastSeries* PastMetrics::find(const ResourceName& resource, std::string_view metric) const {
    for (const PastSeries& each : series)
        if (each.resource == resource && each.metric == metric) return &each;
    return nullptr;
}

Result<PastMetrics> past_metrics_of(std::string_view text, const std::string& file) {
    return PastReader(text, file).read();
}

Result<PastMetrics> read_past_metrics(const std::string& path) {
    const auto text = read_text_file(path, largest_past_file);
    if (!text.ok()) return text.errors();
    return past_metrics_of(text.value(), path);
}

std::string text_of_past(const PastMetrics& past) {
    std::string text = "time";
    std::set<std::int64_t> times;
    for (const PastSeries& series : past.series) {
        text += fmt::format(
            ",{}|{}|{}|{}|{}", series.resource.table, series.resource.index, series.metric,
            series.metric.starts_with("Provisioned") ? "Average" : "Sum", series.period_s);
        for (const auto& [second, value] : series.points) times.insert(second);
    }
    text += '\n';
    for (const std::int64_t second : times) {
        text += utc_text(WallTime(std::chrono::seconds(second)));
        for (const PastSeries& series : past.series) {
            text += ',';
            const auto point = series.points.find(second);
            if (point != series.points.end()) text += fmt::format("{}", point->second);
        }
        text += '\n';
    }
    return text;
}

std::string past_file_beside(const std::string& scenario_file) {
    const std::filesystem::path path(scenario_file);
    return (path.parent_path() / (path.stem().string() + ".past.csv")).string();
}

}  // namespace isotherm
