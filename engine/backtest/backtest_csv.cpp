// SPDX-License-Identifier: Apache-2.0
// Reads a series from CSV with the columns minute, timestamp_utc, read_units_sum and
// write_units_sum, in any order, and with optional further columns of a recording.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/backtest/recorded_metrics.h"
#include "engine/vocabulary/csv_reader.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

constexpr std::string_view header = "minute,timestamp_utc,read_units_sum,write_units_sum";
enum Column : std::size_t {
    minute,
    timestamp,
    reads,
    writes,  // the last required column
    read_provisioned,
    write_provisioned,
    read_events,
    write_events,
    table,
    index,
};
constexpr std::array<std::string_view, 10> columns{"minute",
                                                   "timestamp_utc",
                                                   "read_units_sum",
                                                   "write_units_sum",
                                                   "read_provisioned",
                                                   "write_provisioned",
                                                   "read_throttle_events",
                                                   "write_throttle_events",
                                                   "table",
                                                   "index"};
constexpr std::size_t absent = static_cast<std::size_t>(-1);

class SeriesReader {
public:
    SeriesReader(std::string_view text, const std::string& file_name, const SeriesOptions& options)
        : text_(text),
          rows_left_(text),
          file_name_(file_name),
          options_(options),
          chosen_{options.table, options.index} {}

    Result<BacktestSeries> read() {
        if (!rows_left_.next(row_)) return empty();
        if (auto error = read_header()) return *std::move(error);
        for (const Side side : both_sides) {
            metrics_.consumed[side].points.reserve(
                static_cast<std::size_t>(std::ranges::count(text_, '\n')));
        }
        while (rows_left_.next(row_)) {
            if (row_.is_empty_line()) continue;
            if (auto error = read_row()) return *std::move(error);
        }
        if (rows_ == 0) return empty();
        // The rows determine the period, but a single row does not.
        SeriesOptions options = options_;
        if (period_ > 0) options.period_seconds = period_;
        metrics_.file_name = file_name_;
        auto series = series_of(std::move(metrics_), options);
        if (series.ok()) {
            series.value().table = chosen_[0];
            series.value().index = chosen_[1];
        }
        return series;
    }

private:
    using Problem = std::optional<Error>;

    Problem check_quotes() const {
        if (row_.problem == CsvProblem::none) return std::nullopt;
        return wrong(row_.fields[row_.problem_field], ErrorNumber::series_wrong_columns,
                     "a quotation mark inside a value", "remove it");
    }

    Error wrong(const CsvField& cell, ErrorNumber number, std::string what, std::string fix) const {
        return {ExitCode::bad_trace, number, place_of_byte(text_, file_name_, cell.byte),
                std::move(what), std::move(fix)};
    }
    Error empty() const {
        if (passed_over_) {
            return {ExitCode::bad_trace,
                    ErrorNumber::series_several,
                    {.file = file_name_},
                    fmt::format("there are no rows of {}{}{}", printable(chosen_[0]),
                                chosen_[1].empty() ? "" : " / ", printable(chosen_[1])),
                    "write the names of table and index as in the file"};
        }
        return {ExitCode::bad_trace,
                ErrorNumber::series_empty,
                {.file = file_name_},
                "there are no rows",
                fmt::format("write the header {} and one row per minute", header)};
    }

