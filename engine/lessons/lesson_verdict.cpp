// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_verdict.h"

#include <nlohmann/json.hpp>

namespace isotherm {

ExperimentVerdict experiment_verdict(const LessonStep& step, const nlohmann::ordered_json& runs,
                                     const nlohmann::ordered_json& again) {
    ExperimentVerdict verdict;
    for (const std::string& text : step.goal) {
        const LessonGoal goal = std::get<LessonGoal>(parse_goal(text));
        const bool holds = goal.holds_in(runs);
        verdict.goals.push_back({text, goal.left.value_in(runs), holds});
        verdict.all = verdict.all && holds;
        verdict.all_again = verdict.all_again && goal.holds_in(again);
    }
    return verdict;
}

}  // namespace isotherm
