// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "engine/lessons/lesson_runs.h"
#include "engine/lessons/lesson_value.h"
#include "engine/lessons/typed_numbers.h"
#include "engine/run/report_json.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_faults = 20;
constexpr std::string_view typed_fix =
    "write it as {a.PATH}, or {FIGURE} of numbers in the scenario; a fact about DynamoDB belongs "
    "to `facts` in lesson.toml";

class LessonRules {
public:
    explicit LessonRules(const Lesson& lesson) : lesson_(lesson) {}

    Errors faults() {
        if (!read_scenarios()) return sorted();
        check_id();
        check_sliders();
        check_view();
        check_figures();
        for (const std::string_view language : lesson_languages)
            check_words(lesson_.words.find(language)->second);
        check_teacher();
        return sorted();
    }

private:
    Errors sorted() {
        std::stable_sort(errors_.begin(), errors_.end(), [](const Error& a, const Error& b) {
            return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
        });
        if (errors_.size() > most_faults) errors_.resize(most_faults);
        return errors_;
    }

    void report(ErrorNumber number, const Place& place, std::string what, std::string fix) {
        errors_.push_back({ExitCode::bad_scenario, number, place, std::move(what), std::move(fix)});
    }

    Place place_of(std::string_view key) const {
        const auto found = lesson_.places.find(key);
        return found == lesson_.places.end() ? Place{} : found->second;
    }

    // Reads the scenarios of all runs and keeps the shapes of their reports.
    bool read_scenarios() {
        if (!add_shape({}, place_of("scenario"))) return false;
        for (const LessonStep& step : lesson_.steps) {
            for (const Changes* changes : {&step.changes, &step.solution, &step.trap})
                if (!changes->empty()) add_shape(*changes, step.place);
            for (const auto& [key, changes] : step.choices) add_shape(changes, step.place);
        }
        for (const LessonClaim& claim : lesson_.claims)
            if (!claim.changes.empty()) add_shape(claim.changes, claim.expectation.place);
        return errors_.empty();
    }

    bool add_shape(const Changes& changes, const Place& place) {
        if (shapes_.contains(changes)) return true;
        const auto scenario = lesson_scenario(lesson_, changes, place);
        if (!scenario.ok()) {
            errors_.insert(errors_.end(), scenario.errors().begin(), scenario.errors().end());
            return false;
        }
        shapes_[changes] = report_shape(scenario.value());
        return true;
    }

    // The shape of what values are computed from, where these changes make B.
    Json shape_with(const Changes* b) const {
        Json shape{{"a", shapes_.at({})}};
        if (b != nullptr) shape["b"] = shapes_.at(*b);
        shape["claims"] = Json::object();
        for (const LessonClaim& claim : lesson_.claims)
            if (!claim.name.empty()) shape["claims"][claim.name] = 0.0;
        return shape;
    }

    void check_id() {
        const std::string folder = std::filesystem::path(lesson_.folder).filename().string();
        if (folder.empty() || folder == "." || folder == ".." || lesson_.id == folder) return;
        report(ErrorNumber::contradiction, place_of("id"),
               fmt::format("the id is \"{}\", but the folder is named \"{}\"",
                           printable(lesson_.id), printable(folder)),
               "give both the same name");
    }

    void check_sliders() {
        if (lesson_.sliders.empty()) return;
        auto scenario = lesson_scenario(lesson_, {}, {});
        if (!scenario.ok()) return;
        std::vector<std::string> keys;
        for (const WrittenSetting& setting : written_settings(scenario.value()))
            keys.push_back(setting.key);
        for (const std::string& slider : lesson_.sliders) {
            if (std::find(keys.begin(), keys.end(), slider) != keys.end()) continue;
            const auto meant = nearest_name(slider, keys);
            report(ErrorNumber::unknown_word, place_of("sliders"),
                   fmt::format("sliders: the scenario has no setting \"{}\"", printable(slider)),
                   meant ? fmt::format("did you mean \"{}\"?", *meant)
                         : "write the path of a setting, as for --set");
        }
    }

    // A band is TABLE:SIDE or TABLE/INDEX:SIDE.
    bool is_band(std::string_view band) const {
        const std::size_t colon = band.rfind(':');
        if (colon == band.npos) return false;
        const std::string_view side = band.substr(colon + 1), name = band.substr(0, colon);
        const std::size_t slash = std::min(name.find('/'), name.size());
        const Json& tables = shapes_.at({})["tables"];
        const auto table = tables.find(std::string(name.substr(0, slash)));
        if (table == tables.end() || (side != "read" && side != "write")) return false;
        return slash == name.size() ||
               (table->contains("indexes") &&
                (*table)["indexes"].contains(std::string(name.substr(slash + 1))));
    }

