// SPDX-License-Identifier: Apache-2.0
// Reads a lesson: lesson.toml with the places of its steps and claims, and its words.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_rules.h"
#include "engine/scenario/toml_document.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_words = 1 << 20;  // bytes

// The keys of the choices of each step, which the settings cannot find out by themselves.
std::vector<std::vector<std::string>> choice_keys_in(const TomlDocument& document) {
    std::vector<std::vector<std::string>> keys;
    const auto* steps = document.root().get_as<toml::array>("steps");
    if (steps == nullptr) return keys;
    for (const toml::node& step : *steps) {
        auto& of_step = keys.emplace_back();
        const auto* table = step.as_table();
        const auto* choices = table == nullptr ? nullptr : table->get_as<toml::table>("choices");
        if (choices == nullptr) continue;
        for (const auto& [key, changes] : *choices) of_step.emplace_back(key.str());
    }
    return keys;
}

// Place of an element of a list, such as steps[2]; of `key` in it, if it is there.
Place element_place(const TomlDocument& document, std::string_view list, std::size_t index,
                    std::string_view key) {
    const auto element = document.root()[list][index];
    const std::string path = fmt::format("{}[{}].{}", list, index, key);
    if (const auto value = element[key]) return document.place(value.node()->source(), path);
    if (element) return document.place(element.node()->source(), path);
    return {.path = path};
}

void remember_places_of(const TomlDocument& document, Lesson& lesson) {
    for (const char* key : {"id", "scenario", "show", "sliders"})
        if (const auto value = document.root()[key])
            lesson.places[key] = document.place(value.node()->source(), key);
    for (std::size_t i = 0; i < lesson.steps.size(); ++i)
        lesson.steps[i].place = element_place(document, "steps", i, "id");
    for (std::size_t i = 0; i < lesson.claims.size(); ++i)
        lesson.claims[i].expectation.place = element_place(document, "claims", i, "that");
    for (std::size_t i = 0; i < lesson.facts.size(); ++i)
        lesson.facts[i].place = element_place(document, "facts", i, "id");
}

Error contradiction_at(const Place& place, std::string what, std::string fix) {
    return {ExitCode::bad_scenario, ErrorNumber::contradiction, place, std::move(what),
            std::move(fix)};
}

bool is_step_id(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void check_steps(const Lesson& lesson, Errors& errors) {
    std::set<std::string> ids;
    for (std::size_t at = 0; at < lesson.steps.size(); ++at) {
        const LessonStep& step = lesson.steps[at];
        if (!is_step_id(step.id))
            errors.push_back(contradiction_at(
                step.place, fmt::format("\"{}\" is not an id of a step", printable(step.id)),
                "write lower-case letters, digits and _ only, such as two_keys"));
        else if (step.id == facts_section || !ids.insert(step.id).second)
            errors.push_back(contradiction_at(step.place,
                                              fmt::format("the id \"{}\" is already used", step.id),
                                              "give each step an id of its own"));
        const bool predicts = step.kind == StepKind::predict_number ||
                              step.kind == StepKind::predict_picture ||
                              step.kind == StepKind::predict_curve;
        if (predicts && lesson.shown_at(at) == lesson.steps.size())
            errors.push_back(contradiction_at(
                step.place, fmt::format("no run or compare step follows \"{}\"", step.id),
                "add a step that shows what was predicted"));
    }
}

void check_claim_names(const Lesson& lesson, Errors& errors) {
    std::vector<std::string> ids;
    for (const LessonStep& step : lesson.steps) ids.push_back(step.id);
    std::set<std::string> names;
    for (const LessonClaim& claim : lesson.claims) {
        const Place& place = claim.expectation.place;
        if (!claim.step.empty() && std::find(ids.begin(), ids.end(), claim.step) == ids.end())
            errors.push_back({ExitCode::bad_scenario, ErrorNumber::unknown_word, place,
                              fmt::format("there is no step \"{}\"", printable(claim.step)),
                              suggestion_text(claim.step, ids)});
        if (!claim.step.empty() && !claim.changes.empty())
            errors.push_back(contradiction_at(place, "a claim has either a step or changes",
                                              "remove one of them"));
        if (!claim.name.empty() && !names.insert(claim.name).second)
            errors.push_back(contradiction_at(
                place, fmt::format("there are two claims named \"{}\"", printable(claim.name)),
                "give each its own name"));
    }
}

Result<Lesson> lesson_in(const TomlDocument& document, const std::string& file_name) {
    Lesson lesson;
    lesson.choice_keys = choice_keys_in(document);
    Errors errors;
    read_settings(document, file_name, lesson, errors);
    if (!errors.empty()) return errors;
    remember_places_of(document, lesson);
    check_steps(lesson, errors);
    check_claim_names(lesson, errors);
    if (!errors.empty()) return errors;
    return lesson;
}

Result<LessonWords> words_in(const std::string& path) {
    auto text = read_text_file(path, largest_words);
    if (!text.ok()) {
        Errors errors = text.errors();
        for (Error& error : errors) error.exit_code = ExitCode::bad_scenario;
        return errors;
    }
    return read_lesson_words(text.value(), path);
}

}  // namespace

Result<Lesson> read_lesson_text(const std::string& text, const std::string& file_name) {
    const auto document = TomlDocument::from_text(text, file_name);
    if (!document.ok()) {
        Errors errors = document.errors();
        for (Error& error : errors)
            if (error.number == ErrorNumber::empty_file)
                error.fix = "a lesson has at least id, minutes, scenario, steps and claims";
        return errors;
    }
    return lesson_in(document.value(), file_name);
}

Result<Lesson> read_lesson(const std::string& folder) {
    const std::filesystem::path path = std::filesystem::path(folder).lexically_normal();
    const std::string file = (path / lesson_file).string();
    auto text = read_text_file(file, largest_words);
    if (!text.ok()) return text.errors();
    auto read = read_lesson_text(text.value(), file);
    if (!read.ok()) return read;
    Lesson& lesson = read.value();
    lesson.folder = path.string();
    Errors errors;
    const auto take = [&errors](Result<LessonWords> words, LessonWords& into) {
        if (words.ok())
            into = std::move(words.value());
        else
            errors.insert(errors.end(), words.errors().begin(), words.errors().end());
    };
    for (const std::string_view language : lesson_languages)
        take(words_in((path / fmt::format("{}.md", language)).string()),
             lesson.words[std::string(language)]);
    take(words_in((path / teacher_file).string()), lesson.teacher);
    if (!errors.empty()) return errors;
    errors = lesson_faults(lesson);
    if (!errors.empty()) return errors;
    return read;
}

Result<std::vector<Lesson>> read_lessons(const std::string& folder) {
    std::vector<std::string> folders;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (std::filesystem::exists(entry.path() / lesson_file, failed))
            folders.push_back(entry.path().string());
    if (folders.empty())
        return Error{ExitCode::input_missing,
                     ErrorNumber::unreadable_file,
                     {.file = folder},
                     "there are no lessons in this folder",
                     "a lesson is a folder with lesson.toml"};
    std::vector<Lesson> lessons;
    Errors errors;
    for (const std::string& one : folders) {
        auto lesson = read_lesson(one);
        if (lesson.ok())
            lessons.push_back(std::move(lesson.value()));
        else
            errors.insert(errors.end(), lesson.errors().begin(), lesson.errors().end());
    }
    if (!errors.empty()) return errors;
    std::sort(lessons.begin(), lessons.end(), [](const Lesson& left, const Lesson& right) {
        return std::tie(left.number, left.id) < std::tie(right.number, right.id);
    });
    return lessons;
}

}  // namespace isotherm
