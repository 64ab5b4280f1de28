// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/lessons/lesson_runs.h"
#include "engine/lessons/lesson_value.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

class LessonJudge {
public:
    LessonJudge(const Lesson& lesson, std::function<bool()> stop)
        : lesson_(lesson), runs_(lesson, std::move(stop)) {
        checked_.id = lesson.id;
    }

    Result<CheckedLesson> judge() {
        for (const LessonClaim& claim : lesson_.claims) {
            judge_claim(claim);
            if (!errors_.empty()) return errors_;
        }
        for (std::size_t at = 0; at < lesson_.steps.size(); ++at) {
            judge_step(at);
            if (!errors_.empty()) return errors_;
        }
        find_missing_values();
        if (!errors_.empty()) return errors_;
        return std::move(checked_);
    }

private:
    // The values at a place; nullptr after an error.
    const Json* values(const Changes* b, const Place& place) {
        const auto found = runs_.values(b, place);
        if (found.ok()) return found.value();
        errors_.insert(errors_.end(), found.errors().begin(), found.errors().end());
        return nullptr;
    }

    const LessonRun* run(const Changes& changes, const Place& place) {
        const auto found = runs_.run(changes, place);
        if (found.ok()) return found.value();
        errors_.insert(errors_.end(), found.errors().begin(), found.errors().end());
        return nullptr;
    }

    void judge_claim(const LessonClaim& claim) {
        const Json* of_runs = values(lesson_.b_of(claim), claim.expectation.place);
        if (of_runs == nullptr) return;
        const JudgedExpectation one = judged(claim.name, claim.expectation, *of_runs);
        checked_.claims.push_back({claim.step, claim.expectation.of, one.value, one.holds, one.text,
                                   claim.expectation.place});
    }

    void judge_step(std::size_t at) {
        const LessonStep& step = lesson_.steps[at];
        switch (step.kind) {
            case StepKind::predict_number:
                return judge_number(at);
            case StepKind::predict_picture:
                return judge_picture(at);
            case StepKind::experiment:
                judge_goals(step, step.solution, true);
                if (!step.trap.empty()) judge_goals(step, step.trap, false);
                return;
            case StepKind::compare:
                if (run(step.changes, step.place) == nullptr) return;
                return;
            case StepKind::predict_curve:
            case StepKind::run:
            case StepKind::read:
            case StepKind::explain:
                return;
        }
    }

    // The right number must be one that students can choose.
    void judge_number(std::size_t at) {
        const LessonStep& step = lesson_.steps[at];
        const Json* of_runs = values(lesson_.predicted_b(at), step.place);
        if (of_runs == nullptr) return;
        const auto value = std::get<Figure>(lesson_figure(step.of)).value_in(*of_runs);
        const bool inside = value && *value >= step.range[0] && *value <= step.range[1];
        checked_.claims.push_back({step.id, step.of, value, inside,
                                   fmt::format("{}; a number from {} to {} was expected: {}",
                                               value ? fmt::format("{:.8g}", *value) : "no value",
                                               step.range[0], step.range[1], step.of),
                                   step.place});
    }

    // The right picture is that of the run which follows, and no other picture is.
    void judge_picture(std::size_t at) {
        const LessonStep& step = lesson_.steps[at];
        const Changes* b = lesson_.predicted_b(at);
        const LessonRun* shown = run(b == nullptr ? Changes{} : *b, step.place);
        if (shown == nullptr) return;
        for (const auto& [key, changes] : step.choices) {
            const LessonRun* one = run(changes, step.place);
            if (one == nullptr) return;
            const bool same = one->fingerprint == shown->fingerprint;
            const bool right = key == step.answer;
            checked_.claims.push_back(
                {step.id, fmt::format("picture {}", key), std::nullopt, same == right,
                 right ? fmt::format("the picture of {} is {}that of the run that follows", key,
                                     same ? "" : "not ")
                       : fmt::format("the picture of {} is {} the run that follows", key,
                                     same ? "also that of" : "another one than that of"),
                 step.place});
        }
    }

    void judge_goals(const LessonStep& step, const Changes& changes, bool wanted) {
        const Json* of_runs = values(&changes, step.place);
        if (of_runs == nullptr) return;
        bool all = true;
        std::string reached;
        for (const std::string& text : step.goal) {
            const LessonGoal goal = std::get<LessonGoal>(parse_goal(text));
            const bool holds = goal.holds_in(*of_runs);
            all = all && holds;
            const auto left = goal.left.value_in(*of_runs);
            reached += fmt::format("{}{} is {}", reached.empty() ? "" : ", ", text,
                                   holds ? "reached" : "not reached");
            if (left) reached += fmt::format(" ({:.8g})", *left);
        }
        checked_.claims.push_back(
            {step.id, fmt::format("goal with {}", fmt::join(changes, " ")), std::nullopt,
             all == wanted,
             fmt::format("with {} {}: {}", wanted ? "the solution" : "the trap",
                         fmt::join(changes, " "), reached),
             step.place});
    }

    // Reports values in the words that the runs lack (null, or divided by zero).
    void find_missing_values() {
        for (const auto& [language, words] : lesson_.words)
            for (std::size_t at = 0; at < lesson_.steps.size(); ++at)
                find_missing(words, lesson_.steps[at].id, lesson_.b_at(at));
        for (const std::string_view id : teacher_sections)
            find_missing(lesson_.teacher, id, nullptr);
    }

    void find_missing(const LessonWords& words, std::string_view id, const Changes* b) {
        const WordsSection* section = words.section(id);
        if (section == nullptr) return;
        const Json* of_runs = values(b, {.file = words.file, .line = section->line});
        if (of_runs == nullptr) return;
        for (const WordsLine& line : section->lines) find_missing_in(words, line, *of_runs);
        for (const auto& [key, line] : section->choices) find_missing_in(words, line, *of_runs);
    }

    void find_missing_in(const LessonWords& words, const WordsLine& line, const Json& of_runs) {
        const auto pieces = pieces_of(line.text);
        if (std::holds_alternative<PieceError>(pieces)) return;
        for (const WordsPiece& piece : std::get<std::vector<WordsPiece>>(pieces)) {
            if (!piece.figure || piece.figure->value_in(of_runs)) continue;
            errors_.push_back(
                {ExitCode::bad_scenario, ErrorNumber::unknown_figure,
                 words.place(line, piece.column),
                 fmt::format("the runs have no value for {{{}}}", printable(piece.text)),
                 "name a value that exists in these runs"});
        }
    }

    const Lesson& lesson_;
    LessonRuns runs_;
    CheckedLesson checked_;
    Errors errors_;
};

}  // namespace

bool CheckedLesson::ok() const {
    return std::all_of(claims.begin(), claims.end(),
                       [](const JudgedClaim& one) { return one.holds; });
}

Result<CheckedLesson> check_lesson(const Lesson& lesson, std::function<bool()> stop) {
    return LessonJudge(lesson, std::move(stop)).judge();
}

nlohmann::ordered_json json_of(const CheckedLesson& checked) {
    Json claims = Json::array();
    for (const JudgedClaim& one : checked.claims) {
        claims.push_back({{"step", one.step},
                          {"that", one.that},
                          {"value", one.value ? Json(*one.value) : Json(nullptr)},
                          {"holds", one.holds},
                          {"text", one.text},
                          {"line", one.place.line}});
    }
    return {{"lesson", checked.id}, {"claims", std::move(claims)}, {"ok", checked.ok()}};
}

}  // namespace isotherm
