// SPDX-License-Identifier: Apache-2.0
#pragma once
// AWS's cron expressions: six fields, days of the week from 1 (SUN), the letters L, W and #.

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace isotherm {

inline constexpr auto week_names =
    std::to_array<std::string_view>({"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"});
inline constexpr auto month_names = std::to_array<std::string_view>(
    {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"});

struct FieldRange {
    int lowest = 0;
    int highest = 0;
    std::span<const std::string_view> names = {};  // of lowest, lowest + 1, …
};
inline constexpr FieldRange minute_range{0, 59};
inline constexpr FieldRange hour_range{0, 23};
inline constexpr FieldRange day_range{1, 31};
inline constexpr FieldRange month_range{1, 12, month_names};
inline constexpr FieldRange week_range{1, 7, week_names};
inline constexpr FieldRange year_range{1970, 2199};

using FieldSet = std::set<int>;

struct AwsCron {
    FieldSet minutes;
    FieldSet hours;
    FieldSet months;
    FieldSet years;
    FieldSet days;
    FieldSet week;             // 1: SUN
    std::string special_day;   // "L", "15W", "LW"
    std::string special_week;  // "6L", "2#1"
    bool any_day = false;
    bool any_week = false;
    bool any_month = false;
    bool any_year = false;
    bool any_hour = false;

    // Whether the expression has times on this day.
    bool on(std::chrono::sys_days day) const;
};

// Reads what stands in the parentheses of "cron(0 8 ? * MON-FRI *)"; nullopt for another form.
std::optional<AwsCron> read_aws_cron(std::string_view inside);

}  // namespace isotherm
