// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/value.h"

#include <xxhash.h>

#include <array>
#include <cassert>
#include <charconv>

#include "engine/model/key_space.h"

namespace isotherm {
namespace {

constexpr SimDuration one_day = std::chrono::days(1);
constexpr SimDuration one_week = std::chrono::weeks(1);
// Weeks begin on Mondays; 1970-01-01 was a Thursday.
constexpr SimDuration first_monday = std::chrono::days(4);

// The last multiple of `step` after `origin` that is not later than `time`.
std::int64_t floored(std::int64_t time, SimDuration step, SimDuration origin = {}) {
    const std::int64_t since = time - origin.count();
    const std::int64_t over = since % step.count();
    return time - (over < 0 ? over + step.count() : over);
}

SimDuration length_of(Grain period) {
    switch (period) {
        case Grain::instant:
            return 1us;
        case Grain::second:
            return 1s;
        case Grain::minute:
            return 1min;
        case Grain::hour:
            return 1h;
        case Grain::day:
            return one_day;
        case Grain::week:
        case Grain::month:
            break;
    }
    return one_week;
}

// The Monday of the first week of a year: the week that has its first Thursday (ISO 8601).
std::chrono::sys_days first_week_of(std::chrono::year year) {
    const std::chrono::sys_days fourth{year / 1 / 4};
    return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
}

void append_week(std::chrono::sys_days day, KeyBuffer& buffer) {
    const std::chrono::sys_days thursday =
        day - (std::chrono::weekday{day} - std::chrono::Monday) + std::chrono::days(3);
    const std::chrono::year year = std::chrono::year_month_day{thursday}.year();
    buffer.append_number(static_cast<int>(year), 4);
    buffer.append("-W");
    buffer.append_number((thursday - first_week_of(year)) / std::chrono::weeks(1) + 1, 2);
}

void append_clock(SimDuration since_midnight, Grain period, KeyBuffer& buffer) {
    const std::chrono::hh_mm_ss<SimDuration> clock{since_midnight};
    buffer.append("T");
    buffer.append_number(clock.hours().count(), 2);
    if (period == Grain::hour) return;
    buffer.append(":");
    buffer.append_number(clock.minutes().count(), 2);
    if (period == Grain::minute) return;
    buffer.append(":");
    buffer.append_number(clock.seconds().count(), 2);
    if (period == Grain::second) return;
    buffer.append(".");
    buffer.append_number(clock.subseconds().count(), 6);
}

void append_time(WallTime time, Grain period, KeyBuffer& buffer) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    if (period == Grain::week) return append_week(day, buffer);
    const std::chrono::year_month_day date{day};
    buffer.append_number(static_cast<int>(date.year()), 4);
    buffer.append("-");
    buffer.append_number(static_cast<unsigned>(date.month()), 2);
    if (period == Grain::month) return;
    buffer.append("-");
    buffer.append_number(static_cast<unsigned>(date.day()), 2);
    if (period != Grain::day) append_clock(time - day, period, buffer);
}

}  // namespace

void KeyBuffer::append_number(std::int64_t number, int least_digits) {
    constexpr std::size_t longest = 20;
    if (least_digits <= 1 && size_ + longest <= most_bytes) {
        char* const end = std::to_chars(bytes_ + size_, bytes_ + most_bytes, number).ptr;
        size_ = static_cast<std::size_t>(end - bytes_);
        return;
    }
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number);
    std::string_view text(digits.begin(), static_cast<std::size_t>(end - digits.begin()));
    if (number < 0) {
        append("-");
        text.remove_prefix(1);
    }
    for (auto missing = least_digits - static_cast<int>(text.size()); missing > 0; --missing)
        append("0");
    append(text);
}

Value Value::time(WallTime instant, Grain period, std::int64_t later) {
    Value value;
    value.kind = Kind::time;
    value.period = period;
    if (period == Grain::month) {
        const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(instant)};
        const auto month = date.year() / date.month() + std::chrono::months(later);
        value.number = SimDuration(std::chrono::sys_days{month / 1}.time_since_epoch()).count();
        return value;
    }
    const SimDuration origin = period == Grain::week ? first_monday : SimDuration(0);
    const SimDuration length = length_of(period);
    value.number =
        floored(instant.time_since_epoch().count(), length, origin) + later * length.count();
    return value;
}

void Value::append_to(KeyBuffer& buffer) const {
    switch (kind) {
        case Kind::none:
            return;
        case Kind::number:
        case Kind::key:
            return buffer.append_number(number);
        case Kind::padded:
            return buffer.append_number(number, digits);
        case Kind::text:
            return buffer.append(words);
        case Kind::time:
            return append_time(WallTime{SimDuration(number)}, period, buffer);
    }
}

bool operator==(const Value& a, const Value& b) {
    if (a.none() || b.none()) return a.none() && b.none();
    if (a.kind == Value::Kind::number && b.kind == Value::Kind::number) return a.number == b.number;
    // A key is the number of a text, or a small number.
    if (a.kind == Value::Kind::key || b.kind == Value::Kind::key) {
        const auto key_of = [](const Value& value) {
            if (value.kind == Value::Kind::key) return static_cast<Key>(value.number);
            KeyBuffer buffer;
            value.append_to(buffer);
            return key_from_text(buffer.text());
        };
        return key_of(a) == key_of(b);
    }
    KeyBuffer left;
    KeyBuffer right;
    a.append_to(left);
    b.append_to(right);
    return left.text() == right.text();
}

std::int64_t hash_of(const Value& value) {
    KeyBuffer buffer;
    value.append_to(buffer);
    return static_cast<std::int64_t>(XXH3_64bits(buffer.text().data(), buffer.text().size()) >> 1);
}

std::int64_t ascii_sum_of(const Value& value) {
    KeyBuffer buffer;
    value.append_to(buffer);
    std::int64_t sum = 0;
    for (const char byte : buffer.text()) sum += static_cast<unsigned char>(byte);
    return sum;
}

Value floor_of(const Value& time, SimDuration step) {
    assert(time.kind == Value::Kind::time && step > 0us);
    Value value = time;
    value.number = floored(time.number, step);
    value.period = Grain::instant;
    for (const Grain period : {Grain::day, Grain::hour, Grain::minute, Grain::second}) {
        if (step % length_of(period) != 0us) continue;
        value.period = period;
        break;
    }
    return value;
}

}  // namespace isotherm
