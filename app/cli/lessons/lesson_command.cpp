// SPDX-License-Identifier: Apache-2.0
// isotherm lesson: lists the lessons, plays one in the terminal, and checks that what they say is
// what the simulator does.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/answer_commands.h"
#include "app/cli/command.h"
#include "app/cli/lessons/lesson_answers.h"
#include "engine/lessons/lesson_folders.h"
#include "app/cli/lessons/lesson_player.h"
#include "app/cli/lessons/lesson_text.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "engine/lessons/lesson_check.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

struct LessonOptions {
    std::string language = "en";
    std::string lesson;
    std::string step;
    std::vector<std::string> answers;
    std::vector<std::string> lessons;
    bool teacher = false;
    bool json = false;
};

Json about(const Lesson& lesson) {
    Json title = Json::object(), steps = Json::array();
    for (const auto& [language, words] : lesson.words) title[language] = words.title.text;
    for (const LessonStep& step : lesson.steps)
        steps.push_back({{"id", step.id}, {"kind", word_of(step.kind)}});
    return {{"lesson", lesson.id},
            {"number", lesson.number},
            {"bonus", lesson.bonus},
            {"minutes", lesson.minutes},
            {"title", std::move(title)},
            {"folder", lesson.folder},
            {"scenario", lesson.scenario_path()},
            {"steps", std::move(steps)}};
}

ExitCode list_lessons(const LessonOptions& options) {
    const auto lessons = shipped_lessons();
    if (!lessons.ok()) return print_errors(lessons.errors(), options.json);
    if (options.json) {
        Json list = Json::array();
        for (const Lesson& lesson : lessons.value()) list.push_back(about(lesson));
        fmt::print("{}\n", written_json(list));
        return ExitCode::done;
    }
    constexpr std::size_t id_column = 24;
    for (const Lesson& lesson : lessons.value()) {
        const LessonWords& words = lesson.words.find(options.language)->second;
        fmt::print("{:>3}  {}{:>3} min  {}{}\n", lesson.number, left_cell(lesson.id, id_column),
                   lesson.minutes, printable(words.title.text), lesson.bonus ? " (bonus)" : "");
    }
    fmt::print("\nisotherm lesson run ID plays one.\n");
    return ExitCode::done;
}

Result<std::size_t> first_step_of(const LessonOptions& options, const Lesson& lesson) {
    if (options.step.empty()) return std::size_t{0};
    const std::size_t position = lesson.position_of(options.step);
    if (position < lesson.steps.size()) return position;
    std::vector<std::string> ids;
    for (const LessonStep& step : lesson.steps) ids.push_back(step.id);
    return usage_error(ErrorNumber::bad_option, "--step",
                       fmt::format("there is no step \"{}\"", printable(options.step)),
                       suggestion_text(options.step, ids));
}

ExitCode run_lesson(const LessonOptions& options) {
    const auto lesson = lesson_named(options.lesson);
    if (!lesson.ok()) return print_errors(lesson.errors(), false);
    if (options.teacher) {
        const Errors errors = print_teacher_notes(lesson.value());
        return errors.empty() ? ExitCode::done : print_errors(errors, false);
    }
    const auto first_step = first_step_of(options, lesson.value());
    if (!first_step.ok()) return print_errors(first_step.errors(), false);
    auto answers = LessonAnswers::of(options.answers, lesson.value());
    if (!answers.ok()) return print_errors(answers.errors(), false);
    LessonPlayer player(lesson.value(), options.language, std::move(answers.value()));
    const Errors errors = player.play(first_step.value());
    return errors.empty() ? ExitCode::done : print_errors(errors, false);
}

void print_checked(const CheckedLesson& checked) {
    const auto held = std::count_if(checked.claims.begin(), checked.claims.end(),
                                    [](const JudgedClaim& one) { return one.holds; });
    constexpr std::size_t id_column = 24;
    fmt::print("{}{} of {} claims hold\n", left_cell(checked.id, id_column), held,
               checked.claims.size());
    for (const JudgedClaim& one : checked.claims) {
        if (one.holds) continue;
        fmt::print("  {}:{}:{}: CLAIM BROKEN  {}{}\n", printable(one.place.file), one.place.line,
                   one.place.column, one.step.empty() ? "" : one.step + ": ", printable(one.text));
    }
}

// Returns the lessons to check, and adds the errors of those that cannot be read.
std::vector<Lesson> lessons_to_check(const LessonOptions& options, Errors& errors) {
    std::vector<Lesson> lessons;
    const auto add_errors = [&errors](const Errors& more) {
        errors.insert(errors.end(), more.begin(), more.end());
    };
    if (options.lessons.empty()) {
        auto all = shipped_lessons();
        if (!all.ok()) add_errors(all.errors());
        return all.ok() ? std::move(all.value()) : lessons;
    }
    for (const std::string& name : options.lessons) {
        auto lesson = lesson_named(name);
        if (lesson.ok())
            lessons.push_back(std::move(lesson.value()));
        else
            add_errors(lesson.errors());
    }
    return lessons;
}

ExitCode check_lessons(const LessonOptions& options) {
    catch_interrupts();
    Errors errors;
    const std::vector<Lesson> lessons = lessons_to_check(options, errors);
    CountLine progress(!options.json);
    Json all = Json::array();
    bool ok = true;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        progress.show(i, lessons.size(), "lessons");
        const auto checked = check_lesson(lessons[i], [] { return interrupted_by().has_value(); });
        if (interrupted_by()) return ExitCode::interrupted;
        if (!checked.ok()) {
            errors.insert(errors.end(), checked.errors().begin(), checked.errors().end());
            continue;
        }
        ok = ok && checked.value().ok();
        if (options.json)
            all.push_back(json_of(checked.value()));
        else
            print_checked(checked.value());
    }
    if (options.json && !all.empty())
        fmt::print("{}\n", written_json(options.lessons.size() == 1 ? all.front() : all));
    if (!errors.empty()) return print_errors(errors, options.json);
    return ok ? ExitCode::done : ExitCode::limit_broken;
}

void add_language(CLI::App& command, std::string& language) {
    command.add_option("--language", language, "en or ja; default: en")
        ->check(CLI::IsMember({"en", "ja"}));
}

}  // namespace

void add_lesson_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<LessonOptions>();
    CLI::App* command = app.add_subcommand(
        "lesson", "List, play and check lessons for classes: predict, run, explain");
    command->require_subcommand(1);

    CLI::App* list = command->add_subcommand("list", "List the lessons that ship with the program");
    add_language(*list, options->language);
    list->add_flag("--json", options->json, "Print JSON");
    list->callback([options, &result] { result = list_lessons(*options); });

    CLI::App* run = command->add_subcommand(
        "run", "Play a lesson: asks for predictions, runs the scenario, compares, explains");
    run->add_option("lesson", options->lesson, "Id of a lesson, or its folder")->required();
    add_language(*run, options->language);
    run->add_option("--step", options->step, "Begin with this step");
    run->add_option("--answer", options->answers, "Answer a step: --answer STEP=ANSWER")
        ->allow_extra_args(false);
    run->add_flag("--teacher", options->teacher, "Print the notes for teachers instead");
    run->callback([options, &result] { result = run_lesson(*options); });

    CLI::App* check = command->add_subcommand(
        "check", "Check that lessons are complete and that their claims hold");
    check->add_option("lessons", options->lessons, "Ids or folders; default: all that ship");
    check->add_flag("--json", options->json, "Print JSON; for several lessons, a list");
    check->callback([options, &result] { result = check_lessons(*options); });
}

}  // namespace isotherm
