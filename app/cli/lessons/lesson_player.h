// SPDX-License-Identifier: Apache-2.0
#pragma once
// Plays a lesson on a terminal or in a pipe: words, predictions, runs, comparisons, experiments.
// Stores and sends nothing.

#include <optional>
#include <string>
#include <vector>

#include "app/cli/lessons/lesson_answers.h"
#include "app/cli/lessons/lesson_phrases.h"
#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_runs.h"

namespace isotherm {

class LessonPlayer {
public:
    LessonPlayer(const Lesson& lesson, std::string_view language, LessonAnswers answers);

    // Plays from this step on. Returns errors of a run.
    Errors play(std::size_t first_step);

private:
    // A prediction that the next run will answer.
    struct Prediction {
        std::size_t step = 0;
        std::optional<double> number;
        std::optional<std::string> choice;
        std::optional<std::vector<CurvePoint>> curve;
    };

    void play_step(std::size_t at);
    void print_heading(std::size_t at) const;
    void print_words(std::size_t at);
    void print_facts();
    void predict_number(std::size_t at);
    void predict_picture(std::size_t at);
    void predict_curve(std::size_t at);
    void run_and_answer(const Changes* b, std::size_t at);
    void compare(std::size_t at);
    void experiment(std::size_t at);
    bool try_changes(const LessonStep& step, const Changes& changes);
    void answer_predictions(const Changes* b, std::size_t at);
    void answer_number(const Prediction& prediction, const Changes* b);
    void answer_choice(const Prediction& prediction);
    void answer_curve(const Prediction& prediction, const LessonRun& run);
    void print_results(const LessonRun& run) const;
    const LessonRun* run(const Changes& changes, const Place& place, std::int64_t more_seed = 0);
    const nlohmann::ordered_json* values(const Changes* b, const Place& place);
    std::string choice_words(std::size_t step, const std::string& key) const;

    const Lesson& lesson_;
    const LessonWords& words_;
    const LessonPhrases& say_;
    LessonAnswers answers_;
    LessonRuns runs_;
    std::vector<Prediction> predictions_;
    bool facts_shown_ = false;
    Errors errors_;
};

// Prints the notes for teachers with their values. Returns errors of a run.
Errors print_teacher_notes(const Lesson& lesson);

}  // namespace isotherm