    Problem read_header() {
        if (auto error = check_quotes()) return error;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            at_[c] = absent;
            for (std::size_t i = 0; i < row_.fields.size(); ++i) {
                if (row_.fields[i].text != columns[c]) continue;
                if (at_[c] != absent) {
                    return wrong(row_.fields[i], ErrorNumber::series_wrong_header,
                                 fmt::format("column {} stands twice", columns[c]), "remove one");
                }
                at_[c] = i;
            }
            if (at_[c] == absent && c <= writes) {
                return wrong(row_.fields.front(), ErrorNumber::series_wrong_header,
                             fmt::format("column {} is missing", columns[c]),
                             fmt::format("write the header {}", header));
            }
        }
        width_ = row_.fields.size();
        return std::nullopt;
    }

    Problem read_row() {
        if (auto error = check_quotes()) return error;
        if (row_.fields.size() != width_) {
            return wrong(row_.fields.back(), ErrorNumber::series_wrong_columns,
                         fmt::format("the row has {} values; the header has {} columns",
                                     row_.fields.size(), width_),
                         "give each row a value for every column");
        }
        bool other = false;
        if (auto error = look_at_resource(other)) return error;
        if (other) return std::nullopt;
        if (auto error = read_time_of_row(row_.fields[at_[timestamp]])) return error;
        if (auto error = read_minute(row_.fields[at_[minute]])) return error;
        for (const Side side : both_sides) {
            const bool of_reads = side == Side::read;
            for (const auto& [column, points] :
                 {std::pair{of_reads ? reads : writes, &metrics_.consumed[side].points},
                  std::pair{of_reads ? read_provisioned : write_provisioned,
                            &metrics_.provisioned[side].points},
                  std::pair{of_reads ? read_events : write_events,
                            &metrics_.throttle_events[side].points}}) {
                if (auto error = read_value(column, *points)) return error;
            }
        }
        ++rows_;
        return std::nullopt;
    }

    // Sets `other` to true for rows of a table or index other than the requested one; the caller
    // skips such rows.
    Problem look_at_resource(bool& other) {
        for (std::size_t part = 0; part < chosen_.size(); ++part) {
            const std::size_t at = at_[part == 0 ? table : index];
            if (at == absent) continue;
            const std::string_view name = row_.fields[at].text;
            const bool asked = !options_.table.empty() || !options_.index.empty();
            if (rows_ == 0 && (!asked || (part == 0 && options_.table.empty())))
                chosen_[part] = name;
            if (name == chosen_[part]) continue;
            if (asked) {
                other = passed_over_ = true;
                return std::nullopt;
            }
            return wrong(
                row_.fields[at], ErrorNumber::series_several,
                fmt::format("{} is \"{}\", but in the earlier rows it is \"{}\"",
                            part == 0 ? "table" : "index", printable(name),
                            printable(chosen_[part])),
                "choose a table with --table NAME; for one of its indexes, add --index NAME");
        }
        return std::nullopt;
    }

    Problem read_value(Column column, std::vector<MetricPoint>& points) {
        if (at_[column] == absent) return std::nullopt;
        const CsvField& cell = row_.fields[at_[column]];
        if (column > writes && cell.text.empty()) return std::nullopt;
        const auto value = parse_nano_units(cell.text);
        const double most =
            period() == 0
                ? largest_sum
                : std::min(largest_minute * static_cast<double>(period()) / 60, largest_sum);
        if (!value ||
            static_cast<double>(*value) > most * static_cast<double>(nano_units_per_unit)) {
            return wrong(cell, ErrorNumber::series_bad_number,
                         fmt::format("{} is \"{}\"; expected units from 0 to {:g}", columns[column],
                                     printable(cell.text), most),
                         "write the sum of the period, such as 1200 or 93.5");
        }
        points.push_back({last_, *value});
        return std::nullopt;
    }

    // Period in seconds; 0: not known yet.
    std::int64_t period() const { return period_ > 0 ? period_ : options_.period_seconds; }

    Problem read_time_of_row(const CsvField& cell) {
        const TimeRead time = read_time(cell.text);
        if (!time.ok() || minute_of(time.time) != time.time) {
            return wrong(
                cell, ErrorNumber::series_bad_time,
                fmt::format("timestamp_utc is \"{}\", which {}; expected the start of a "
                            "minute such as 2016-01-20T12:00:00Z",
                            printable(cell.text),
                            time.ok() ? "lies inside a minute" : time.problem),
                time.ok() ? "give the time at which the period starts" : std::string(time.help));
        }
        const UtcMinute now = minute_of(time.time);
        if (rows_ == 0) {
            first_ = last_ = now;
            return std::nullopt;
        }
        if (now <= last_) {
            return wrong(cell, ErrorNumber::series_out_of_order,
                         fmt::format("{} comes after {}", utc_text(now), utc_text(last_)),
                         "sort the rows by time, with one row per period");
        }
        const std::int64_t step = std::chrono::seconds(now - last_).count();
        if (period() == 0 || rows_ == 1) {
            if (auto error = start_period(cell, step)) return error;
        } else if (step != period_) {
            return wrong(cell, ErrorNumber::series_gap,
                         fmt::format("{} s after the previous row; expected {} s", step, period_),
                         "add the missing rows, with 0 where nothing was consumed; rows of "
                         "another period must be in a separate file");
        }
        if (now - first_ > longest_series) {
            return wrong(cell, ErrorNumber::series_too_long, "the series is longer than ten years",
                         "use only a part of it");
        }
        last_ = now;
        return std::nullopt;
    }

    // The second row determines the period.
    Problem start_period(const CsvField& cell, std::int64_t step) {
        const std::int64_t wanted = options_.period_seconds;
        const bool usual =
            std::find(usual_periods.begin(), usual_periods.end(), step) != usual_periods.end();
        if (wanted > 0 ? step == wanted : usual) {
            period_ = step;
            return std::nullopt;
        }
        return wrong(cell, wanted > 0 ? ErrorNumber::series_gap : ErrorNumber::series_bad_period,
                     fmt::format("{} s after the previous row; expected {}", step,
                                 wanted > 0 ? fmt::format("{} s", wanted)
                                            : "1, 5, 10, 15 or 30 minutes, or 1, 6 or 24 hours"),
                     "add the missing rows, with 0 where nothing was consumed, or give --period");
    }

    // Reads the minute's number. Numbers may start anywhere; they are checked against the time
    // stamps.
    Problem read_minute(const CsvField& cell) {
        const auto number = number_in<std::int64_t>(cell.text);
        if (!number) {
            return wrong(
                cell, ErrorNumber::series_bad_number,
                fmt::format("minute is \"{}\"; expected a whole number", printable(cell.text)),
                "number the minutes from 0");
        }
        if (rows_ == 0) first_minute_ = *number;
        const std::int64_t expected = first_minute_ + (last_ - first_).count();
        // Rows with a period above one minute may also be numbered consecutively.
        const std::int64_t row = first_minute_ + static_cast<std::int64_t>(rows_);
        if (*number != expected && *number != row) {
            return wrong(cell, ErrorNumber::series_gap,
                         fmt::format("minute is {}; by its time stamp it is {}", *number, expected),
                         "number the minutes consecutively");
        }
        return std::nullopt;
    }

    std::string_view text_;
    CsvReader rows_left_;
    std::string file_name_;
    const SeriesOptions& options_;
    std::array<std::string, 2> chosen_;  // table and index
    bool passed_over_ = false;           // whether rows of other resources were skipped
    CsvRecord row_;
    std::array<std::size_t, columns.size()> at_{};
    std::size_t width_ = 0;
    std::size_t rows_ = 0;
    std::int64_t period_ = 0;
    std::int64_t first_minute_ = 0;
    UtcMinute first_{};
    UtcMinute last_{};
    RecordedMetrics metrics_;
};

}  // namespace

Result<BacktestSeries> read_csv_series(const std::string& text, const std::string& file_name,
                                       const SeriesOptions& options) {
    if (auto error = find_encoding_error(text, file_name)) {
        error->exit_code = ExitCode::bad_trace;
        return *std::move(error);
    }
    return SeriesReader(text, file_name, options).read();
}

}  // namespace isotherm
