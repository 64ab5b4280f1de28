// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs a lesson and judges all that it relies on: its claims, that the right picture is the run's,
// that the goal of an experiment is reached by its solution and not by its trap, and that each
// value in the words exists.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/lessons/lesson.h"

namespace isotherm {

struct JudgedClaim {
    std::string step;  // empty: of no step
    std::string that;
    std::optional<double> value;
    bool holds = false;
    std::string text;  // value and what was expected
    Place place;
};

struct CheckedLesson {
    std::string id;
    std::vector<JudgedClaim> claims;

    bool ok() const;
};

// Errors: what prevents a run, or a value in the words that the runs lack. `stop`: see LessonRuns.
Result<CheckedLesson> check_lesson(const Lesson& lesson, std::function<bool()> stop = {});

// {lesson, claims: [{step, that, value, holds, text}], ok}
nlohmann::ordered_json json_of(const CheckedLesson& checked);

}  // namespace isotherm
