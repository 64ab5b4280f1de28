// SPDX-License-Identifier: Apache-2.0
// A table of the week: from each of its times on a factor holds, until the next time. Times are
// UTC.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workloads/composed/factor_shape.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 7> day_names{"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};

struct ScheduleTime {
    std::vector<std::string> days;  // empty: every day
    SimDuration at{};               // since midnight
    double factor = 1;

    void settings(SettingsVisitor& visit) {
        visit.field({.name = "days",
                     .help = "days of the week, of mon, tue, wed, thu, fri, sat and sun; "
                             "default: every day"},
                    days);
        visit.field({.name = "at",
                     .help = "time of day as the time since midnight UTC: \"9h30m\"",
                     .highest = 24 * 3'600 - 1,
                     .required = true},
                    at);
        visit.field({.name = "factor",
                     .help = "factor from then on",
                     .highest = factor_highest,
                     .required = true},
                    factor);
        for (const std::string& day : days) {
            if (std::ranges::find(day_names, day) == day_names.end())
                visit.reject("days", fmt::format("\"{}\" is not a day", printable(day)),
                             "write mon, tue, wed, thu, fri, sat or sun");
        }
    }
};

class Schedule final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        visit.list({.name = "times",
                    .help = "from when which factor holds, over and over each week",
                    .required = true,
                    .element = R"({ at = "8h", factor = 2 })"},
                   times_.size(), [this](std::size_t index, SettingsVisitor& inner) {
                       if (index >= times_.size()) times_.resize(index + 1);
                       times_[index].settings(inner);
                   });
        const auto steps = steps_of_week();
        const auto twice = std::ranges::adjacent_find(steps, {}, &Step::at);
        if (visit.reads() && twice != steps.end()) {
            const auto day = static_cast<std::size_t>(twice->at / 24h);
            visit.reject("times",
                         fmt::format("two factors begin on {} at {}", day_names[day],
                                     text_of(twice->at % 24h)),
                         "remove one of them");
        }
    }

    LinearCourse course(const RunPlace& place) const override {
        constexpr SimDuration week = 7 * 24h;
        const auto steps = steps_of_week();
        if (steps.empty()) return {{{week, 1, 1}}, LinearCourse::Then::repeat};
        // Before the first time of the week, the last one of the week before holds.
        std::vector<CoursePiece> pieces{
            {steps.front().at, steps.back().factor, steps.back().factor}};
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const SimDuration end = i + 1 < steps.size() ? steps[i + 1].at : week;
            pieces.push_back({end - steps[i].at, steps[i].factor, steps[i].factor});
        }
        const auto day = std::chrono::floor<std::chrono::days>(place.start);
        const auto since_monday = std::chrono::days(std::chrono::weekday{day}.iso_encoding() - 1);
        return {pieces, LinearCourse::Then::repeat, since_monday + (place.start - day)};
    }

private:
    struct Step {
        SimDuration at;  // since Monday 00:00
        double factor;
    };
    // In order of time.
    std::vector<Step> steps_of_week() const {
        std::vector<Step> steps;
        for (const ScheduleTime& time : times_) {
            for (std::size_t day = 0; day < day_names.size(); ++day) {
                if (!time.days.empty() &&
                    std::ranges::find(time.days, day_names[day]) == time.days.end())
                    continue;
                steps.push_back({std::chrono::days(day) + time.at, time.factor});
            }
        }
        std::ranges::stable_sort(steps, {}, &Step::at);
        return steps;
    }

    std::vector<ScheduleTime> times_;
};

constexpr std::string_view schedule_help = "a table of the week, UTC: from when which factor holds";

const Registered<RateFactor, Schedule> schedule_factor_entry(
    "schedule", schedule_help,
    {R"(times = [{ at = "8h", factor = 1 }, { at = "20h", factor = 0.5 }])"});
const Registered<ArrivalShape, FactorShape<Schedule>> schedule_entry(
    "schedule", schedule_help,
    {R"(rate = "400/s", times = [{ at = "8h", factor = 2 }, { at = "20h", factor = 1 }])"});

}  // namespace
}  // namespace isotherm
