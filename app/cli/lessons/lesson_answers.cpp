// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lessons/lesson_answers.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "app/cli/usage.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

bool is_answer(const LessonStep& step, const std::string& text) {
    switch (step.kind) {
        case StepKind::predict_number:
            return number_answer(step, text).has_value();
        case StepKind::predict_picture:
            return step.choices.contains(text);
        case StepKind::predict_curve:
            return curve_answer(text).has_value();
        case StepKind::experiment:
            return changes_answer(text).has_value();
        case StepKind::read:
        case StepKind::run:
        case StepKind::compare:
        case StepKind::explain:
            break;
    }
    return false;
}

std::string form_of_answer(const LessonStep& step) {
    switch (step.kind) {
        case StepKind::predict_number:
            return fmt::format("write {}=NUMBER, from {} to {}", step.id, step.range[0],
                               step.range[1]);
        case StepKind::predict_picture: {
            std::vector<std::string> keys;
            for (const auto& [key, changes] : step.choices) keys.push_back(key);
            return fmt::format("write {}={}", step.id, keys.front());
        }
        case StepKind::predict_curve:
            return fmt::format("write '{}=0:0 15:0 15:50', minutes and values", step.id);
        case StepKind::experiment:
            return fmt::format("write '{}=PATH=VALUE; PATH=VALUE'", step.id);
        case StepKind::read:
        case StepKind::run:
        case StepKind::compare:
        case StepKind::explain:
            break;
    }
    return "this step asks nothing; leave the answer out";
}

}  // namespace

Result<LessonAnswers> LessonAnswers::of(const std::vector<std::string>& given,
                                        const Lesson& lesson) {
    LessonAnswers answers;
    answers.interactive_ = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
    std::vector<std::string> ids;
    for (const LessonStep& step : lesson.steps) ids.push_back(step.id);
    for (const std::string& one : given) {
        const std::size_t equals = std::min(one.find('='), one.size());
        const std::string id = one.substr(0, equals);
        const std::size_t position = lesson.position_of(id);
        if (position == lesson.steps.size())
            return usage_error(ErrorNumber::bad_option, "--answer",
                               fmt::format("there is no step \"{}\"", printable(id)),
                               suggestion_text(id, ids));
        const LessonStep& step = lesson.steps[position];
        const std::string text(trimmed(one.substr(std::min(equals + 1, one.size()))));
        if (text != "skip" && !is_answer(step, text))
            return usage_error(
                ErrorNumber::bad_option, "--answer",
                fmt::format("\"{}\" is no answer for the step {}", printable(text), step.id),
                form_of_answer(step));
        answers.given_[id] = text;
    }
    return answers;
}

bool LessonAnswers::ask(const std::string& step, const std::string& prompt,
                        const std::string& refusal,
                        const std::function<bool(std::string_view)>& accepts) {
    if (const auto given = given_.find(step); given != given_.end()) {
        fmt::print("{}{}\n", prompt, printable(given->second));
        const bool taken = given->second != "skip" && accepts(given->second);
        given_.erase(given);
        return taken;
    }
    while (true) {
        fmt::print("{}", prompt);
        std::fflush(stdout);
        std::string line;
        if (!std::getline(std::cin, line)) {
            fmt::print("\n");
            return false;
        }
        if (!interactive_) fmt::print("{}\n", printable(line));
        const std::string_view text = trimmed(line);
        if (text.empty() || text == "skip") return false;
        if (accepts(text)) return true;
        fmt::print("{}\n", refusal);
    }
}

void LessonAnswers::wait(const std::string& prompt) {
    if (!interactive_) return;
    fmt::print("{} ", prompt);
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
}

}  // namespace isotherm
