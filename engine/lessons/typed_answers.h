// SPDX-License-Identifier: Apache-2.0
#pragma once
// Answers to the steps of a lesson, as students type them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_runs.h"

namespace isotherm {

// A number as people write it: 2,500 or 12.5 or 30 %.
std::optional<double> typed_number(std::string_view text);

// Parse an answer; nullopt if it is none for this step.
std::optional<double> number_answer(const LessonStep& step, std::string_view text);
// Returns the key of the choice; its position in `keys`, from 1 on, is an answer, too.
std::optional<std::string> choice_answer(const std::vector<std::string>& keys,
                                         std::string_view text);
// Points MINUTE:VALUE in order of time, such as "0:0 15:0 15:50".
std::optional<std::vector<CurvePoint>> curve_answer(std::string_view text);
// Splits "PATH=VALUE; PATH=VALUE"; nullopt if a part is not of that form.
std::optional<Changes> changes_answer(std::string_view text);

}  // namespace isotherm
