// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/time_reader.h"

#include <date/date.h>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::string_view iso_form = "write it as 2018-06-13T00:00:00Z";
constexpr std::string_view too_early = "lies before 1970";
constexpr std::string_view too_late = "lies beyond the year 2262";
constexpr std::size_t day_length = 10;  // of "2018-06-13"
constexpr std::int64_t least_milliseconds = 100'000'000'000;

TimeRead refused(std::string_view problem, std::string_view help) {
    return {.problem = problem, .help = help};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Returns the number made of exactly `count` digits at `at`; -1 if there are not that many.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_digit(text[i])) return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool has(std::string_view text, std::size_t at, char c) {
    return at < text.size() && text[at] == c;
}

// Reads one or more digits at `at` as a decimal fraction in millionths; digits after the sixth are
// ignored. Moves `at` past all digits.
std::optional<std::int64_t> fraction_at(std::string_view text, std::size_t& at) {
    const std::size_t first = at;
    std::int64_t value = 0;
    for (std::int64_t scale = 100'000; at < text.size() && is_digit(text[at]); ++at, scale /= 10)
        value += (text[at] - '0') * scale;
    return at == first ? std::nullopt : std::optional(value);
}

// Returns the minutes of "Z", "+02:00", "+0200" or "+02", each optionally after a blank; nullopt if
// malformed.
std::optional<std::int64_t> zone_minutes(std::string_view zone) {
    if (zone.front() == ' ') zone.remove_prefix(1);
    if (zone == "Z" || zone == "z" || zone == "UTC") return 0;
    if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
    const int hours = digits_at(zone, 1, 2);
    const bool colon = has(zone, 3, ':');
    const std::size_t length = zone.size() == 3 ? 3 : (colon ? 6 : 5);
    const int minutes = length == 3 ? 0 : digits_at(zone, colon ? 4 : 3, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || zone.size() != length)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

// Reads the date at the front; nullopt if malformed. The day may not exist, such as February 30.
std::optional<date::year_month_day> date_at_front(std::string_view text) {
    const int year = digits_at(text, 0, 4);
    const int month = has(text, 4, '-') ? digits_at(text, 5, 2) : -1;
    const int day = has(text, 7, '-') ? digits_at(text, 8, 2) : -1;
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    return date::year{year} / month / day;
}

// The time of day after a date. time_of_day() reads it at `at` and moves `at` past it.
struct TimeOfDay {
    std::int64_t seconds = 0;
    std::int64_t microseconds = 0;
    bool has_fraction = false;
};
std::optional<TimeOfDay> time_of_day(std::string_view text, std::size_t& at) {
    if (at == text.size()) return TimeOfDay{};
    if (!has(text, at, 'T') && !has(text, at, ' ') && !has(text, at, 't')) return std::nullopt;
    const int hour = digits_at(text, at + 1, 2);
    const int minute = has(text, at + 3, ':') ? digits_at(text, at + 4, 2) : -1;
    at += 6;
    int second = 0;
    TimeOfDay day;
    if (has(text, at, ':')) {
        second = digits_at(text, at + 1, 2);
        at += 3;
        if (second >= 0 && (has(text, at, '.') || has(text, at, ','))) {
            const auto fraction = fraction_at(text, ++at);
            if (!fraction) return std::nullopt;
            day.microseconds = *fraction;
            day.has_fraction = true;
        }
    }
    if (hour < 0 || minute < 0 || second < 0) return std::nullopt;
    // -1: the form is right, but a field is out of range.
    day.seconds = hour > 23 || minute > 59 || second > 60
                      ? -1
                      : std::int64_t{hour} * 3600 + minute * 60 + second;
    return day;
}

// Returns the error for a time before 1970 or after 2262.
TimeRead outside(bool early) {
    return early ? refused(too_early, "times must be from 1970 to 2262")
                 : refused(too_late,
                           "times must be from 1970 to 2262; check the unit of a number: Unix "
                           "seconds or milliseconds");
}

std::optional<WallTime> in_range(date::sys_days day, std::int64_t second_of_day,
                                 std::int64_t microseconds) {
    const WallTime time = day + std::chrono::seconds(second_of_day) + SimDuration(microseconds);
    const std::int64_t second = whole_seconds(time.time_since_epoch());
    return second < 0 || second > last_second ? std::nullopt : std::optional(time);
}

TimeRead read_unix_time(std::string_view text) {
    std::size_t at = text.find('.');
    const std::string_view whole = text.substr(0, at);
    const auto [number, problem, end] = number_at_front<std::int64_t>(whole);
    if (problem == NumberProblem::out_of_range) return outside(false);
    TimeRead read;
    std::int64_t millionths = 0;
    if (at != text.npos) {
        const auto fraction = fraction_at(text, ++at);
        if (!fraction || at != text.size()) return refused("is no time", iso_form);
        millionths = *fraction;
        read.has_fraction = true;
    }
    if (number <= last_second) {
        read.time = WallTime(std::chrono::seconds(number) + SimDuration(millionths));
    } else if (number >= least_milliseconds && number / 1'000 <= last_second) {
        read.time = WallTime(std::chrono::milliseconds(number) + SimDuration(millionths / 1'000));
        read.has_fraction = read.has_fraction || number % 1'000 != 0;
    } else {
        return outside(false);
    }
    read.has_zone = true;
    return read;
}

}  // namespace

std::optional<WallTime> calendar_time(int year, int month, int day, std::int64_t second_of_day,
                                      std::int64_t microseconds) {
    const date::year_month_day date = date::year{year} / month / day;
    return date.ok() ? in_range(date, second_of_day, microseconds) : std::nullopt;
}

std::optional<std::chrono::sys_days> read_day(std::string_view text) {
    const auto date = date_at_front(text);
    if (!date || !date->ok() || text.size() != day_length) return std::nullopt;
    return std::chrono::sys_days(date::sys_days{*date});
}

TimeRead read_calendar_time(std::string_view text) {
    const auto date = date_at_front(text);
    std::size_t at = day_length;
    const auto of_day = date ? time_of_day(text, at) : std::nullopt;
    if (!of_day) return refused("is not an ISO 8601 time", iso_form);
    if (!date->ok() || of_day->seconds < 0) return refused("is not a time that exists", iso_form);
    TimeRead read;
    read.has_fraction = of_day->has_fraction;
    read.has_zone = at < text.size();
    const auto minutes = read.has_zone ? zone_minutes(text.substr(at)) : std::optional(0L);
    if (!minutes) return refused("has a malformed time zone", iso_form);
    // A leap second is taken as the second after it.
    const auto time = in_range(*date, of_day->seconds - *minutes * 60, of_day->microseconds);
    if (!time) return outside(date->year() < date::year{2000});
    read.time = *time;
    return read;
}

TimeRead read_time(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    bool number = text.size() > (negative ? 1 : 0);
    for (const char c : text.substr(negative ? 1 : 0)) number = number && (is_digit(c) || c == '.');
    if (!number || text.front() == '.') return read_calendar_time(text);
    return negative ? outside(true) : read_unix_time(text);
}

}  // namespace isotherm
