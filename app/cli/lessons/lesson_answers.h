// SPDX-License-Identifier: Apache-2.0
#pragma once
// Answers of a student: from --answer, or typed on a terminal or into a pipe, one a line.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_runs.h"

namespace isotherm {

// Parse an answer; nullopt if it is none for this step.
std::optional<double> number_answer(const LessonStep& step, std::string_view text);
// Returns the key of the choice; its position in `keys`, from 1 on, is an answer, too.
std::optional<std::string> choice_answer(const std::vector<std::string>& keys,
                                         std::string_view text);
std::optional<std::vector<CurvePoint>> curve_answer(std::string_view text);
// Splits "PATH=VALUE; PATH=VALUE"; nullopt if a part is not of that form.
std::optional<Changes> changes_answer(std::string_view text);

class LessonAnswers {
public:
    // `given` are the values of --answer, each STEP=ANSWER.
    static Result<LessonAnswers> of(const std::vector<std::string>& given, const Lesson& lesson);

    // Asks for the answer of a step until `accepts` takes it. Prints `prompt` before each line that
    // is read, and `refusal` after a line that is not taken. Returns false for "skip", an empty
    // line, and at the end of the input.
    bool ask(const std::string& step, const std::string& prompt, const std::string& refusal,
             const std::function<bool(std::string_view)>& accepts);
    // Whether a person sits there.
    bool interactive() const { return interactive_; }
    // Waits for Enter, if a person sits there.
    void wait(const std::string& prompt);

private:
    std::map<std::string, std::string, std::less<>> given_;  // by step
    bool interactive_ = false;
};

}  // namespace isotherm
