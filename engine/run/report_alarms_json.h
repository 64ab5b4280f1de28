// SPDX-License-Identifier: Apache-2.0
#pragma once
// Alarms in report.json: when the operator was told, and what had been throttled by then.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// What one alarm did in a run; from the events of the recording.
struct AlarmCourse {
    std::string state;                              // at the end: OK, ALARM or INSUFFICIENT_DATA
    std::uint64_t raised = 0;                       // how often it went into ALARM
    std::optional<std::int64_t> first_second = {};  // when it first did; nullopt: never
    std::int64_t seconds_in_alarm = 0;
    std::int64_t throttled_before = 0;  // tries of its table or index before first_second
};
AlarmCourse alarm_course(const Recording& recording, const std::string& alarm);

// When the first try of the alarm's table or index was throttled; nullopt: none was.
std::optional<std::int64_t> first_throttled(const Recording& recording, const AlarmSpec& alarm);

// By the alarm's name.
nlohmann::ordered_json alarms_json(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
