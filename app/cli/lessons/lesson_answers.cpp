// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lessons/lesson_answers.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "app/cli/usage.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

// Reads a number as people write it: 2,500 or 12.5 or 30 %.
std::optional<double> typed_number(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    std::string digits(text);
    std::erase(digits, ',');
    return number_in<double>(digits);
}

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

std::optional<double> number_answer(const LessonStep& step, std::string_view text) {
    const auto number = typed_number(text);
    if (!number || *number < step.range[0] || *number > step.range[1]) return std::nullopt;
    return number;
}

std::optional<std::string> choice_answer(const std::vector<std::string>& keys,
                                         std::string_view text) {
    text = trimmed(text);
    if (std::find(keys.begin(), keys.end(), text) != keys.end()) return std::string(text);
    const auto position = number_in<std::uint64_t>(text);
    if (!position || *position < 1 || *position > keys.size()) return std::nullopt;
    return keys[*position - 1];
}

std::optional<std::vector<CurvePoint>> curve_answer(std::string_view text) {
    std::vector<CurvePoint> points;
    text = trimmed(text);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
        const std::string_view point = text.substr(0, end);
        const std::size_t colon = point.find(':');
        if (colon == point.npos) return std::nullopt;
        const auto minute = number_in<double>(point.substr(0, colon));
        const auto value = number_in<double>(point.substr(colon + 1));
        if (!minute || !value || *minute < 0 || *value < 0) return std::nullopt;
        if (!points.empty() && *minute < points.back().minute) return std::nullopt;
        points.push_back({*minute, *value});
        text = trimmed(text.substr(end));
    }
    if (points.empty()) return std::nullopt;
    return points;
}

std::optional<Changes> changes_answer(std::string_view text) {
    Changes changes;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        const std::string_view change = trimmed(text.substr(start, end - start));
        start = end + 1;
        if (change.empty()) continue;
        const std::size_t equals = change.find('=');
        if (equals == change.npos || equals == 0) return std::nullopt;
        changes.emplace_back(change);
    }
    if (changes.empty()) return std::nullopt;
    return changes;
}

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
