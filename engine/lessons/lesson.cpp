// SPDX-License-Identifier: Apache-2.0
// The settings of lesson.toml.

#include "engine/lessons/lesson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/lessons/lesson_value.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

constexpr double longest_lesson = 180;  // minutes
constexpr std::string_view a_itself = "a";

void reject_bad_figure(SettingsVisitor& visit, std::string_view name, const std::string& text) {
    if (text.empty()) return;
    const auto figure = lesson_figure(text);
    if (const auto* error = std::get_if<FigureError>(&figure))
        visit.reject(name, error->what, error->fix);
}

void reject_bad_changes(SettingsVisitor& visit, std::string_view name, const Changes& changes) {
    for (const std::string& change : changes) {
        const std::size_t equals = change.find('=');
        if (equals != change.npos && equals > 0) continue;
        visit.reject(name, fmt::format("\"{}\" is not path=value", change),
                     "write tables.votes.capacity.write=2000");
    }
}

void reject_unknown_look(SettingsVisitor& visit, const LessonView& show) {
    constexpr std::array<std::string_view, 4> lanes{"capacity", "throttle", "cloudwatch",
                                                    "backlog"};
    for (const std::string& lane : show.lanes)
        if (std::find(lanes.begin(), lanes.end(), lane) == lanes.end())
            visit.reject("lanes", fmt::format("there is no lane \"{}\"", lane),
                         fmt::format("choose from: {}", fmt::join(lanes, ", ")));
    if (show.order != "hash" && show.order != "heat")
        visit.reject("order", fmt::format("there is no order \"{}\"", show.order),
                     "write hash or heat");
}

// The settings that each kind of step needs.
void reject_missing(SettingsVisitor& visit, const LessonStep& step) {
    const auto need = [&](bool there, std::string_view name, std::string_view fix) {
        if (!there)
            visit.reject("", fmt::format("a step {} needs {}", word_of(step.kind), name),
                         std::string(fix));
    };
    switch (step.kind) {
        case StepKind::predict_number:
            need(!step.of.empty(), "of", "add of = \"a.tables.TABLE.throttled_share\"");
            need(step.range.size() == 2 && step.range[0] < step.range[1], "range",
                 "add range = [LEAST, HIGHEST]");
            break;
        case StepKind::predict_picture:
            need(step.choices.size() >= 2, "choices", "add at least two choices");
            need(step.choices.contains(step.answer), "answer",
                 "name one of the choices as the answer");
            break;
        case StepKind::predict_curve:
            need(!step.table.empty(), "table", "add the table whose curve is drawn");
            break;
        case StepKind::compare:
            need(!step.changes.empty(), "changes", "add the changes of B");
            break;
        case StepKind::experiment:
            need(!step.goal.empty(), "goal", "add goal = [\"b.tables.TABLE.throttled == 0\"]");
            need(!step.solution.empty(), "solution", "add changes that reach the goal");
            break;
        case StepKind::read:
        case StepKind::run:
        case StepKind::explain:
            break;
    }
}

}  // namespace

void LessonStep::settings(SettingsVisitor& visit, const std::vector<std::string>& keys) {
    visit.field({.name = "id", .help = "heading of its words", .required = true}, id);
    choice_field(visit, {.name = "kind", .help = "what students do", .required = true}, kind);
    visit.field({.name = "of", .help = "number to predict, such as a.tables.T.throttled_share"},
                of);
    visit.field({.name = "range", .help = "least and highest number that can be chosen"}, range);
    visit.field({.name = "table", .help = "table whose curve is drawn"}, table);
    choice_field(visit, {.name = "lane", .help = "what the curve shows"}, lane);
    visit.field({.name = "answer", .help = "key of the right choice"}, answer);
    visit.group({.name = "choices", .help = "changes of each picture's run, by key"},
                [&](SettingsVisitor& inner) {
                    for (const std::string& key : keys) {
                        Changes of_choice;
                        inner.field({.name = key,
                                     .help = "changes, or \"a\" for run A itself",
                                     .one_or_list = true},
                                    of_choice);
                        if (of_choice == Changes{std::string(a_itself)}) of_choice.clear();
                        reject_bad_changes(inner, key, of_choice);
                        choices[key] = std::move(of_choice);
                    }
                });
    visit.field({.name = "changes", .help = "changes that make B out of A"}, changes);
    visit.field({.name = "way", .help = "how the window shows B beside A"}, way);
    visit.field({.name = "goal", .help = "what the student's own run has to reach"}, goal);
    visit.field({.name = "solution", .help = "changes that reach the goal"}, solution);
    visit.field({.name = "trap", .help = "changes that seem to reach it and do not"}, trap);
    visit.field({.name = "pause_at", .help = "simulated times at which the run pauses"}, pause_at);
    visit.group({.name = "pin", .help = "what the window points at"}, [&](SettingsVisitor& inner) {
        inner.field({.name = "time", .help = "simulated time, such as \"4:10\""}, pin_time);
        inner.field({.name = "partition", .help = "number of a partition"}, pin_partition);
    });
    reject_bad_figure(visit, "of", of);
    for (const std::string& one : goal) {
        const auto parsed = parse_goal(one);
        if (const auto* error = std::get_if<FigureError>(&parsed))
            visit.reject("goal", error->what, error->fix);
    }
    reject_bad_changes(visit, "changes", changes);
    reject_bad_changes(visit, "solution", solution);
    reject_bad_changes(visit, "trap", trap);
    reject_missing(visit, *this);
}

