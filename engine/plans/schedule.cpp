// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/schedule.h"

#include <algorithm>

#include "engine/scaling/capacity_bounds.h"

namespace isotherm {
namespace {

constexpr std::int64_t hours_a_day = 24;
// More steps than this a day would be hard to keep up, and decreases are limited: four a day and
// one an hour (Developer Guide, quotas).
constexpr std::size_t most_steps = 8;
// An increase is asked for this long before it is needed: UpdateTable takes minutes.
constexpr std::int64_t minutes_ahead = 10;

bool on_weekend(UtcMinute minute) {
    const std::chrono::weekday day(std::chrono::floor<std::chrono::days>(minute));
    return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

std::int64_t hour_of(UtcMinute minute) {
    return (minute - std::chrono::floor<std::chrono::days>(minute)) / std::chrono::hours(1);
}

struct Stretch {
    std::int64_t first = 0, end = 0;  // hours
    std::int64_t units = 0;

    // Unit hours that are added when both become one.
    std::int64_t with(const Stretch& next) const {
        const std::int64_t most = std::max(units, next.units);
        return (most - units) * (end - first) + (most - next.units) * (next.end - next.first);
    }
};

}  // namespace

std::optional<DayProfile> DayProfile::of(const BacktestSeries& series, Side side, bool weekends) {
    constexpr std::size_t day = 1'440;
    if (series.minutes() < (weekends ? 7 * day : day)) return std::nullopt;
    DayProfile profile;
    profile.days_.resize(weekends ? 2 : 1);
    profile.first_hour_ = hour_of(series.first);
    profile.first_on_weekend_ = weekends && on_weekend(series.first);
    for (std::size_t i = 0; i < series.minutes(); ++i) {
        const UtcMinute minute = series.first + std::chrono::minutes(i);
        Hours& hours = profile.days_[weekends && on_weekend(minute) ? 1 : 0];
        std::int64_t& most = hours[static_cast<std::size_t>(hour_of(minute))];
        most = std::max(most, divided_up(series.of(side)[i], 60 * nano_units_per_unit));
    }
    return profile;
}

// Joins the neighbours that cost least to join, until few steps are left.
DayProfile::Hours DayProfile::merged(const Hours& hours) const {
    std::vector<Stretch> stretches;
    for (std::int64_t h = 0; h < hours_a_day; ++h)
        stretches.push_back({h, h + 1, hours[static_cast<std::size_t>(h)]});
    while (stretches.size() > 1) {
        std::size_t best = 0;
        for (std::size_t s = 1; s + 1 < stretches.size(); ++s)
            if (stretches[s].with(stretches[s + 1]) < stretches[best].with(stretches[best + 1]))
                best = s;
        const std::int64_t added = stretches[best].with(stretches[best + 1]);
        if (stretches.size() <= most_steps && added > 0) break;
        stretches[best].units = std::max(stretches[best].units, stretches[best + 1].units);
        stretches[best].end = stretches[best + 1].end;
        stretches.erase(stretches.begin() + static_cast<std::ptrdiff_t>(best) + 1);
    }
    Hours result{};
    for (const Stretch& stretch : stretches)
        for (std::int64_t h = stretch.first; h < stretch.end; ++h)
            result[static_cast<std::size_t>(h)] = stretch.units;
    return result;
}

std::vector<ScheduleStep> DayProfile::steps_of(const Hours& hours, const std::string& days) {
    std::vector<ScheduleStep> steps;
    for (std::int64_t h = 0; h < hours_a_day; ++h) {
        const std::int64_t units = hours[static_cast<std::size_t>(h)];
        if (h == 0) {
            steps.push_back({0, days, units});
            continue;
        }
        const std::int64_t before = hours[static_cast<std::size_t>(h - 1)];
        if (units == before) continue;
        steps.push_back({h * 60 - (units > before ? minutes_ahead : 0), days, units});
    }
    return steps;
}

SideSetting DayProfile::schedule(std::int64_t thousandths) const {
    constexpr std::int64_t whole = 1'000;
    SideSetting setting;
    setting.kind = SettingKind::schedule;
    for (std::size_t d = 0; d < days_.size(); ++d) {
        Hours hours = days_[d];
        for (std::int64_t& units : hours)
            units = std::max<std::int64_t>(1, divided_up(units * thousandths, whole));
        hours = merged(hours);
        if (d == (first_on_weekend_ ? 1U : 0U))
            setting.units = hours[static_cast<std::size_t>(first_hour_)];
        const std::string days = days_.size() == 1 ? "" : d == 0 ? "MON-FRI" : "SAT,SUN";
        const auto steps = steps_of(hours, days);
        setting.steps.insert(setting.steps.end(), steps.begin(), steps.end());
    }
    return setting;
}

}  // namespace isotherm
