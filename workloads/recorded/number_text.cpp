// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/number_text.h"

namespace isotherm {
namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;

ParsedTime refused(std::string_view problem, std::string_view help) {
    ParsedTime time;
    time.problem = problem;
    time.help = help;
    return time;
}

ParsedTime too_late() {
    return refused("lies beyond the year 2262",
                   "check the time unit: such large numbers are usually ms, us or ns read as s");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Returns the digits after a dot as microseconds and ignores those after the sixth; moves `at`
// behind them.
std::int64_t fraction_at(std::string_view text, std::size_t& at) {
    std::int64_t value = 0;
    std::int64_t scale = microseconds_per_second / 10;
    for (; at < text.size() && is_digit(text[at]); ++at, scale /= 10)
        value += (text[at] - '0') * scale;
    return value;
}

}  // namespace

ParsedTime parse_ticks(std::string_view text, std::int64_t ticks_per_second) {
    if (text.empty()) return refused("is empty", "every row needs a time");
    if (text.front() == '-') return refused("is negative", "times must be 0 or later");
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    std::uint64_t ticks = 0;
    if (!parse_digits(whole, ticks)) {
        bool only_digits = !whole.empty();
        for (const char c : whole) only_digits = only_digits && is_digit(c);
        return only_digits
                   ? too_late()
                   : refused("is not a number", "write digits, with a dot before a fraction");
    }
    if (ticks / static_cast<std::uint64_t>(ticks_per_second) >
        static_cast<std::uint64_t>(last_second)) {
        return too_late();
    }
    const auto ticks_signed = static_cast<std::int64_t>(ticks);
    ParsedTime time;
    // A tick of a microsecond or longer is a whole number of microseconds; shorter ticks are
    // divided down to microseconds.
    const std::int64_t tick_us = microseconds_per_second / ticks_per_second;
    time.microseconds = tick_us > 0 ? ticks_signed * tick_us
                                    : ticks_signed / (ticks_per_second / microseconds_per_second);
    if (dot != std::string_view::npos) {
        std::size_t at = dot + 1;
        const std::int64_t millionths = fraction_at(text, at);
        if (at != text.size() || at == dot + 1) {
            return refused("is not a number", "write digits, with a dot before a fraction");
        }
        time.microseconds += millionths * tick_us / microseconds_per_second;
        time.has_fraction = true;
    }
    return time;
}

ParsedTime parse_iso8601(std::string_view text, bool assume_utc) {
    const TimeRead read = read_calendar_time(text);
    if (!read.ok()) return refused(read.problem, read.help);
    if (!read.has_zone && !assume_utc) {
        return refused("has no time zone",
                       "append Z, or remove zone = \"written\" so that they count as UTC");
    }
    ParsedTime time;
    time.microseconds = read.time.time_since_epoch().count();
    time.has_fraction = read.has_fraction;
    return time;
}

}  // namespace isotherm
