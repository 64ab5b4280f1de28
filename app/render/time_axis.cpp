// SPDX-License-Identifier: Apache-2.0
#include "app/render/time_axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using WallSecond = std::chrono::sys_time<seconds>;

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3'600;
constexpr std::int64_t day = 86'400;
constexpr std::array<std::int64_t, 28> tick_steps{
    1,          2,          5,           10,          15,          30,          minute,
    2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,        2 * hour,
    3 * hour,   6 * hour,   12 * hour,   day,         2 * day,     5 * day,     10 * day,
    20 * day,   50 * day,   100 * day,   200 * day,   400 * day,   1'000 * day, 2'000 * day};

constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool has_calendar(WallTime start) { return start != WallTime{}; }

std::int64_t floor_to(std::int64_t value, std::int64_t step) {
    const std::int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

std::string time_of_day(std::int64_t second, bool with_seconds) {
    const std::int64_t of_day = second - floor_to(second, day);
    const std::int64_t h = of_day / hour;
    const std::int64_t m = of_day % hour / minute;
    return with_seconds ? fmt::format("{:02}:{:02}:{:02}", h, m, of_day % minute)
                        : fmt::format("{:02}:{:02}", h, m);
}

struct CalendarDate {
    std::string day;   // "20 Jan"
    std::string year;  // "2016"
};

CalendarDate date_of(std::int64_t second) {
    const auto date =
        std::chrono::year_month_day(std::chrono::floor<days>(WallSecond(seconds(second))));
    return {fmt::format("{} {}", static_cast<unsigned>(date.day()),
                        month_names[static_cast<unsigned>(date.month()) - 1]),
            fmt::format("{}", static_cast<int>(date.year()))};
}

// Makes the two label lines of a tick at `second`, counted from the epoch if `calendar`, otherwise
// from the run's start.
TimeTick labelled(std::int64_t second, std::int64_t step, bool calendar) {
    TimeTick tick;
    const std::int64_t day_number = floor_to(second, day) / day;
    if (step < day) tick.label = time_of_day(second, step < minute);
    if (calendar) {
        const CalendarDate date = date_of(second);
        if (step >= day) tick.label = date.day;
        tick.below = step >= day ? date.year : date.day + " " + date.year;
    } else {
        if (step >= day)
            tick.label = fmt::format("day {}", day_number);
        else
            tick.below = day_number == 0 ? "" : fmt::format("day {}", day_number);
    }
    return tick;
}

}  // namespace

std::vector<TimeTick> time_ticks(const TimeAxis& axis, WallTime start, double least_spacing) {
    if (!(axis.end_second > axis.first_second) || !(axis.right > axis.left)) return {};
    const double least_seconds = least_spacing / axis.pixels_per_second();
    const auto wide_enough =
        std::find_if(tick_steps.begin(), tick_steps.end(),
                     [&](std::int64_t step) { return static_cast<double>(step) >= least_seconds; });
    const std::int64_t step = wide_enough == tick_steps.end() ? tick_steps.back() : *wide_enough;

    // Ticks are at round times of the wall clock, not of the run.
    const bool calendar = has_calendar(start);
    const double offset = calendar ? in_seconds(start.time_since_epoch()) : 0;
    std::vector<TimeTick> ticks;
    std::string last_below;
    auto at = static_cast<std::int64_t>(
        std::ceil((axis.first_second + offset) / static_cast<double>(step) - 1e-9) *
        static_cast<double>(step));
    for (; static_cast<double>(at) - offset <= axis.end_second + 1e-9; at += step) {
        TimeTick tick = labelled(at, step, calendar);
        tick.second = static_cast<double>(at) - offset;
        if (tick.below == last_below)
            tick.below.clear();
        else
            last_below = tick.below;
        ticks.push_back(std::move(tick));
    }
    return ticks;
}

std::string time_axis_caption(WallTime start) {
    return has_calendar(start) ? "UTC" : "since start";
}

std::string time_range_text(WallTime start, std::int64_t first_second, std::int64_t end_second) {
    if (!has_calendar(start)) {
        return fmt::format("{} to {} after the start",
                           clock_text(sim_start + seconds(first_second)),
                           clock_text(sim_start + seconds(end_second)));
    }
    const std::int64_t origin = std::chrono::floor<seconds>(start).time_since_epoch().count();
    const std::int64_t first = origin + first_second;
    const std::int64_t end = origin + end_second;
    const CalendarDate from = date_of(first);
    const CalendarDate to = date_of(end);
    const bool with_seconds = first % minute != 0 || end % minute != 0;
    const bool same_day = from.day == to.day && from.year == to.year;
    return fmt::format(
        "{} {}, {} to {}{} UTC", from.day, from.year, time_of_day(first, with_seconds),
        same_day ? "" : to.day + " " + to.year + ", ", time_of_day(end, with_seconds));
}

std::string length_text(double length) {
    const auto whole = static_cast<std::int64_t>(std::llround(length));
    if (length < minute) {
        const bool fraction = std::abs(length - std::round(length)) > 0.05;
        return fmt::format("{} s", grouped(length, fraction ? 1 : 0));
    }
    if (whole < hour) {
        const std::int64_t rest = whole % minute;
        return rest == 0 ? fmt::format("{} min", whole / minute)
                         : fmt::format("{} min {} s", whole / minute, rest);
    }
    const std::int64_t minutes = whole % hour / minute;
    return minutes == 0 ? fmt::format("{} h", grouped(whole / hour))
                        : fmt::format("{} h {} min", grouped(whole / hour), minutes);
}

}  // namespace isotherm
