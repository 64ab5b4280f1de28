// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_alarms_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/alarms/alarms.h"
#include "engine/run/report_resource_json.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t throttled_argument = 7;  // of Says::alarm_raised

template <class Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

}  // namespace

AlarmCourse alarm_course(const Recording& recording, const std::string& alarm) {
    AlarmCourse course{.state = std::string(word_of(AlarmState::ok))};
    std::int64_t since = 0;  // it has been in the present state, seconds
    const auto leave = [&](std::int64_t second) {
        if (course.state == word_of(AlarmState::alarm)) course.seconds_in_alarm += second - since;
        since = second;
    };
    for (const Event& event : recording.events) {
        if (event.kind != EventKind::alarm || event.text.name(0) != alarm) continue;
        leave(event.second);
        switch (event.text.says) {
            case Says::alarm_raised:
                ++course.raised;
                course.state = word_of(AlarmState::alarm);
                if (course.first_second) break;
                course.first_second = event.second;
                course.throttled_before = event.text.number(throttled_argument);
                break;
            case Says::alarm_without_data:
                course.state = word_of(AlarmState::insufficient_data);
                break;
            default:
                course.state = word_of(AlarmState::ok);
        }
    }
    leave(recording.seconds());
    return course;
}

std::optional<std::int64_t> first_throttled(const Recording& recording, const AlarmSpec& alarm) {
    const ResourceName name(alarm.table, alarm.index);
    std::optional<std::int64_t> first;
    for (const TableRecording& table : recording.tables) {
        if (table.name != name) continue;
        for (const auto& side : table.seconds) {
            for (std::size_t s = 0; s < side.size(); ++s) {
                if (side[s].throttled() == 0) continue;
                const auto second = static_cast<std::int64_t>(s) * table.column_seconds;
                first = std::min(first.value_or(second), second);
                break;
            }
        }
    }
    return first;
}

Json alarms_json(const Recording& recording, const Scenario& scenario) {
    Json all = Json::object();
    for (const auto& [name, spec] : scenario.alarms) {
        const AlarmCourse course = alarm_course(recording, name);
        const auto throttled = first_throttled(recording, spec);
        std::optional<std::int64_t> told_after;
        if (throttled && course.first_second) told_after = *course.first_second - *throttled;
        all[name] = {{"table", spec.table},
                     {"index", index_json(ResourceName(spec.table, spec.index))},
                     {"metric", spec.metric},
                     {"comparison", word_of(spec.comparison)},
                     {"threshold", spec.threshold_given ? Json(spec.threshold) : Json(nullptr)},
                     {"of_provisioned",
                      spec.threshold_given ? Json(nullptr) : Json(spec.of_provisioned.value)},
                     {"period_s", whole_seconds(spec.period)},
                     {"periods", spec.periods},
                     {"points", spec.needed()},
                     {"missing", word_of(spec.missing)},
                     {"state", course.state},
                     {"raised", course.raised},
                     {"in_alarm_s", course.seconds_in_alarm},
                     {"first_alarm_s", or_null(course.first_second)},
                     {"first_throttled_s", or_null(throttled)},
                     {"told_after_s", or_null(told_after)},
                     {"throttled_before",
                      course.first_second ? Json(course.throttled_before) : Json(nullptr)}};
    }
    return all;
}

}  // namespace isotherm
