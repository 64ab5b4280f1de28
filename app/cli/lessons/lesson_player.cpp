// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lessons/lesson_player.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/lessons/lesson_text.h"
#include "engine/lessons/lesson_value.h"
#include "engine/lessons/lesson_verdict.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t table_column = 22;
constexpr std::size_t number_column = 12;
constexpr std::string_view bullet = "  - ";

std::string_view name_of_step(const LessonPhrases& say, StepKind kind) {
    switch (kind) {
        case StepKind::read:
            return say.read;
        case StepKind::predict_number:
        case StepKind::predict_picture:
        case StepKind::predict_curve:
            return say.predict;
        case StepKind::run:
            return say.run;
        case StepKind::compare:
            return say.compare;
        case StepKind::explain:
            return say.explain;
        case StepKind::experiment:
            break;
    }
    return say.experiment;
}

std::string number_text(double number) { return value_text(number, ValueFormat::number); }

std::string words_line(std::string_view text) { return printable(without_marks(text)); }

// A row of the table of results.
template <class Cells>
void print_row(const Cells& cells) {
    std::string row = left_cell(cells[0], table_column);
    for (std::size_t i = 1; i < std::size(cells); ++i) row += right_cell(cells[i], number_column);
    fmt::print("{}\n", row);
}

}  // namespace

LessonPlayer::LessonPlayer(const Lesson& lesson, std::string_view language, LessonAnswers answers)
    : lesson_(lesson),
      words_(lesson.words.find(language)->second),
      say_(lesson_phrases(language)),
      answers_(std::move(answers)),
      runs_(lesson) {}

Errors LessonPlayer::play(std::size_t first_step) {
    fmt::print("{}\n", fmt::format(fmt::runtime(lesson_.number > 0 ? say_.lesson : say_.unnumbered),
                                   lesson_.number, words_line(words_.title.text), lesson_.minutes));
    for (std::size_t at = first_step; at < lesson_.steps.size() && errors_.empty(); ++at)
        play_step(at);
    if (errors_.empty()) fmt::print("\n{}\n", say_.end);
    return errors_;
}

void LessonPlayer::play_step(std::size_t at) {
    print_heading(at);
    switch (lesson_.steps[at].kind) {
        case StepKind::predict_number:
            return predict_number(at);
        case StepKind::predict_picture:
            return predict_picture(at);
        case StepKind::predict_curve:
            return predict_curve(at);
        case StepKind::run:
            print_words(at);
            return run_and_answer(nullptr, at);
        case StepKind::compare:
            return compare(at);
        case StepKind::experiment:
            return experiment(at);
        case StepKind::read:
        case StepKind::explain:
            break;
    }
    print_words(at);
    if (lesson_.steps[at].kind == StepKind::explain && !facts_shown_) print_facts();
    answers_.wait(std::string(say_.enter));
}

void LessonPlayer::print_heading(std::size_t at) const {
    const std::string name = fmt::format("{}/{} {}", at + 1, lesson_.steps.size(),
                                         name_of_step(say_, lesson_.steps[at].kind));
    constexpr std::size_t rule = 60;
    const std::size_t columns = columns_of_text(name);
    fmt::print("\n--- {} {}\n", name, std::string(rule - std::min(rule, columns), '-'));
}

void LessonPlayer::print_words(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    const WordsSection* section = words_.section(step.id);
    const Json* of_runs = values(lesson_.b_at(at), step.place);
    if (section == nullptr || of_runs == nullptr) return;
    std::string_view between;
    for (const std::string& paragraph : section->paragraphs()) {
        fmt::print("{}{}", between, wrapped(words_line(filled(paragraph, *of_runs))));
        between = "\n";
    }
    for (const std::string& key : section->keys)
        fmt::print("{}",
                   wrapped(fmt::format("{}{}: {}", bullet, key,
                                       words_line(filled(section->choices.at(key).text, *of_runs))),
                           "    "));
}

