#include "engine/run/backtest_series.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "engine/run/text_file.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

bool looks_like_json(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::optional<WallTime> parse_utc_stamp(std::string_view text) {
    // 2026-03-01T00:03:00Z, also with a blank for T, with +00:00 for Z, without seconds' fraction.
    constexpr std::size_t length = 19;
    if (text.size() < length) return std::nullopt;
    const std::string_view zone = text.substr(length);
    if (zone != "Z" && zone != "+00:00") return std::nullopt;
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
    for (std::size_t i = 0; i < length; ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool fits = form[i] == 'd'   ? digit
                          : form[i] == 'T' ? text[i] == 'T' || text[i] == ' '
                                           : text[i] == form[i];
        if (!fits) return std::nullopt;
    }
    const auto number = [text](std::size_t at, std::size_t count) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + count, value);
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date} + std::chrono::hours(number(11, 2)) +
           std::chrono::minutes(number(14, 2)) + std::chrono::seconds(number(17, 2));
}

std::optional<std::int64_t> parse_nano_units(std::string_view text) {
    double value = 0;
    const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (!(value >= 0 && value <= largest_sum) || std::signbit(value)) return std::nullopt;
    // The nearest nano-unit: what was written with up to nine decimals is exact below 9e6 units.
    const double units = std::floor(value);
    return static_cast<std::int64_t>(units) * nano_units_per_unit +
           std::llround((value - units) * static_cast<double>(nano_units_per_unit));
}

void append_period(std::vector<std::int64_t>& minutes, std::int64_t nano_units,
                   std::int64_t period_seconds) {
    const std::int64_t parts = period_seconds / 60;
    std::int64_t given = 0;
    for (std::int64_t part = 1; part <= parts; ++part) {
        const auto upto =
            static_cast<std::int64_t>(static_cast<__int128>(nano_units) * part / parts);
        minutes.push_back(upto - given);
        given = upto;
    }
}

void note_coarse_period(BacktestSeries& series) {
    if (series.period_seconds == 60) return;
    series.notes.push_back(
        fmt::format("The series has one sum every {} minutes; peaks inside them are hidden. Demand "
                    "is spread evenly over each period, so throttling is underestimated.",
                    series.period_seconds / 60));
}

Result<BacktestSeries> read_backtest_series(const std::vector<std::string>& paths,
                                            std::int64_t period_seconds) {
    std::vector<NamedText> files;
    for (const std::string& path : paths) {
        auto text = read_text_file(path, largest_file);
        if (!text.ok()) return text.errors();
        files.push_back({path, std::move(text.value())});
    }
    if (files.size() > 1 || looks_like_json(files.front().text)) {
        return read_cloudwatch_series(files, period_seconds);
    }
    return read_csv_series(files.front().text, files.front().file_name, period_seconds);
}

}  // namespace isotherm
