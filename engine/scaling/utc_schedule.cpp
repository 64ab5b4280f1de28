// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/utc_schedule.h"

#include <array>
#include <cctype>
#include <vector>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{"SUN", "MON", "TUE", "WED",
                                                        "THU", "FRI", "SAT"};
constexpr std::array<std::string_view, 12> month_names{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                       "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

std::optional<int> count_in(std::string_view text) {
    const auto value = number_in<int>(text);
    return value && *value >= 0 ? value : std::nullopt;
}

// The range and value names of one cron field.
struct Field {
    int lowest;
    int highest;
    const std::string_view* names = nullptr;
    int name_count = 0;
    int first_name = 0;

    std::optional<int> value_of(std::string_view text) const {
        std::string upper(text);
        for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        for (int i = 0; i < name_count; ++i) {
            if (names[i] == upper) return first_name + i;
        }
        const auto number = count_in(text);
        return number && *number >= lowest && *number <= highest ? number : std::nullopt;
    }

    // Returns the values that a field's text selects; nullopt if malformed.
    std::optional<std::vector<int>> values_of(std::string_view text) const {
        std::vector<int> values;
        for (const std::string_view part : split(text, ',')) {
            const std::size_t slash = part.find('/');
            const std::string_view range = part.substr(0, slash);
            int step = 1;
            if (slash != std::string_view::npos) {
                const auto number = count_in(part.substr(slash + 1));
                if (!number || *number == 0) return std::nullopt;
                step = *number;
            }
            const std::size_t dash = range.find('-');
            auto first = range == "*" ? std::optional(lowest) : value_of(range.substr(0, dash));
            auto last = first;
            if (dash != std::string_view::npos) last = value_of(range.substr(dash + 1));
            if (range == "*" || (dash == std::string_view::npos && step > 1)) last = highest;
            // At the end of a range, as in SAT-SUN, Sunday is day 7.
            if (highest == 7 && first > 0 && last == 0) last = 7;
            if (!first || !last || *first > *last) return std::nullopt;
            for (int value = *first; value <= *last; value += step) values.push_back(value);
        }
        return values;
    }
};

template <std::size_t Size>
bool read_field(std::string_view text, const Field& field, std::bitset<Size>& into) {
    const auto values = field.values_of(text);
    if (!values) return false;
    // Day 7 of the week is also Sunday.
    for (const int value : *values) into.set(static_cast<std::size_t>(value) % Size);
    return true;
}

}  // namespace

std::optional<SimDuration> parse_time_of_day(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto hour = count_in(text.substr(0, colon));
    const auto minute = count_in(text.substr(colon + 1));
    if (!hour || !minute || *minute > 59 || text.size() - colon != 3) return std::nullopt;
    const SimDuration time = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    return time <= 24h ? std::optional(time) : std::nullopt;
}

std::optional<UtcSchedule> UtcSchedule::parse(std::string_view text) {
    UtcSchedule schedule;
    const auto words = words_of(text);
    if (words.size() == 1) {
        const auto time = parse_time_of_day(words[0]);
        if (!time || *time == 24h) return std::nullopt;
        const auto minute = std::chrono::floor<std::chrono::minutes>(*time).count();
        schedule.minutes_.set(static_cast<std::size_t>(minute % 60));
        schedule.hours_.set(static_cast<std::size_t>(minute / 60));
        schedule.days_.set();
        schedule.months_.set();
        schedule.weekdays_.set();
        return schedule;
    }
    if (words.size() != 5) return std::nullopt;
    const Field month{1, 12, month_names.data(), 12, 1};
    const Field weekday{0, 7, weekday_names.data(), 7, 0};
    if (!read_field(words[0], {0, 59}, schedule.minutes_) ||
        !read_field(words[1], {0, 23}, schedule.hours_) ||
        !read_field(words[2], {1, 31}, schedule.days_) ||
        !read_field(words[3], month, schedule.months_) ||
        !read_field(words[4], weekday, schedule.weekdays_)) {
        return std::nullopt;
    }
    schedule.any_day_ = words[2].front() == '*';
    schedule.any_weekday_ = words[4].front() == '*';
    return schedule;
}

bool UtcSchedule::due(UtcMinute minute) const {
    const auto day = std::chrono::floor<std::chrono::days>(minute);
    const auto of_day = (minute - day).count();
    if (!minutes_.test(static_cast<std::size_t>(of_day % 60)) ||
        !hours_.test(static_cast<std::size_t>(of_day / 60))) {
        return false;
    }
    const std::chrono::year_month_day date{day};
    if (!months_.test(static_cast<unsigned>(date.month()))) return false;
    const bool day_fits = days_.test(static_cast<unsigned>(date.day()));
    const bool weekday_fits = weekdays_.test(std::chrono::weekday{day}.c_encoding());
    if (any_day_ || any_weekday_) return day_fits && weekday_fits;
    return day_fits || weekday_fits;
}

}  // namespace isotherm