void LessonClaim::settings(SettingsVisitor& visit) {
    Expectation& claim = expectation;
    visit.field({.name = "name", .help = "for {claims.NAME} in the words"}, name);
    visit.field({.name = "that",
                 .help = "a figure with the prefixes a. and b., such as a.tables.T.throttled_share",
                 .required = true},
                claim.of);
    visit.field({.name = "step", .help = "step whose run is B"}, step);
    visit.field({.name = "changes", .help = "changes that make B out of A"}, changes);
    visit.field({.name = "at_least", .help = "the value is at least this"}, claim.at_least);
    visit.field({.name = "at_most", .help = "the value is at most this"}, claim.at_most);
    visit.field({.name = "is", .help = "the value is this"}, claim.is);
    visit.field({.name = "within", .help = "allowed deviation from `is`"}, claim.within);
    reject_bad_changes(visit, "changes", changes);
    if (!claim.at_least && !claim.at_most && !claim.is)
        visit.reject("", "contains no condition", "add at_least, at_most or is");
    if (claim.within && (!claim.is || claim.within->value < 0))
        visit.reject("within", claim.is ? "below zero" : "needs `is`",
                     "write a deviation of 0 or more from `is`");
    if (claim.of.empty()) return;
    auto figure = lesson_figure(claim.of);
    if (const auto* error = std::get_if<FigureError>(&figure))
        visit.reject("that", error->what, error->fix);
    else
        claim.figure = std::get<Figure>(std::move(figure));
}

void LessonFact::settings(SettingsVisitor& visit) {
    visit.field({.name = "id", .help = "key of its words below ## facts", .required = true}, id);
    visit.field({.name = "numbers", .help = "the numbers that its words contain"}, numbers);
    choice_field(visit, {.name = "standing", .help = "how well it is known", .required = true},
                 standing);
    visit.field(
        {.name = "source", .help = "where it is published, or why it is assumed", .required = true},
        source);
}

void Lesson::settings(SettingsVisitor& visit) {
    visit.field({.name = "format", .help = "1", .lowest = 1, .highest = 1, .required = true},
                format);
    visit.field({.name = "id", .help = "name of the folder", .required = true}, id);
    visit.field(
        {.name = "number", .help = "place in the list of lessons", .lowest = 0, .highest = 999},
        number);
    visit.field({.name = "bonus", .help = "whether it is no part of the course"}, bonus);
    visit.field({.name = "minutes",
                 .help = "how long it takes in class",
                 .lowest = 1,
                 .highest = longest_lesson,
                 .required = true},
                minutes);
    visit.field({.name = "scenario",
                 .help = "scenario file, relative to the lesson's folder",
                 .required = true},
                scenario);
    visit.field({.name = "set", .help = "changes of the scenario that hold in all runs"}, set);
    reject_bad_changes(visit, "set", set);
    visit.group({.name = "show", .help = "what the window shows"}, [&](SettingsVisitor& inner) {
        inner.field({.name = "bands", .help = "tables and sides, such as \"votes:write\""},
                    show.bands);
        inner.field({.name = "lanes", .help = "lanes below the map"}, show.lanes);
        inner.field({.name = "order", .help = "order of the partitions: hash or heat"}, show.order);
        reject_unknown_look(inner, show);
    });
    visit.field({.name = "sliders", .help = "settings that students change"}, sliders);
    visit.list({.name = "steps", .help = "what happens, one after the other", .required = true},
               steps.size(), [&](std::size_t index, SettingsVisitor& inner) {
                   if (index == steps.size()) steps.emplace_back();
                   static const std::vector<std::string> none;
                   steps[index].settings(inner,
                                         index < choice_keys.size() ? choice_keys[index] : none);
               });
    visit.list({.name = "claims", .help = "what the words rely on", .required = true},
               claims.size(), [&](std::size_t index, SettingsVisitor& inner) {
                   if (index == claims.size()) claims.emplace_back();
                   claims[index].settings(inner);
               });
    visit.list({.name = "facts", .help = "numbers of the model that decide the lesson"},
               facts.size(), [&](std::size_t index, SettingsVisitor& inner) {
                   if (index == facts.size()) facts.emplace_back();
                   facts[index].settings(inner);
               });
}

std::size_t Lesson::position_of(std::string_view step) const {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const LessonStep& one) { return one.id == step; });
    return static_cast<std::size_t>(found - steps.begin());
}

std::string Lesson::scenario_path() const { return path_in(folder, scenario); }

const Changes* Lesson::b_at(std::size_t position) const {
    for (std::size_t at = std::min(position + 1, steps.size()); at-- > 0;)
        if (steps[at].kind == StepKind::compare) return &steps[at].changes;
    return nullptr;
}

const Changes* Lesson::b_of(const LessonClaim& claim) const {
    if (!claim.changes.empty()) return &claim.changes;
    if (claim.step.empty()) return nullptr;
    const std::size_t position = position_of(claim.step);
    if (position < steps.size() && steps[position].kind == StepKind::experiment)
        return &steps[position].solution;
    return b_at(position);
}

std::size_t Lesson::shown_at(std::size_t position) const {
    for (std::size_t at = position; at < steps.size(); ++at)
        if (steps[at].kind == StepKind::run || steps[at].kind == StepKind::compare) return at;
    return steps.size();
}

const Changes* Lesson::predicted_b(std::size_t position) const {
    const std::size_t at = shown_at(position);
    return at < steps.size() && steps[at].kind == StepKind::compare ? &steps[at].changes : nullptr;
}

}  // namespace isotherm
