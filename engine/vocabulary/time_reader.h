// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads times as people, logs and CloudWatch write them: dates and times of ISO 8601, and Unix
// seconds or milliseconds. The whole program uses this reader. Calendar arithmetic is Howard
// Hinnant's date library.

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

// The last second that 64 bits of nanoseconds since 1970 can hold, 2262-04-11T23:47:16Z. Times
// before 1970 and after this second are refused: they are mistakes, mostly in the unit.
inline constexpr std::int64_t last_second = 9'223'372'036;

// The time in a text, or the reason why the text is not a time.
struct TimeRead {
    WallTime time{};
    bool has_zone = false;  // false: the time is taken as UTC
    bool has_fraction = false;
    // "" on success; continues a sentence about the text, as in "is no time".
    std::string_view problem = {};
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

// Reads a calendar time as above, or a number with an optional fraction: up to `last_second` as
// Unix seconds, from 1e11 (in 1973) on as Unix milliseconds. Numbers between these two ranges, and
// finer units, are refused.
TimeRead read_time(std::string_view text);

// Returns the UTC instant of calendar fields; nullopt for a day that does not exist and for times
// outside 1970 to `last_second`. `second_of_day` may be below 0 or above 86,400 after a conversion
// from another time zone.
std::optional<WallTime> calendar_time(int year, int month, int day, std::int64_t second_of_day,
                                      std::int64_t microseconds = 0);

}  // namespace isotherm