void LessonPlayer::print_facts() {
    facts_shown_ = true;
    const WordsSection* section = words_.section(facts_section);
    if (section == nullptr) return;
    fmt::print("\n{}\n", say_.facts);
    for (const LessonFact& fact : lesson_.facts) {
        const auto words = section->choices.find(fact.id);
        if (words == section->choices.end()) continue;
        fmt::print("{}",
                   wrapped(fmt::format("{}{} [{}]", bullet, words_line(words->second.text),
                                       say_.standing[static_cast<std::size_t>(fact.standing)]),
                           "    "));
    }
}

void LessonPlayer::predict_number(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    print_words(at);
    const std::string least = number_text(step.range[0]), most = number_text(step.range[1]);
    Prediction prediction{at, {}, {}, {}};
    const bool given = answers_.ask(
        step.id, fmt::format(fmt::runtime(say_.ask_number), least, most),
        fmt::format(fmt::runtime(say_.not_a_number), least, most), [&](std::string_view text) {
            prediction.number = number_answer(step, text);
            return prediction.number.has_value();
        });
    if (!given) fmt::print("{}\n", say_.skipped);
    predictions_.push_back(std::move(prediction));
}

void LessonPlayer::predict_picture(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    print_words(at);
    const std::vector<std::string>& keys = words_.section(step.id)->keys;
    const std::string all = fmt::format("{}", fmt::join(keys, ", "));
    Prediction prediction{at, {}, {}, {}};
    const bool given =
        answers_.ask(step.id, fmt::format(fmt::runtime(say_.ask_choice), all),
                     fmt::format(fmt::runtime(say_.not_a_choice), all), [&](std::string_view text) {
                         prediction.choice = choice_answer(keys, text);
                         return prediction.choice.has_value();
                     });
    if (!given) fmt::print("{}\n", say_.skipped);
    predictions_.push_back(std::move(prediction));
}

void LessonPlayer::predict_curve(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    print_words(at);
    const auto scenario = lesson_scenario(lesson_, {}, step.place);
    if (!scenario.ok()) {
        errors_ = scenario.errors();
        return;
    }
    constexpr double minute = 60;
    const std::string last = number_text(in_seconds(scenario.value().duration) / minute);
    Prediction prediction{at, {}, {}, {}};
    const bool given = answers_.ask(step.id, fmt::format(fmt::runtime(say_.ask_curve), last),
                                    std::string(say_.not_a_curve), [&](std::string_view text) {
                                        prediction.curve = curve_answer(text);
                                        return prediction.curve.has_value();
                                    });
    if (!given) fmt::print("{}\n", say_.skipped);
    predictions_.push_back(std::move(prediction));
}

void LessonPlayer::run_and_answer(const Changes* b, std::size_t at) {
    fmt::print("{}\n", fmt::format(fmt::runtime(say_.running), b == nullptr ? "A" : "B"));
    const LessonRun* result = run(b == nullptr ? Changes{} : *b, lesson_.steps[at].place);
    if (result == nullptr) return;
    print_results(*result);
    answer_predictions(b, at);
}

void LessonPlayer::compare(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    fmt::print("{}",
               wrapped(fmt::format(fmt::runtime(say_.changes),
                                   printable(fmt::format("{}", fmt::join(step.changes, "; ")))),
                       "    "));
    run_and_answer(&step.changes, at);
    if (!errors_.empty()) return;
    print_words(at);
    answers_.wait(std::string(say_.enter));
}

void LessonPlayer::experiment(std::size_t at) {
    const LessonStep& step = lesson_.steps[at];
    print_words(at);
    for (const std::string& goal : step.goal)
        fmt::print("{}\n", fmt::format(fmt::runtime(say_.goal), goal));
    bool reached = false;
    while (!reached && errors_.empty()) {
        Changes changes;
        const bool given = answers_.ask(step.id, std::string(say_.ask_changes),
                                        std::string(say_.not_a_change), [&](std::string_view text) {
                                            auto read = changes_answer(text);
                                            if (read) changes = std::move(*read);
                                            return read.has_value();
                                        });
        if (!given) return;
        reached = try_changes(step, changes);
    }
}

