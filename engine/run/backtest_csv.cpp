// The CSV form of a series: minute, timestamp_utc, read_units_sum, write_units_sum, in any order.

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "engine/run/backtest_series.h"
#include "engine/run/text_file.h"

namespace isotherm {
namespace {

constexpr std::string_view header = "minute,timestamp_utc,read_units_sum,write_units_sum";
enum Column : std::size_t { minute, timestamp, reads, writes };
constexpr std::array<std::string_view, 4> columns{"minute", "timestamp_utc", "read_units_sum",
                                                  "write_units_sum"};

struct Cell {
    std::string_view text;
    std::int64_t column = 1;  // of its first character
    std::int64_t offset = 0;  // in bytes from the start of the file
};

class CsvReader {
public:
    CsvReader(std::string_view text, const std::string& file_name, std::int64_t period)
        : text_(text), file_name_(file_name), wanted_period_(period) {}

    Result<BacktestSeries> read() {
        if (text_.starts_with("\xEF\xBB\xBF")) next_ = 3;  // a byte order mark
        if (!next_line()) return empty();
        if (auto error = read_header()) return *std::move(error);
        while (next_line()) {
            if (line_.empty()) continue;
            if (auto error = read_row()) return *std::move(error);
        }
        if (rows_ == 0) return empty();
        // A single row says nothing about the period.
        if (period_ == 0) start_period(wanted_period_ > 0 ? wanted_period_ : 60);
        note_coarse_period(series_);
        return std::move(series_);
    }

private:
    using Problem = std::optional<Error>;

    bool next_line() {
        if (next_ >= text_.size()) return false;
        line_start_ = next_;
        const std::size_t end = text_.find('\n', next_);
        line_ = text_.substr(next_, end == text_.npos ? text_.npos : end - next_);
        next_ = end == text_.npos ? text_.size() : end + 1;
        if (line_.ends_with('\r')) line_.remove_suffix(1);
        ++line_number_;
        return true;
    }

    // Cells may be quoted as a whole, as some exporters do; no cell of ours holds a comma.
    Problem split() {
        cells_.clear();
        std::size_t begin = 0;
        while (true) {
            const std::size_t comma = line_.find(',', begin);
            const std::size_t end = comma == line_.npos ? line_.size() : comma;
            std::string_view text = line_.substr(begin, end - begin);
            std::size_t at = begin;
            if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
                text = text.substr(1, text.size() - 2);
                ++at;
            }
            if (text.find('"') != text.npos) {
                return wrong(cell_at(text, at), series_error::wrong_columns,
                             "a quotation mark inside a value", "remove it");
            }
            cells_.push_back(cell_at(text, at));
            if (comma == line_.npos) return std::nullopt;
            begin = comma + 1;
        }
    }
    Cell cell_at(std::string_view text, std::size_t at) const {
        return {text, static_cast<std::int64_t>(at) + 1,
                static_cast<std::int64_t>(line_start_ + at)};
    }

    Error wrong(const Cell& cell, int number, std::string what, std::string fix) const {
        return {ExitCode::bad_trace,
                number,
                {.file = file_name_,
                 .line = line_number_,
                 .column = cell.column,
                 .offset = cell.offset,
                 .source_line = std::string(line_)},
                std::move(what),
                std::move(fix)};
    }
    Error empty() const {
        return {ExitCode::bad_trace,
                series_error::empty,
                {.file = file_name_},
                "there are no rows",
                fmt::format("write the header {} and one row a minute", header)};
    }

    Problem read_header() {
        if (auto error = split()) return error;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            std::optional<std::size_t> found;
            for (std::size_t i = 0; i < cells_.size(); ++i) {
                if (cells_[i].text != columns[c]) continue;
                if (found) {
                    return wrong(cells_[i], series_error::wrong_header,
                                 fmt::format("column {} stands twice", columns[c]), "remove one");
                }
                found = i;
            }
            if (!found) {
                return wrong(cells_.front(), series_error::wrong_header,
                             fmt::format("column {} is missing", columns[c]),
                             fmt::format("write the header {}", header));
            }
            at_[c] = *found;
        }
        width_ = cells_.size();
        return std::nullopt;
    }

    Problem read_row() {
        if (auto error = split()) return error;
        if (cells_.size() != width_) {
            return wrong(cells_.back(), series_error::wrong_columns,
                         fmt::format("{} values, the header names {}", cells_.size(), width_),
                         "give each row a value for every column");
        }
        if (auto error = read_time(cells_[at_[timestamp]])) return error;
        if (auto error = read_minute(cells_[at_[minute]])) return error;
        std::array<std::int64_t, side_count> sums{};
        for (const Side side : both_sides) {
            const Cell& cell = cells_[at_[side == Side::read ? reads : writes]];
            const auto sum = parse_nano_units(cell.text);
            if (!sum) {
                return wrong(cell, series_error::bad_number,
                             fmt::format("{} is \"{}\"; expected units from 0 to {:g}",
                                         side == Side::read ? columns[reads] : columns[writes],
                                         printable(cell.text), largest_sum),
                             "write the sum of the period, such as 1200 or 93.5");
            }
            sums[static_cast<std::size_t>(side)] = *sum;
        }
        add(sums);
        ++rows_;
        return std::nullopt;
    }

