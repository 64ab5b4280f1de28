// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/aws_schedule.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/time_reader.h"
#include "workloads/imports/aws_cron.h"

namespace isotherm {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using UtcMinutes = std::chrono::sys_time<minutes>;

// A run longer than this has too many dates to write out.
constexpr std::size_t dates_most = 200;

// Minutes that local time is ahead of UTC, and whether that changes in the run.
struct ZoneOffset {
    int minutes = 0;
    std::string remark;
};

std::optional<ZoneOffset> offset_of(const std::string& zone, const RunSpan& run) {
    if (zone.empty() || zone == "UTC" || zone == "Etc/UTC") return ZoneOffset{};
    try {
        const date::time_zone* found = date::locate_zone(zone);
        const auto at = [&](WallTime time) {
            return found->get_info(std::chrono::floor<seconds>(time));
        };
        const date::sys_info first = at(run.start);
        const date::sys_info last = at(run.end);
        const auto in_minutes = [](const date::sys_info& info) {
            return static_cast<int>(std::chrono::duration_cast<minutes>(info.offset).count());
        };
        ZoneOffset offset{in_minutes(first), ""};
        if (first.offset != last.offset) {
            const bool longer_after = last.begin - run.start < run.end - last.begin;
            if (longer_after) offset.minutes = in_minutes(last);
            offset.remark =
                fmt::format("clocks change at {}; the offset of the longer part is taken",
                            utc_text(WallTime(last.begin)));
        }
        return offset;
    } catch (const std::exception&) {  // an unknown zone, or no time zone database
        return std::nullopt;
    }
}

std::string cron_for(UtcMinutes time) {
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const auto of_day = (time - day).count();
    return fmt::format("{} {} {} {} *", of_day % 60, of_day / 60, static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()));
}

// "1-5", "0-59/15", "1,15" or "*" for a set.
std::string text_of_set(const FieldSet& set, const FieldRange& range) {
    if (static_cast<int>(set.size()) == range.highest - range.lowest + 1) return "*";
    std::string list;
    for (const int value : set) list += (list.empty() ? "" : ",") + std::to_string(value);
    if (set.size() < 3) return list;
    const int step = *std::next(set.begin()) - *set.begin();
    int expected = *set.begin();
    for (const int value : set) {
        if (value != expected) return list;
        expected += step;
    }
    const bool to_the_end = *set.rbegin() + step > range.highest;
    if (step == 1) return fmt::format("{}-{}", *set.begin(), *set.rbegin());
    return fmt::format("{}-{}/{}", *set.begin(), to_the_end ? range.highest : *set.rbegin(), step);
}

// "MON-FRI", "SUN", "MON,WED" for days of the week.
std::string text_of_week(const FieldSet& week) {
    if (week.size() == week_names.size()) return "*";
    const auto name = [](int day) { return week_names[static_cast<std::size_t>(day - 1)]; };
    const bool in_a_row = *week.rbegin() - *week.begin() + 1 == static_cast<int>(week.size());
    if (in_a_row && week.size() > 2)
        return fmt::format("{}-{}", name(*week.begin()), name(*week.rbegin()));
    std::string list;
    for (const int day : week) list += fmt::format("{}{}", list.empty() ? "" : ",", name(day));
    return list;
}

class Conversion {
public:
    Conversion(const ImportedAction& action, const RunSpan& run) : action_(action), run_(run) {
        if (action.first) run_.start = std::max(run_.start, *action.first);
        if (action.last) run_.end = std::min(run_.end, *action.last);
    }

    ConvertedSchedule convert() {
        const std::string& text = action_.schedule;
        const std::size_t open = text.find('(');
        if (open == text.npos || !text.ends_with(")")) return not_understood();
        const std::string inside = text.substr(open + 1, text.size() - open - 2);
        if (run_.start >= run_.end) return left_out("it does not apply to the time of the run");
        const std::string_view word = std::string_view(text).substr(0, open);
        if (word == "at") return at(inside);
        if (word == "rate") return rate(inside);
        if (word == "cron") return cron(inside);
        return not_understood();
    }

private:
    ConvertedSchedule not_understood() const {
        return {{},
                "",
                fmt::format("the schedule \"{}\" is none of cron(…), at(…) and rate(…)",
                            action_.schedule)};
    }
    ConvertedSchedule left_out(std::string_view why) const {
        return {{}, fmt::format("{}: {}", action_.schedule, why), ""};
    }
    ConvertedSchedule unknown_zone() const {
        return {{},
                "",
                fmt::format("the time zone \"{}\" is not in this system's time zone database",
                            action_.zone)};
    }

    ConvertedSchedule at(const std::string& inside) const {
        const TimeRead read = read_calendar_time(inside);
        if (!read.ok()) return not_understood();
        const auto offset = offset_of(action_.zone, {read.time - days(1), read.time + days(1)});
        if (!offset) return unknown_zone();
        const WallTime time = read.time - minutes(offset->minutes);
        if (time < run_.start || time >= run_.end) return left_out("it is not in the run");
        return {{cron_for(std::chrono::floor<minutes>(time))},
                fmt::format("{}{}", action_.schedule, in_zone()),
                ""};
    }

    std::string in_zone() const {
        return action_.zone.empty() ? ", UTC" : fmt::format(", {}", action_.zone);
    }