// Runs the student's changes, and once more with another seed if they reach the goal. Changes that
// the scenario does not take are told and are no error of the lesson.
bool LessonPlayer::try_changes(const LessonStep& step, const Changes& changes) {
    const auto scenario = lesson_scenario(lesson_, changes, {.file = "B"});
    if (!scenario.ok()) {
        for (const Error& error : scenario.errors())
            fmt::print("{}\n", printable(fmt::format("{}; {}", error.what, error.fix)));
        return false;
    }
    fmt::print("{}\n", fmt::format(fmt::runtime(say_.running), "B"));
    const LessonRun* result = run(changes, step.place);
    if (result == nullptr) return false;
    print_results(*result);
    const Json* of_runs = values(&changes, step.place);
    if (of_runs == nullptr) return false;
    const LessonRun* again = run(changes, step.place, 1);
    const LessonRun* a_again = run({}, step.place, 1);
    if (again == nullptr || a_again == nullptr) return false;
    const Json of_other_seed{{"a", a_again->report}, {"b", again->report}};
    const ExperimentVerdict verdict = experiment_verdict(step, *of_runs, of_other_seed);
    for (const GoalVerdict& goal : verdict.goals)
        fmt::print("{}\n", fmt::format(fmt::runtime(goal.holds ? say_.reached : say_.not_reached),
                                       goal.text, goal.value ? number_text(*goal.value) : "?"));
    if (verdict.all)
        fmt::print("{}\n", verdict.all_again ? say_.other_seed_holds : say_.other_seed_fails);
    return verdict.reached();
}

void LessonPlayer::answer_predictions(const Changes* b, std::size_t at) {
    const std::vector<Prediction> waiting = std::exchange(predictions_, {});
    const LessonRun* result = run(b == nullptr ? Changes{} : *b, lesson_.steps[at].place);
    for (const Prediction& one : waiting) {
        if (result == nullptr || !errors_.empty()) return;
        switch (lesson_.steps[one.step].kind) {
            case StepKind::predict_number:
                answer_number(one, b);
                break;
            case StepKind::predict_picture:
                answer_choice(one);
                break;
            case StepKind::predict_curve:
                answer_curve(one, *result);
                break;
            case StepKind::read:
            case StepKind::run:
            case StepKind::compare:
            case StepKind::explain:
            case StepKind::experiment:
                break;
        }
    }
}

void LessonPlayer::answer_number(const Prediction& prediction, const Changes* b) {
    const LessonStep& step = lesson_.steps[prediction.step];
    const Json* of_runs = values(b, step.place);
    if (of_runs == nullptr) return;
    const auto value = std::get<Figure>(lesson_figure(step.of)).value_in(*of_runs);
    const std::string found = value ? number_text(*value) : "?";
    if (!prediction.number || !value) {
        fmt::print("{}\n", fmt::format(fmt::runtime(say_.nothing_predicted), step.id, found));
        return;
    }
    const std::string predicted = number_text(*prediction.number);
    if (predicted == found)
        fmt::print("{}\n", fmt::format(fmt::runtime(say_.predicted_right), step.id, predicted));
    else
        fmt::print("{}\n", fmt::format(fmt::runtime(say_.predicted), step.id, predicted, found,
                                       number_text(std::abs(*value - *prediction.number))));
}

std::string LessonPlayer::choice_words(std::size_t at, const std::string& key) const {
    const auto& choices = words_.section(lesson_.steps[at].id)->choices;
    const auto found = choices.find(key);
    return found == choices.end() ? key : words_line(found->second.text);
}

