// SPDX-License-Identifier: Apache-2.0
#include "engine/model/time_series.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr double a_year = 366.0 * 86'400;

std::int64_t step_value(const std::vector<double>& steps, std::size_t age, std::int64_t warm) {
    if (steps.empty()) return warm;
    return static_cast<std::int64_t>(steps[std::min(age, steps.size() - 1)]);
}

void cooling_settings(TimeSeriesSpec& series, SettingsVisitor& visit) {
    visit.field({.name = "cool_read",
                 .help = "read units of a table whose period ended 0, 1, 2 ... periods ago",
                 .lowest = 1,
                 .highest = 1e9},
                series.cool_read);
    visit.field({.name = "cool_write",
                 .help = "write units of a table whose period ended 0, 1, 2 ... periods ago",
                 .lowest = 1,
                 .highest = 1e9},
                series.cool_write);
    visit.field({.name = "cool_after",
                 .help = "how long after the end of a period its table's capacity is lowered",
                 .lowest = 0,
                 .highest = a_year},
                series.cool_after);
}

}  // namespace

void TimeSeriesSpec::settings(SettingsVisitor& visit) {
    choice_field(
        visit,
        {.name = "period", .help = "period that each table covers; empty: one table for all"},
        period);
    visit.field({.name = "one_table", .help = "send the same traffic to one big table instead"},
                one_table);
    visit.field({.name = "ahead",
                 .help = "how long before the start of its period a table is created",
                 .lowest = 0,
                 .highest = a_year},
                ahead);
    visit.field({.name = "history",
                 .help = "number of tables of earlier periods that exist at the start",
                 .lowest = 0,
                 .highest = 400},
                history);
    visit.field({.name = "retention",
                 .help = "number of periods that a table is kept after its own period; 0: forever",
                 .lowest = 0,
                 .highest = 1'000},
                retention);
    cooling_settings(*this, visit);
    visit.field({.name = "scaled",
                 .help = "number of newest tables of the series that scaling policies control",
                 .lowest = 0,
                 .highest = 400},
                scaled);
    visit.field({.name = "late",
                 .help = "share of the writes that are late: their timestamp lies in the past",
                 .lowest = 0,
                 .highest = 1},
                late);
    visit.field({.name = "late_by",
                 .help = "mean age of the timestamps of late writes; exponentially distributed",
                 .lowest = 1e-3,
                 .highest = a_year},
                late_by);
    visit.field({.name = "read_ages",
                 .help = "relative weights of reads from the current period, the one before, ...",
                 .lowest = 0,
                 .highest = 1e9},
                read_ages);
    visit.field({.name = "archive", .help = "whether a table is exported before it is deleted"},
                archive);
    if (!read_ages.empty() && *std::max_element(read_ages.begin(), read_ages.end()) <= 0)
        visit.reject("read_ages", "all weights are 0, so no table can receive reads",
                     "give one period a weight above 0");
}

Throughput TimeSeriesSpec::cooled(Throughput warm, std::size_t age) const {
    return {step_value(cool_read, age, warm.read), step_value(cool_write, age, warm.write)};
}

WallTime PeriodCalendar::start_of(WallTime time) const {
    using std::chrono::days;
    if (period_ == Period::hour) return std::chrono::floor<std::chrono::hours>(time);
    const auto day = std::chrono::floor<days>(time);
    if (period_ == Period::day) return day;
    if (period_ == Period::week) {
        const std::chrono::weekday weekday{day};
        return day - (weekday - std::chrono::Monday);
    }
    const std::chrono::year_month_day date{day};
    return std::chrono::sys_days{date.year() / date.month() / 1};
}

WallTime PeriodCalendar::shifted(WallTime start, std::int64_t periods) const {
    if (period_ == Period::hour) return start + std::chrono::hours(periods);
    if (period_ == Period::day) return start + std::chrono::days(periods);
    if (period_ == Period::week) return start + std::chrono::weeks(periods);
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(start)};
    const auto month = date.year() / date.month() + std::chrono::months(periods);
    return std::chrono::sys_days{month / 1};
}

std::string PeriodCalendar::name_of(WallTime start) const {
    const auto day = std::chrono::floor<std::chrono::days>(start);
    const std::chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    if (period_ == Period::month) return fmt::format("{:04}-{:02}", year, month);
    if (period_ == Period::week) {
        // ISO 8601: a week belongs to the year of its Thursday.
        const auto thursday = day + std::chrono::days(3);
        const std::chrono::year_month_day of{thursday};
        const auto first = std::chrono::sys_days{of.year() / 1 / 1};
        return fmt::format("{:04}-W{:02}", static_cast<int>(of.year()),
                           (thursday - first).count() / 7 + 1);
    }
    const std::string text =
        fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(date.day()));
    if (period_ == Period::day) return text;
    return fmt::format("{}-{:02}", text,
                       std::chrono::floor<std::chrono::hours>(start - day).count());
}

}  // namespace isotherm