    void check_view() {
        for (const std::string& band : lesson_.show.bands)
            if (!is_band(band))
                report(ErrorNumber::unknown_word, place_of("show"),
                       fmt::format("show.bands: there is no \"{}\"", printable(band)),
                       "write TABLE:read or TABLE/INDEX:write");
        for (const LessonStep& step : lesson_.steps)
            for (const std::string& time : step.pause_at)
                if (!parse_duration(time))
                    report(ErrorNumber::wrong_form, step.place,
                           fmt::format("pause_at contains \"{}\"; expected {}", printable(time),
                                       duration_form),
                           "write pause_at = [\"2m\"]");
    }

    void check_figure(const std::string& text, const Changes* b, const Place& place) {
        const auto figure = lesson_figure(text);
        if (!std::holds_alternative<Figure>(figure)) return;
        if (const auto unknown = std::get<Figure>(figure).unknown_in(shape_with(b)))
            report(ErrorNumber::unknown_figure, place,
                   fmt::format("\"{}\": {}", printable(text), unknown->what), unknown->fix);
    }

    void check_figures() {
        for (std::size_t at = 0; at < lesson_.steps.size(); ++at) {
            const LessonStep& step = lesson_.steps[at];
            if (!step.of.empty()) check_figure(step.of, lesson_.predicted_b(at), step.place);
            for (const std::string& goal : step.goal) check_goal(goal, step);
            if (step.kind == StepKind::predict_curve &&
                !shapes_.at({})["tables"].contains(step.table))
                report(ErrorNumber::unknown_figure, step.place,
                       fmt::format("the scenario has no table \"{}\"", printable(step.table)),
                       "name the table whose curve is drawn");
        }
        for (const LessonClaim& claim : lesson_.claims)
            check_figure(claim.expectation.of, lesson_.b_of(claim), claim.expectation.place);
    }

    void check_goal(const std::string& text, const LessonStep& step) {
        const auto goal = parse_goal(text);
        if (!std::holds_alternative<LessonGoal>(goal)) return;
        if (const auto unknown = std::get<LessonGoal>(goal).unknown_in(shape_with(&step.solution)))
            report(ErrorNumber::unknown_figure, step.place,
                   fmt::format("\"{}\": {}", printable(text), unknown->what), unknown->fix);
    }

    // Numbers that the words may contain.
    AllowedNumbers allowed_numbers(bool for_teacher) const {
        AllowedNumbers allowed;
        const auto scenario = TomlDocument::from_file(lesson_.scenario_path());
        if (scenario.ok()) {
            // What a scenario expects are results.
            for (const auto& [key, node] : scenario.value().root())
                if (key.str() != "expect") allowed.add_all(node);
        }
        for (const LessonStep& step : lesson_.steps) {
            for (const double end : step.range) allowed.add(end);
            for (const std::string& change : step.changes) allowed.add_text(value_of(change));
            for (const std::string& goal : step.goal) allowed.add_text(goal);
            for (const auto& [key, changes] : step.choices)
                for (const std::string& change : changes) allowed.add_text(value_of(change));
            if (!for_teacher) continue;
            for (const Changes* changes : {&step.solution, &step.trap})
                for (const std::string& change : *changes) allowed.add_text(value_of(change));
        }
        for (const LessonFact& fact : lesson_.facts)
            for (const double number : fact.numbers) allowed.add(number);
        if (!for_teacher) return allowed;
        for (const LessonClaim& claim : lesson_.claims)
            for (const std::string& change : claim.changes) allowed.add_text(value_of(change));
        return allowed;
    }

    static std::string_view value_of(std::string_view change) {
        return change.substr(std::min(change.find('=') + 1, change.size()));
    }

    void check_line(const LessonWords& words, const WordsLine& line, const Json& shape,
                    const AllowedNumbers* allowed) {
        const auto pieces = pieces_of(line.text);
        if (const auto* wrong = std::get_if<PieceError>(&pieces))
            return report(ErrorNumber::wrong_form, words.place(line, wrong->column),
                          wrong->error.what, wrong->error.fix);
        for (const WordsPiece& piece : std::get<std::vector<WordsPiece>>(pieces)) {
            if (!piece.figure) continue;
            if (const auto unknown = piece.figure->unknown_in(shape))
                report(ErrorNumber::unknown_figure, words.place(line, piece.column),
                       fmt::format("{{{}}}: {}", printable(piece.text), unknown->what),
                       unknown->fix);
        }
        if (allowed == nullptr) return;
        for (const TypedNumber& typed : typed_numbers(line.text, *allowed))
            report(ErrorNumber::wrong_form, words.place(line, typed.column),
                   fmt::format("the number {} is typed into the text, and neither the scenario nor "
                               "the lesson contains it",
                               typed.text),
                   std::string(typed_fix));
    }

    void check_section(const LessonWords& words, const WordsSection& section, const Json& shape,
                       const AllowedNumbers* allowed) {
        for (const WordsLine& line : section.lines) check_line(words, line, shape, allowed);
        for (const auto& [key, line] : section.choices) check_line(words, line, shape, allowed);
    }

