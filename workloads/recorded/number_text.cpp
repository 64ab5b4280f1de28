#include "workloads/recorded/number_text.h"

#include <chrono>

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
                   "check the time unit: such numbers are mostly ms, us or ns read as s");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads exactly `count` digits at `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_digit(text[i])) return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

// Digits after a dot as microseconds, further ones cut off; `at` moves behind them.
std::int64_t fraction_at(std::string_view text, std::size_t& at) {
    std::int64_t value = 0;
    std::int64_t scale = microseconds_per_second / 10;
    for (; at < text.size() && is_digit(text[at]); ++at, scale /= 10)
        value += (text[at] - '0') * scale;
    return value;
}

constexpr std::string_view iso_form = "write it as 2018-06-13T00:00:00Z";

// The offset behind the time in minutes; nullopt when malformed.
std::optional<std::int64_t> zone_minutes(std::string_view zone) {
    if (zone == "Z" || zone == "z") return 0;
    if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
    const int hours = digits_at(zone, 1, 2);
    const bool colon = zone.size() > 3 && zone[3] == ':';
    const int minutes = zone.size() == 3 ? 0 : digits_at(zone, colon ? 4 : 3, 2);
    const std::size_t length = zone.size() == 3 ? 3 : (colon ? 6 : 5);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || zone.size() != length) {
        return std::nullopt;
    }
    return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

ParsedTime parse_ticks(std::string_view text, std::int64_t ticks_per_second) {
    if (text.empty()) return refused("is empty", "every row needs a time");
    if (text.front() == '-')
        return refused("is negative", "times must not lie before the trace's origin");
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
    // Of ticks coarser than a microsecond each makes several; of finer ones several make one.
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

std::int64_t civil_microseconds(int year, int month, int day, std::int64_t second_of_day) {
    const auto days =
        std::chrono::sys_days{std::chrono::year{year} / month / day}.time_since_epoch();
    return (std::int64_t{days.count()} * 86'400 + second_of_day) * microseconds_per_second;
}

ParsedTime parse_iso8601(std::string_view text, bool assume_utc) {
    const int year = digits_at(text, 0, 4);
    const int month = digits_at(text, 5, 2);
    const int day = digits_at(text, 8, 2);
    const int hour = digits_at(text, 11, 2);
    const int minute = digits_at(text, 14, 2);
    const int second = digits_at(text, 17, 2);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0 ||
        text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') ||
        text[13] != ':' || text[16] != ':') {
        return refused("is no ISO 8601 time", iso_form);
    }
    if (!(std::chrono::year{year} / month / day).ok() || hour > 23 || minute > 59 || second > 60) {
        return refused("is no time that exists", iso_form);
    }
    if (year > 2261) return too_late();
    ParsedTime time;
    std::size_t at = 19;
    std::int64_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        const std::size_t first = ++at;
        fraction = fraction_at(text, at);
        if (at == first) return refused("is no ISO 8601 time", iso_form);
        time.has_fraction = true;
    }
    const std::string_view zone = text.substr(at);
    if (zone.empty() && !assume_utc) {
        return refused("has no time zone",
                       "append Z, or set zone = \"utc\" when all of them are UTC");
    }
    const auto minutes = zone.empty() ? std::optional<std::int64_t>(0) : zone_minutes(zone);
    if (!minutes) return refused("has a malformed time zone", iso_form);
    // A leap second falls together with the second after it.
    time.microseconds =
        civil_microseconds(year, month, day,
                           std::int64_t{hour} * 3600 + (minute - *minutes) * 60 + second) +
        fraction;
    return time;
}

}  // namespace isotherm
