// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/capacity_actions.h"

#include <fmt/format.h>

#include "engine/vocabulary/capacity.h"

namespace isotherm {

void CapacityAction::settings(SettingsVisitor& visit) {
    const double most = CapacityRate::highest.in_units_per_second();
    visit.field({.name = "at",
                 .help = "time in UTC: \"09:00\", or as in cron: \"0 9 * * MON-FRI\"",
                 .required = true},
                at);
    visit.field({.name = "min",
                 .help = "minimum from then on, units per second; 0: as before",
                 .highest = most},
                min);
    visit.field({.name = "max",
                 .help = "maximum from then on, units per second; 0: as before",
                 .highest = most},
                max);
    if (!at.empty() && !UtcSchedule::parse(at)) {
        visit.reject("at", fmt::format("\"{}\" is not a time", at),
                     fmt::format("write {}", UtcSchedule::form));
    }
    if (max > 0 && min > max) visit.reject("min", "above max", "make min the smaller of the two");
}

void CapacityActions::settings(SettingsVisitor& visit) {
    visit.list({.name = "actions",
                .help = "scheduled changes of the minimum and maximum capacity",
                .source = "Application Auto Scaling guide: scheduled actions",
                .element = R"({ at = "09:00", min = 100 })"},
               list_.size(), [this](std::size_t index, SettingsVisitor& inner) {
                   if (index >= list_.size()) list_.resize(index + 1);
                   list_[index].settings(inner);
               });
}

std::string CapacityActions::apply(UtcMinute after, UtcMinute upto, CapacityBounds& bounds) const {
    if (schedules_.size() != list_.size()) {
        schedules_.clear();
        for (const CapacityAction& action : list_) {
            schedules_.push_back(*UtcSchedule::parse(action.at));
        }
    }
    std::string applied;
    for (UtcMinute minute = after + std::chrono::minutes(1); minute <= upto;
         minute += std::chrono::minutes(1)) {
        for (std::size_t i = 0; i < list_.size(); ++i) {
            if (!schedules_[i].due(minute)) continue;
            if (list_[i].min > 0) bounds.min = list_[i].min;
            if (list_[i].max > 0) bounds.max = list_[i].max;
            applied = list_[i].at;
        }
    }
    return applied;
}

}  // namespace isotherm