    ConvertedSchedule rate(const std::string& inside) const {
        const std::size_t blank = inside.find(' ');
        const auto value = number_in<std::int64_t>(std::string_view(inside).substr(0, blank));
        if (!value || *value < 1 || blank == inside.npos) return not_understood();
        const std::string_view unit = std::string_view(inside).substr(blank + 1);
        const std::int64_t every = unit.starts_with("minute") ? *value
                                   : unit.starts_with("hour") ? *value * 60
                                   : unit.starts_with("day")  ? *value * 1440
                                                              : 0;
        constexpr std::int64_t longest = 1440 * 366;
        if (every == 0 || every > longest) return not_understood();
        const auto origin = std::chrono::floor<minutes>(
            action_.first.value_or(action_.created.value_or(run_.start)));
        const auto of_day = (origin - std::chrono::floor<days>(origin)).count();
        const std::string remark =
            fmt::format("{} from {:02}:{:02} UTC", action_.schedule, of_day / 60, of_day % 60);
        if (60 % every == 0) {
            FieldSet set;
            for (auto m = of_day % every; m < 60; m += every) set.insert(static_cast<int>(m));
            return {{text_of_set(set, minute_range) + " * * * *"}, remark, ""};
        }
        if (1440 % every == 0 && every % 60 == 0) {
            FieldSet set;
            for (auto h = of_day / 60 % (every / 60); h < 24; h += every / 60)
                set.insert(static_cast<int>(h));
            return {{fmt::format("{} {} * * *", of_day % 60, text_of_set(set, hour_range))},
                    remark,
                    ""};
        }
        ConvertedSchedule result{{}, remark, ""};
        auto time = origin;
        if (time < run_.start) {
            const auto behind = std::chrono::ceil<minutes>(run_.start - time).count();
            time += minutes((behind + every - 1) / every * every);
        }
        for (; time < run_.end && result.cron.size() < dates_most; time += minutes(every))
            result.cron.push_back(cron_for(time));
        return result;
    }

    ConvertedSchedule cron(const std::string& inside) const {
        const auto read = read_aws_cron(inside);
        if (!read) return not_understood();
        const auto offset = offset_of(action_.zone, run_);
        if (!offset) return unknown_zone();
        const bool special = !read->special_day.empty() || !read->special_week.empty() ||
                             !read->any_year || (!read->any_day && !read->any_week);
        const bool dates_shift = offset->minutes != 0 && (!read->any_day || !read->any_month);
        // An offset of half an hour moves minutes across hours.
        const bool whole_hours = offset->minutes % 60 == 0;
        ConvertedSchedule result = special || dates_shift || !whole_hours
                                       ? written_out(*read, offset->minutes)
                                       : shifted(*read, offset->minutes / 60);
        result.remark = fmt::format("{}{}{}", action_.schedule, in_zone(), result.remark);
        if (!offset->remark.empty()) result.remark += "; " + offset->remark;
        return result;
    }

    ConvertedSchedule written_out(const AwsCron& cron, int offset) const {
        ConvertedSchedule result;
        const auto first = std::chrono::floor<days>(run_.start) - days(2);
        for (auto day = first; day < run_.end + days(2); day += days(1)) {
            if (!cron.on(day)) continue;
            for (const int hour : cron.hours) {
                for (const int minute : cron.minutes) {
                    const UtcMinutes time = day + minutes(hour * 60 + minute - offset);
                    if (time < run_.start || time >= run_.end) continue;
                    if (result.cron.size() == dates_most) {
                        result.remark = fmt::format("; only the first {} dates", dates_most);
                        return result;
                    }
                    result.cron.push_back(cron_for(time));
                }
            }
        }
        result.remark = result.cron.empty() ? ": not in the run" : "; dates written out";
        return result;
    }

    ConvertedSchedule shifted(const AwsCron& cron, int hours_ahead) const {
        // Hours that leave the day take the day of the week along.
        std::map<int, FieldSet> hours_by_carry;
        if (cron.any_hour && (hours_ahead == 0 || cron.any_week)) {
            hours_by_carry[0] = cron.hours;
        } else {
            for (const int hour : cron.hours) {
                const int utc = hour - hours_ahead;
                const int carry = utc < 0 ? -1 : utc > 23 ? 1 : 0;
                hours_by_carry[carry].insert(utc - 24 * carry);
            }
        }
        ConvertedSchedule result;
        for (const auto& [carry, hours] : hours_by_carry) {
            FieldSet week;
            for (const int day : cron.week) week.insert((day - 1 + carry + 7) % 7 + 1);
            result.cron.push_back(
                fmt::format("{} {} {} {} {}", text_of_set(cron.minutes, minute_range),
                            text_of_set(hours, hour_range), text_of_set(cron.days, day_range),
                            text_of_set(cron.months, month_range), text_of_week(week)));
        }
        if (hours_ahead != 0) result.remark = fmt::format(", UTC{:+}", hours_ahead);
        return result;
    }

    const ImportedAction& action_;
    RunSpan run_;
};

}  // namespace

ConvertedSchedule converted_schedule(const ImportedAction& action, const RunSpan& run) {
    return Conversion(action, run).convert();
}

}  // namespace isotherm
