// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether a student's own run reaches the goal of an experiment. A result that only one seed gives
// is luck, so the goal must hold with another seed, too.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_value.h"

namespace isotherm {

struct GoalVerdict {
    std::string text;  // as the lesson writes it
    std::optional<double> value;
    bool holds = false;
};

struct ExperimentVerdict {
    std::vector<GoalVerdict> goals;
    bool all = true;        // with the seed of the lesson
    bool all_again = true;  // with the other seed

    bool reached() const { return all && all_again; }
};

// Judges the goals of a step. Both values are {"a": report, "b": report}; `again` is of the other
// seed.
ExperimentVerdict experiment_verdict(const LessonStep& step, const nlohmann::ordered_json& runs,
                                     const nlohmann::ordered_json& again);

}  // namespace isotherm
