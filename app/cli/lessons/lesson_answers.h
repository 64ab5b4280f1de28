// SPDX-License-Identifier: Apache-2.0
#pragma once
// Answers of a student: from --answer, or typed on a terminal or into a pipe, one a line.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/lessons/typed_answers.h"

namespace isotherm {

class LessonAnswers {
public:
    // `given` are the values of --answer, each STEP=ANSWER.
    static Result<LessonAnswers> of(const std::vector<std::string>& given, const Lesson& lesson);

    // Asks for the answer of a step until `accepts` takes it. Prints `prompt` before each line that
    // is read, and `refusal` after a line that is not taken. Returns false for "skip", an empty
    // line, and at the end of the input.
    bool ask(const std::string& step, const std::string& prompt, const std::string& refusal,
             const std::function<bool(std::string_view)>& accepts);
    // Waits for Enter, if a person sits there.
    void wait(const std::string& prompt);

private:
    std::map<std::string, std::string, std::less<>> given_;  // by step
    bool interactive_ = false;                               // whether a person sits there
};

}  // namespace isotherm
