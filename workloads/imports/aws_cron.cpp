// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/aws_cron.h"

#include <algorithm>
#include <vector>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

using std::chrono::sys_days;

std::optional<int> field_value(std::string_view text, const FieldRange& range) {
    const auto name = std::find(range.names.begin(), range.names.end(), text);
    if (name != range.names.end())
        return range.lowest + static_cast<int>(name - range.names.begin());
    const auto number = number_in<std::int64_t>(text);
    if (!number || *number < range.lowest || *number > range.highest) return std::nullopt;
    return static_cast<int>(*number);
}

// "MON-FRI", "0/15", "1,15", "*", "?"; false if the field has another form.
bool read_field(std::string_view text, const FieldRange& range, FieldSet& into) {
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        int step = 1;
        const std::size_t slash = part.find('/');
        if (slash != part.npos) {
            const auto read = number_in<std::int64_t>(part.substr(slash + 1));
            if (!read || *read < 1 || *read > range.highest) return false;
            step = static_cast<int>(*read);
            part = part.substr(0, slash);
        }
        int first = range.lowest;
        int last = range.highest;
        if (part != "*" && part != "?") {
            const std::size_t dash = part.find('-');
            const auto from = field_value(part.substr(0, dash), range);
            if (!from) return false;
            first = *from;
            last = dash != part.npos    ? field_value(part.substr(dash + 1), range).value_or(-1)
                   : slash != part.npos ? range.highest
                                        : first;
            if (last < 0) return false;
        }
        if (last < first) last += range.highest - range.lowest + 1;  // FRI-MON
        for (int value = first; value <= last; value += step) {
            const int width = range.highest - range.lowest + 1;
            into.insert(range.lowest + (value - range.lowest) % width);
        }
        if (comma == text.size()) return true;
        text.remove_prefix(comma + 1);
    }
}

bool is_any(std::string_view text) { return text == "*" || text == "?"; }

int aws_weekday(sys_days day) {
    return static_cast<int>(std::chrono::weekday(day).c_encoding()) + 1;
}

sys_days last_day(const std::chrono::year_month_day& date) {
    return sys_days(date.year() / date.month() / std::chrono::last);
}

// The weekday nearest to a day of the month, in the same month.
sys_days nearest_weekday(sys_days day, const std::chrono::year_month_day& date) {
    const int weekday = aws_weekday(day);
    if (weekday == 7)
        return date.day() == std::chrono::day(1) ? day + std::chrono::days(2)
                                                 : day - std::chrono::days(1);
    if (weekday == 1)
        return day == last_day(date) ? day - std::chrono::days(2) : day + std::chrono::days(1);
    return day;
}

}  // namespace

std::optional<AwsCron> read_aws_cron(std::string_view inside) {
    std::vector<std::string_view> fields;
    while (!(inside = trimmed(inside)).empty()) {
        const std::size_t end = std::min(inside.find(' '), inside.size());
        fields.push_back(inside.substr(0, end));
        inside.remove_prefix(end);
    }
    if (fields.size() != 6) return std::nullopt;
    AwsCron cron;
    const bool special_day = fields[2].find_first_of("LW") != fields[2].npos;
    const bool special_week =
        fields[4].find('#') != fields[4].npos || (fields[4].size() <= 2 && fields[4].back() == 'L');
    if (special_day) cron.special_day = fields[2];
    if (special_week) cron.special_week = fields[4];
    if (!read_field(fields[0], minute_range, cron.minutes) ||
        !read_field(fields[1], hour_range, cron.hours) ||
        (!special_day && !read_field(fields[2], day_range, cron.days)) ||
        !read_field(fields[3], month_range, cron.months) ||
        (!special_week && !read_field(fields[4], week_range, cron.week)) ||
        !read_field(fields[5], year_range, cron.years))
        return std::nullopt;
    cron.any_hour = is_any(fields[1]);
    cron.any_day = is_any(fields[2]);
    cron.any_month = is_any(fields[3]);
    cron.any_week = is_any(fields[4]);
    cron.any_year = is_any(fields[5]);
    return cron;
}

bool AwsCron::on(sys_days day) const {
    const std::chrono::year_month_day date(day);
    if (!months.contains(static_cast<int>(static_cast<unsigned>(date.month())))) return false;
    if (!years.contains(static_cast<int>(date.year()))) return false;
    const int of_month = static_cast<int>(static_cast<unsigned>(date.day()));
    if (special_day == "L") {
        if (day != last_day(date)) return false;
    } else if (special_day == "LW") {
        if (day != nearest_weekday(last_day(date), date)) return false;
    } else if (!special_day.empty()) {
        const auto wanted = number_in<std::int64_t>(
            std::string_view(special_day).substr(0, special_day.size() - 1));
        if (!wanted || *wanted < 1 || *wanted > 31) return false;
        const std::chrono::year_month_day meant =
            date.year() / date.month() / std::chrono::day(static_cast<unsigned>(*wanted));
        if (!meant.ok() || day != nearest_weekday(sys_days(meant), meant)) return false;
    } else if (!days.contains(of_month)) {
        return false;
    }
    if (special_week.empty()) return week.contains(aws_weekday(day));
    const auto weekday = field_value(std::string_view(special_week).substr(0, 1), week_range);
    if (!weekday || aws_weekday(day) != *weekday) return false;
    if (special_week.back() == 'L') return day + std::chrono::days(7) > last_day(date);
    const auto which = number_in<std::int64_t>(std::string_view(special_week).substr(2));
    return which && (of_month + 6) / 7 == *which;
}

}  // namespace isotherm