    Problem read_time(const Cell& cell) {
        const auto time = parse_utc_stamp(cell.text);
        if (!time || minute_of(*time) != *time) {
            return wrong(cell, series_error::bad_time,
                         fmt::format("timestamp_utc is \"{}\"; expected the start of a minute of "
                                     "UTC such as 2016-01-20T12:00:00Z",
                                     printable(cell.text)),
                         "write date, T, time with seconds 00 and Z");
        }
        const UtcMinute now = minute_of(*time);
        if (rows_ == 0) {
            series_.first = now;
        } else if (now <= last_) {
            return wrong(
                cell, series_error::out_of_order,
                fmt::format("{} comes after {} of the row before", cell.text, utc_text(last_)),
                "sort the rows by time and remove repeated ones");
        } else if (rows_ == 1) {
            const std::int64_t step = std::chrono::seconds(now - last_).count();
            if (wanted_period_ > 0 ? step != wanted_period_
                                   : step != 60 && step != 300 && step != 3600) {
                return wrong(cell,
                             wanted_period_ > 0 ? series_error::gap : series_error::bad_period,
                             fmt::format("{} s after the row before; expected {}", step,
                                         wanted_period_ > 0 ? fmt::format("{} s", wanted_period_)
                                                            : "60 s, 300 s or 3600 s"),
                             "add the missing rows; write 0 where nothing was consumed");
            }
            start_period(step);
        } else if (std::chrono::seconds(now - last_).count() != period_) {
            return wrong(cell, series_error::gap,
                         fmt::format("{} s after the row before; expected {} s",
                                     std::chrono::seconds(now - last_).count(), period_),
                         "add the missing rows; write 0 where nothing was consumed");
        }
        if (now - series_.first > longest_series) {
            return wrong(cell, series_error::too_long, "the series is longer than ten years",
                         "give a part of it");
        }
        last_ = now;
        return std::nullopt;
    }

    // Numbers of minutes, from any start; checked against the time stamps.
    Problem read_minute(const Cell& cell) {
        std::int64_t number = 0;
        const char* end = cell.text.data() + cell.text.size();
        const auto [stop, error] = std::from_chars(cell.text.data(), end, number);
        if (error != std::errc{} || stop != end) {
            return wrong(
                cell, series_error::bad_number,
                fmt::format("minute is \"{}\"; expected a whole number", printable(cell.text)),
                "number the minutes from 0");
        }
        if (rows_ == 0) first_minute_ = number;
        const std::int64_t expected = first_minute_ + (last_ - series_.first).count();
        // Rows of longer periods may also be numbered one by one.
        const std::int64_t row = first_minute_ + static_cast<std::int64_t>(rows_);
        if (number != expected && number != row) {
            return wrong(cell, series_error::gap,
                         fmt::format("minute is {}; by its time stamp it is {}", number, expected),
                         "number the minutes without a gap");
        }
        return std::nullopt;
    }

    // The period is known from the second row on; the first row waits.
    void add(const std::array<std::int64_t, side_count>& sums) {
        if (period_ == 0) {
            waiting_ = sums;
            return;
        }
        for (std::size_t s = 0; s < side_count; ++s) {
            append_period(series_.demand[s], sums[s], period_);
        }
    }
    void start_period(std::int64_t seconds) {
        period_ = seconds;
        series_.period_seconds = seconds;
        add(waiting_);
    }

    std::string_view text_;
    std::string file_name_;
    std::int64_t wanted_period_;
    std::size_t next_ = 0;
    std::size_t line_start_ = 0;
    std::string_view line_;
    std::int64_t line_number_ = 0;
    std::vector<Cell> cells_;
    std::array<std::size_t, columns.size()> at_{};
    std::size_t width_ = 0;
    std::size_t rows_ = 0;
    std::int64_t period_ = 0;
    std::int64_t first_minute_ = 0;
    UtcMinute last_{};
    std::array<std::int64_t, side_count> waiting_{};
    BacktestSeries series_;
};

}  // namespace

Result<BacktestSeries> read_csv_series(const std::string& text, const std::string& file_name,
                                       std::int64_t period_seconds) {
    if (auto error = find_encoding_error(text, file_name)) {
        error->exit_code = ExitCode::bad_trace;
        return *std::move(error);
    }
    return CsvReader(text, file_name, period_seconds).read();
}

}  // namespace isotherm
