// SPDX-License-Identifier: Apache-2.0
#pragma once
// A lesson: a folder with lesson.toml, words in each language (en.md, ja.md) and notes for teachers
// (teacher.md). resources/docs/teaching.md describes the format.
//
// Each lesson has a run A: its scenario as it stands. A run B is the same scenario with changes, as
// with --set. Numbers of a run are never typed into the words: they stand there as {a.PATH}.

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lessons/lesson_words.h"
#include "engine/scenario/expectation.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

inline constexpr std::array<std::string_view, 2> lesson_languages{"en", "ja"};
inline constexpr std::string_view lesson_file = "lesson.toml";
inline constexpr std::string_view teacher_file = "teacher.md";

// Sections of teacher.md.
inline constexpr std::array<std::string_view, 4> teacher_sections{"minutes", "questions",
                                                                  "wrong_answers", "exit"};
// Section of the words that contains the facts.
inline constexpr std::string_view facts_section = "facts";

enum class StepKind : std::uint8_t {
    read,             // words only
    predict_number,   // a number of a run, before the run
    predict_picture,  // which of several runs it will be
    predict_curve,    // how a number changes over time
    run,              // run A
    compare,          // run B
    explain,          // words after a run
    experiment        // the student changes settings until the goal holds
};
constexpr auto words_of(StepKind) {
    return std::to_array<std::string_view>({"read", "predict_number", "predict_picture",
                                            "predict_curve", "run", "compare", "explain",
                                            "experiment"});
}

// What a curve shows, each second.
enum class CurveLane : std::uint8_t {
    throttle,  // throttled tries
    consumed   // consumed units
};
constexpr auto words_of(CurveLane) {
    return std::to_array<std::string_view>({"throttle", "consumed"});
}

// How well a number of the model is known. Students see it beside the number.
enum class Standing : std::uint8_t { documented, measured, inferred };
constexpr auto words_of(Standing) {
    return std::to_array<std::string_view>({"documented", "measured", "inferred"});
}

// Changes of a scenario, each written path=value. No changes: run A.
using Changes = std::vector<std::string>;

struct LessonStep {
    std::string id;
    StepKind kind = StepKind::read;
    std::string of;                          // predict_number: a figure with the prefixes a. and b.
    std::vector<double> range;               // predict_number: least and highest answer
    std::string table;                       // predict_curve
    CurveLane lane = CurveLane::throttle;    // predict_curve
    std::string answer;                      // predict_picture: the key of the right choice
    std::map<std::string, Changes> choices;  // predict_picture: by key
    Changes changes;                         // compare
    std::vector<std::string> goal;           // experiment: comparisons of figures
    Changes solution;                        // experiment: changes that reach the goal
    Changes trap;                            // experiment: changes that seem to and do not
    // Where the window pauses the run, what it points at, and where it shows B.
    std::vector<std::string> pause_at;
    std::string pin_time;
    std::int64_t pin_partition = -1;
    std::string way = "above";
    Place place;

    void settings(SettingsVisitor& visit, const std::vector<std::string>& choice_keys);
};

// What the words rely on. A claim that does not hold makes `isotherm lesson check` fail.
struct LessonClaim {
    std::string name;  // for {claims.NAME} in the words; may be empty
    std::string step;  // whose run B is meant; empty: see `changes`
    Changes changes;   // run B; empty: that of the step
    Expectation expectation;

    void settings(SettingsVisitor& visit);
};

// A number of the model that decides the lesson, such as the 3,000 units a partition can serve.
struct LessonFact {
    std::string id;  // key of its words in the section `facts`
    std::vector<double> numbers;
    Standing standing = Standing::documented;
    std::string source;
    Place place;

    void settings(SettingsVisitor& visit);
};

// What the window shows.
struct LessonView {
    std::vector<std::string> bands;
    std::vector<std::string> lanes;
    std::string order = "hash";
};

struct Lesson : Configurable {
    std::int64_t format = 1;
    std::string id;
    std::int64_t number = 0;  // place in the list of lessons
    bool bonus = false;
    std::int64_t minutes = 0;
    std::string scenario;  // path, relative to the folder
    Changes set;           // changes of the scenario that hold in all runs
    LessonView show;
    std::vector<std::string> sliders;  // settings that students change
    std::vector<LessonStep> steps;
    std::vector<LessonClaim> claims;
    std::vector<LessonFact> facts;

    std::string folder;
    std::map<std::string, LessonWords, std::less<>> words;  // by language
    LessonWords teacher;
    std::map<std::string, Place, std::less<>> places;  // of id, scenario, show and sliders

    void settings(SettingsVisitor& visit) override;

    // The step's position; the number of steps if there is none with this id.
    std::size_t position_of(std::string_view step) const;
    std::string scenario_path() const;
    // Changes of the run that is called B at this step: its own, or those of the last compare step
    // before it. nullptr: no run is called B there.
    const Changes* b_at(std::size_t position) const;
    const Changes* b_of(const LessonClaim& claim) const;
    // The step that shows what this step predicts: the next run or compare step. The number of
    // steps if there is none.
    std::size_t shown_at(std::size_t position) const;
    // Changes of the run that this step predicts; nullptr: run A.
    const Changes* predicted_b(std::size_t position) const;

    std::vector<std::vector<std::string>> choice_keys;  // by step; found before the settings
};

// Reads lesson.toml from its text, without its words. Checks what can be seen without the scenario.
Result<Lesson> read_lesson_text(const std::string& text, const std::string& file_name);

// Reads a lesson with its words and checks all that can be checked without a run: each path, each
// value in the words, and that no number of a result is typed into them. Exit code 78.
Result<Lesson> read_lesson(const std::string& folder);

// The lessons in a folder of lessons, in their order.
Result<std::vector<Lesson>> read_lessons(const std::string& folder);

}  // namespace isotherm