    // Line of the first known heading that comes after those of the steps before `position`.
    Place place_for(const LessonWords& words, std::size_t position) const {
        Place place{.file = words.file, .line = words.last_line + 1};
        for (std::size_t at = position + 1; at < lesson_.steps.size(); ++at) {
            const WordsSection* next = words.section(lesson_.steps[at].id);
            if (next != nullptr) return {.file = words.file, .line = next->line};
        }
        return place;
    }

    void check_keys(const LessonWords& words, const std::string& heading,
                    const WordsSection& section, const std::vector<std::string>& wanted) {
        const Place place{.file = words.file, .line = section.line};
        for (const std::string& key : wanted)
            if (!section.choices.contains(key))
                report(ErrorNumber::missing_setting, place,
                       fmt::format("## {} has no line for {}", heading, key),
                       fmt::format("add a line \"- {}: …\"", key));
        for (const auto& [key, line] : section.choices) {
            if (std::find(wanted.begin(), wanted.end(), key) != wanted.end()) continue;
            report(ErrorNumber::unknown_word, words.place(line, 1),
                   fmt::format("## {} has a line for {}, which lesson.toml does not know", heading,
                               key),
                   wanted.empty() ? "write the line without a key before a colon"
                                  : fmt::format("known: {}", fmt::join(wanted, ", ")));
        }
    }

    void check_words(const LessonWords& words) {
        const AllowedNumbers allowed = allowed_numbers(false);
        check_line(words, words.title, shape_with(nullptr), &allowed);
        for (std::size_t at = 0; at < lesson_.steps.size(); ++at) {
            const LessonStep& step = lesson_.steps[at];
            const WordsSection* section = words.section(step.id);
            if (section == nullptr || section->empty()) {
                report(ErrorNumber::missing_setting,
                       section == nullptr ? place_for(words, at)
                                          : Place{.file = words.file, .line = section->line},
                       section == nullptr
                           ? fmt::format("there is no heading for the step {}", step.id)
                           : fmt::format("there are no words below ## {}", step.id),
                       fmt::format("add \"## {}\" and the words of the step", step.id));
                continue;
            }
            std::vector<std::string> keys;
            for (const auto& [key, changes] : step.choices) keys.push_back(key);
            check_keys(words, step.id, *section, keys);
            check_section(words, *section, shape_with(lesson_.b_at(at)), &allowed);
        }
        check_facts(words, allowed);
        check_headings(words);
    }

    void check_facts(const LessonWords& words, const AllowedNumbers& allowed) {
        const WordsSection* facts = words.section(facts_section);
        if (facts == nullptr) {
            if (!lesson_.facts.empty())
                report(ErrorNumber::missing_setting,
                       {.file = words.file, .line = words.last_line + 1},
                       "there is no heading for the facts",
                       "add \"## facts\", and a line \"- ID: …\" for each");
            return;
        }
        std::vector<std::string> ids;
        for (const LessonFact& fact : lesson_.facts) ids.push_back(fact.id);
        check_keys(words, std::string(facts_section), *facts, ids);
        check_section(words, *facts, shape_with(nullptr), &allowed);
    }

    void check_headings(const LessonWords& words) {
        std::vector<std::string> known{std::string(facts_section)};
        for (const LessonStep& step : lesson_.steps) known.push_back(step.id);
        unknown_headings(words, known);
    }

    void unknown_headings(const LessonWords& words, const std::vector<std::string>& known) {
        for (const std::string& id : words.order) {
            if (std::find(known.begin(), known.end(), id) != known.end()) continue;
            report(ErrorNumber::unknown_word,
                   {.file = words.file, .line = words.section(id)->line, .column = 1},
                   fmt::format("unknown heading \"## {}\"", id), suggestion_text(id, known));
        }
    }

    void check_teacher() {
        const LessonWords& words = lesson_.teacher;
        const AllowedNumbers allowed = allowed_numbers(true);
        const Json shape = shape_with(nullptr);
        unknown_headings(words, {teacher_sections.begin(), teacher_sections.end()});
        for (const std::string_view id : teacher_sections) {
            const WordsSection* section = words.section(id);
            if (section == nullptr || section->empty()) {
                report(ErrorNumber::missing_setting,
                       {.file = words.file, .line = words.last_line + 1},
                       fmt::format("the notes for teachers say nothing under ## {}", id),
                       fmt::format("add \"## {}\"", id));
                continue;
            }
            // Minutes and the question at the end are about no run of this lesson.
            const bool of_runs = id == "questions" || id == "wrong_answers";
            check_section(words, *section, shape, of_runs ? &allowed : nullptr);
        }
    }

    const Lesson& lesson_;
    std::map<Changes, Json> shapes_;
    Errors errors_;
};

}  // namespace

Errors lesson_faults(const Lesson& lesson) { return LessonRules(lesson).faults(); }

}  // namespace isotherm
