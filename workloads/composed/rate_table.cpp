// SPDX-License-Identifier: Apache-2.0
#include "workloads/composed/rate_table.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "engine/vocabulary/csv_reader.h"
#include "engine/vocabulary/known_names.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

using Problem = std::optional<Error>;

class RateTableReader {
public:
    RateTableReader(std::string_view text, const RateTableSettings& settings)
        : text_(text), settings_(settings), rows_(text) {}

    Result<std::vector<RatePoint>> read() {
        if (auto error = find_encoding_error(text_, settings_.file)) return *std::move(error);
        if (!rows_.next(row_) || row_.is_empty_line()) return too_few();
        if (auto error = read_header()) return *std::move(error);
        while (rows_.next(row_)) {
            if (row_.is_empty_line()) continue;
            if (auto error = read_row()) return *std::move(error);
        }
        if (points_.size() < 2) return too_few();
        return std::move(points_);
    }

private:
    Error wrong(const CsvField& cell, ErrorNumber number, std::string what, std::string fix) const {
        return {ExitCode::bad_scenario, number, place_of_byte(text_, settings_.file, cell.byte),
                std::move(what), std::move(fix)};
    }
    Error too_few() const {
        return {ExitCode::bad_scenario,
                ErrorNumber::series_empty,
                {.file = settings_.file, .line = 1, .column = 1},
                fmt::format("there are {} rows of values; expected a header and at least two rows",
                            points_.size()),
                "write a header such as time,rate and a row for each time"};
    }

    Problem read_header() {
        if (auto error = check_quotes()) return error;
        width_ = row_.fields.size();
        if (width_ < 2) {
            return wrong(row_.fields.front(), ErrorNumber::series_wrong_header,
                         "there is one column; expected one of times and one of values",
                         "separate the columns with commas");
        }
        if (auto error = find(settings_.time, 0, time_)) return error;
        if (auto error = find(settings_.column, time_ == 1 ? 0 : 1, value_)) return error;
        if (time_ != value_) return std::nullopt;
        return wrong(row_.fields[time_], ErrorNumber::series_wrong_header,
                     fmt::format("{} would be both the times and the values",
                                 printable(row_.fields[time_].text)),
                     "name different columns in time and column");
    }
    Problem find(const std::string& name, std::size_t otherwise, std::size_t& at) const {
        at = otherwise;
        if (name.empty()) return std::nullopt;
        std::vector<std::string> names;
        for (at = 0; at < width_; ++at) {
            if (row_.fields[at].text == name) return std::nullopt;
            names.push_back(row_.fields[at].text);
        }
        return wrong(row_.fields.front(), ErrorNumber::series_wrong_header,
                     fmt::format("there is no column \"{}\"", printable(name)),
                     suggestion_text(name, names));
    }

    Problem check_quotes() const {
        if (row_.problem == CsvProblem::none) return std::nullopt;
        return wrong(row_.fields[row_.problem_field], ErrorNumber::series_wrong_columns,
                     "a quotation mark that does not enclose a value", "remove it, or close it");
    }

    Problem read_row() {
        if (auto error = check_quotes()) return error;
        if (row_.fields.size() != width_) {
            return wrong(row_.fields.back(), ErrorNumber::series_wrong_columns,
                         fmt::format("the row has {} values; the header has {} columns",
                                     row_.fields.size(), width_),
                         "give each row a value for every column");
        }
        const CsvField& time = row_.fields[time_];
        const TimeRead read = read_time(time.text);
        if (!read.ok()) {
            return wrong(
                time, ErrorNumber::series_bad_time,
                fmt::format("\"{}\" {}", printable(time.text), read.problem),
                read.help.empty() ? fmt::format("write {}", time_form) : std::string(read.help));
        }
        if (points_.empty()) first_ = read.time;
        const SimDuration at = read.time - first_;
        if (!points_.empty() && at <= points_.back().at) {
            return wrong(
                time, ErrorNumber::series_out_of_order,
                fmt::format("\"{}\" is not after the time of the row before", printable(time.text)),
                "sort the rows by time, and give each time once");
        }
        if (at >= longest_run) {
            return wrong(time, ErrorNumber::series_bad_time,
                         "the time is more than ten years after the first one",
                         "leave out the rows from here on");
        }
        return read_value(at, row_.fields[value_]);
    }
    Problem read_value(SimDuration at, const CsvField& cell) {
        const auto number = number_in<double>(cell.text);
        if (!number || !std::isfinite(*number)) {
            return wrong(cell, ErrorNumber::series_bad_number,
                         fmt::format("\"{}\" is not a number", printable(cell.text)),
                         "write a number of 0 or more; where nothing came, 0");
        }
        constexpr double highest = 1e15;
        if (*number < 0 || *number > highest) {
            return wrong(cell, ErrorNumber::series_bad_number,
                         fmt::format("{} is not between 0 and 10^15", printable(cell.text)),
                         "write a number of 0 or more");
        }
        points_.push_back({at, *number});
        return std::nullopt;
    }

    std::string_view text_;
    const RateTableSettings& settings_;
    CsvReader rows_;
    CsvRecord row_;
    std::size_t width_ = 0;
    std::size_t time_ = 0;
    std::size_t value_ = 1;
    WallTime first_{};
    std::vector<RatePoint> points_;
};

}  // namespace

Result<std::vector<RatePoint>> read_rate_table(std::string_view text,
                                               const RateTableSettings& settings) {
    return RateTableReader(text, settings).read();
}

}  // namespace isotherm
