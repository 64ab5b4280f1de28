// SPDX-License-Identifier: Apache-2.0
#pragma once
// Times as people, logs and CloudWatch write them. One reader for the whole program: dates and
// times of ISO 8601, and Unix seconds or milliseconds. Calendars are Howard Hinnant's date library.

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

// The last second that 64 bits of nanoseconds since 1970 can hold, 2262-04-11T23:47:16Z. Earlier
// times than 1970 and later ones than this are refused: they are slips, mostly of the unit.
inline constexpr std::int64_t last_second = 9'223'372'036;

// What a text says; or why it says no time.
struct TimeRead {
    WallTime time{};
    bool has_zone = false;  // false: taken for UTC
    bool has_fraction = false;
    std::string_view problem = {};  // "" when it was read; goes behind what was found
    std::string_view help = {};

    bool ok() const { return problem.empty(); }
};

inline constexpr std::string_view time_form =
    "a time such as 2016-01-20T12:00:00Z, also with an offset such as +09:00 (UTC without one), or "
    "Unix seconds or milliseconds";

// "2018-06-13": a day of any year of four digits.
std::optional<std::chrono::sys_days> read_day(std::string_view text);

// "2018-06-13T00:00:00Z", with a blank for T, without seconds or a time of day, with a fraction
// (cut off below a microsecond), with Z, +02:00, +0200, +02 or, for UTC, without a zone. A leap
// second, :60, is the first instant of the next minute.
TimeRead read_calendar_time(std::string_view text);

// The same; or decimal digits with a fraction: Unix seconds up to `last_second`, milliseconds from
// 1e11 (1973) on. What lies between, and finer units, is refused.
TimeRead read_time(std::string_view text);

// The UTC instant of calendar fields; nullopt for a day that does not exist and outside 1970 to
// `last_second`. `second_of_day` may be that of another zone, below 0 or above 86,400.
std::optional<WallTime> calendar_time(int year, int month, int day, std::int64_t second_of_day,
                                      std::int64_t microseconds = 0);

}  // namespace isotherm