void LessonPlayer::answer_choice(const Prediction& prediction) {
    const LessonStep& step = lesson_.steps[prediction.step];
    const std::string right = choice_words(prediction.step, step.answer);
    if (!prediction.choice) {
        fmt::print("{}", wrapped(fmt::format(fmt::runtime(say_.right_choice), step.id, right)));
        return;
    }
    const std::string chosen = choice_words(prediction.step, *prediction.choice);
    if (*prediction.choice == step.answer)
        fmt::print("{}", wrapped(fmt::format(fmt::runtime(say_.chose_right), step.id, chosen)));
    else
        fmt::print("{}", wrapped(fmt::format(fmt::runtime(say_.chose), step.id, chosen, right)));
}

void LessonPlayer::answer_curve(const Prediction& prediction, const LessonRun& result) {
    const LessonStep& step = lesson_.steps[prediction.step];
    const LessonCurve* curve = result.curve(step.table, step.lane);
    if (curve == nullptr) return;
    constexpr std::size_t most_rows = 15;
    constexpr double middle = 0.5;
    const std::size_t minutes = curve->minutes.size();
    const std::size_t stride = std::max<std::size_t>(1, (minutes + most_rows - 1) / most_rows);
    fmt::print("{}\n", say_.curve_head);
    for (std::size_t m = 0; m < minutes; m += stride) {
        const std::string drawn = prediction.curve
                                      ? number_text(std::round(drawn_at(
                                            *prediction.curve, static_cast<double>(m) + middle)))
                                      : "-";
        fmt::print("{:>6}  {:>15} {:>11}\n", m, number_text(std::round(curve->minutes[m])), drawn);
    }
    if (prediction.curve)
        fmt::print("{}\n", fmt::format(fmt::runtime(say_.curve_distance), step.id,
                                       percent(distance_of(*prediction.curve, curve->minutes), 0)));
}

void LessonPlayer::print_results(const LessonRun& result) const {
    print_row(say_.table_head);
    const Json& report = result.report;
    for (const auto& [name, table] : report["tables"].items()) {
        const Json& first = table["first_throttled_s"];
        const Json& bills = report["cost"]["month"]["by_resource"];
        const auto bill = bills.find(name);
        const std::string cells[] = {
            printable(name),
            number_text(table["attempts"].get<double>()),
            number_text(table["throttled"].get<double>()),
            value_text(table["throttled_share"].get<double>(), ValueFormat::share),
            first.is_number() ? value_text(first.get<double>(), ValueFormat::time)
                              : std::string(say_.never),
            bill != bills.end() && bill->is_number()
                ? value_text(bill->get<double>(), ValueFormat::dollars)
                : std::string(say_.never)};
        print_row(cells);
    }
}

const LessonRun* LessonPlayer::run(const Changes& changes, const Place& place,
                                   std::int64_t more_seed) {
    const auto found = runs_.run(changes, place, more_seed);
    if (found.ok()) return found.value();
    errors_ = found.errors();
    return nullptr;
}

const Json* LessonPlayer::values(const Changes* b, const Place& place) {
    const auto found = runs_.values(b, place);
    if (found.ok()) return found.value();
    errors_ = found.errors();
    return nullptr;
}

Errors print_teacher_notes(const Lesson& lesson) {
    LessonRuns runs(lesson);
    const auto of_runs = runs.values(nullptr, lesson.steps.front().place);
    if (!of_runs.ok()) return of_runs.errors();
    fmt::print("{}\n", words_line(lesson.teacher.title.text));
    for (const std::string& id : lesson.teacher.order) {
        std::string heading = id;
        std::replace(heading.begin(), heading.end(), '_', ' ');
        heading.front() = static_cast<char>(std::toupper(heading.front()));
        fmt::print("\n{}\n", heading);
        for (const std::string& paragraph : lesson.teacher.section(id)->paragraphs())
            fmt::print("{}",
                       wrapped("  " + words_line(filled(paragraph, *of_runs.value())), "    "));
    }
    return {};
}

}  // namespace isotherm
