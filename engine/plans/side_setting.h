// SPDX-License-Identifier: Apache-2.0
#pragma once
// How one side (reads or writes) of a table or index may be provisioned: a fixed number of units,
// target tracking, or a schedule.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/partition_count.h"
#include "engine/vocabulary/indices.h"
#include "engine/requests/operation.h"

namespace isotherm {

// The names are part of JSON output: append, never rename.
enum class SettingKind : std::uint8_t { fixed, target_tracking, schedule };
inline constexpr std::array<std::string_view, 3> setting_kind_names{"fixed", "target_tracking",
                                                                    "schedule"};
constexpr std::string_view name_of(SettingKind kind) {
    return setting_kind_names[static_cast<std::size_t>(kind)];
}

// Bounds of the target utilization, per cent (Developer Guide, auto scaling: 20 to 90).
inline constexpr std::int64_t lowest_target = 20;
inline constexpr std::int64_t highest_target = 90;

// From this time of the day on (UTC), this many units.
struct ScheduleStep {
    std::int64_t minute = 0;  // of the day
    std::string days;         // cron's day of the week; empty: every day
    std::int64_t units = 1;

    bool operator==(const ScheduleStep&) const = default;
};

struct SideSetting {
    SettingKind kind = SettingKind::fixed;
    std::int64_t units =
        1;  // fixed: always; tracking: the minimum; schedule: before its first step
    std::int64_t maximum = 1;         // of target tracking
    std::int64_t target = 70;         // of target tracking, per cent
    std::vector<ScheduleStep> steps;  // of a schedule

    // Units that are provisioned when the run starts, where `wanted` would be chosen freely.
    std::int64_t start(std::int64_t wanted) const;
    // The policy as TOML, for the setting `scaling.read` or `scaling.write` of a scenario; empty
    // for a fixed number.
    std::string policy() const;
    // The same as settings of target tracking, which can express all three: a minimum that is the
    // maximum is a fixed number.
    std::string as_tracking() const;
    // The same with more (above 1) or less capacity: units in proportion, the target in inverse
    // proportion. At most `most` units.
    SideSetting scaled(double factor, std::int64_t most) const;
    // "120 units", "target 70 %, 20 to 400 units", "7 steps, 20 to 400 units".
    std::string text() const;

    bool operator==(const SideSetting&) const = default;
};

}  // namespace isotherm
