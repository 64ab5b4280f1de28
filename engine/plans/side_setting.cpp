// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/side_setting.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string when_text(const ScheduleStep& step) {
    const std::int64_t hour = step.minute / 60, minute = step.minute % 60;
    return step.days.empty() ? fmt::format("{:02}:{:02}", hour, minute)
                             : fmt::format("{} {} * * {}", minute, hour, step.days);
}

std::string actions_text(const std::vector<ScheduleStep>& steps) {
    std::string text = "actions = [";
    for (const ScheduleStep& step : steps)
        text += fmt::format("{}{{ at = \"{}\", min = {}, max = {} }}",
                            &step == &steps.front() ? "" : ", ", when_text(step), step.units,
                            step.units);
    return text + "]";
}

}  // namespace

std::int64_t SideSetting::start(std::int64_t wanted) const {
    return kind == SettingKind::target_tracking ? std::clamp(wanted, units, maximum) : units;
}

std::string SideSetting::policy() const {
    switch (kind) {
        case SettingKind::fixed:
            return "";
        case SettingKind::target_tracking:
            return "{ policy = \"target_tracking\", " + as_tracking() + " }";
        case SettingKind::schedule:
            return "{ policy = \"scheduled\", " + actions_text(steps) + " }";
    }
    return "";
}

std::string SideSetting::as_tracking() const {
    const std::int64_t most = kind == SettingKind::target_tracking ? maximum : units;
    std::string text = fmt::format("target_utilization = {}.{:02}, min = {}, max = {}",
                                   target / 100, target % 100, units, most);
    if (kind == SettingKind::schedule) text += ", " + actions_text(steps);
    return text;
}

SideSetting SideSetting::scaled(double factor, std::int64_t most) const {
    const auto times = [&](std::int64_t number) {
        const double product = std::ceil(static_cast<double>(number) * factor - 1e-9);
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(product), 1, most);
    };
    SideSetting changed = *this;
    changed.units = times(units);
    changed.maximum = times(maximum);
    changed.target = std::clamp<std::int64_t>(std::llround(static_cast<double>(target) / factor),
                                              lowest_target, highest_target);
    for (ScheduleStep& step : changed.steps) step.units = times(step.units);
    return changed;
}

std::string SideSetting::text() const {
    if (kind == SettingKind::fixed) return fmt::format("{} units", grouped(units));
    if (kind == SettingKind::target_tracking)
        return fmt::format("target {} %, {} to {} units", target, grouped(units), grouped(maximum));
    std::int64_t least = units, most = units;
    for (const ScheduleStep& step : steps) {
        least = std::min(least, step.units);
        most = std::max(most, step.units);
    }
    return fmt::format("{} steps, {} to {} units", steps.size(), grouped(least), grouped(most));
}

}  // namespace isotherm
