// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The state of a lesson that is being played: the step, what was predicted, and which runs the
// student has seen. It has no widgets.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/lessons/lesson_runs.h"

namespace isotherm {

// What was predicted at a step. A step that was skipped has none of the values.
struct Prediction {
    std::optional<double> number;
    std::optional<std::string> choice;
    std::optional<std::vector<CurvePoint>> curve;

    bool skipped() const { return !number && !choice && !curve; }
};

bool predicts(StepKind kind);
// Whether a run is carried out at a step of this kind.
bool runs(StepKind kind);

class LessonCourse {
public:
    void open(std::shared_ptr<const Lesson> lesson, std::size_t step = 0);

    bool is_open() const { return lesson_ != nullptr; }
    const Lesson& lesson() const { return *lesson_; }
    const std::shared_ptr<const Lesson>& shared() const { return lesson_; }
    std::size_t at() const { return at_; }
    std::size_t steps() const { return lesson_->steps.size(); }
    const LessonStep& step() const { return lesson_->steps[at_]; }

    // Goes to a step; false if there is none.
    bool go_to(std::size_t step);
    // Forgets what was predicted and run at this step.
    void reset_step();

    void predict(Prediction prediction) { predictions_[at_] = std::move(prediction); }
    // nullptr: nothing was predicted or skipped at this step.
    const Prediction* prediction(std::size_t step) const;
    // Steps whose predictions the run of step `run` answers, in order.
    std::vector<std::size_t> answered_by(std::size_t run) const;
    // The steps before this one that still have to be predicted or skipped before it may run.
    std::vector<std::size_t> missing() const;
    bool may_run() const { return missing().empty(); }

    // Whether the run of a step was carried out, and up to which second it is shown.
    bool has_run(std::size_t step) const { return seen_.contains(step); }
    std::int64_t seen(std::size_t step) const;
    void see(std::int64_t second) { seen_[at_] = second; }

    // The run that the present step shows: the changes of B, if the step is a comparison or comes
    // after one that was run; and whether A may be shown.
    bool shows_a() const;
    const Changes* shown_b() const;
    // The last step at or before the present one that was run; nullopt: none.
    std::optional<std::size_t> last_run() const;
    // Changes of the student's own run at an experiment.
    const std::optional<Changes>& own() const { return own_; }
    void set_own(std::optional<Changes> own) { own_ = std::move(own); }

private:
    std::shared_ptr<const Lesson> lesson_;
    std::size_t at_ = 0;
    std::map<std::size_t, Prediction> predictions_;
    std::map<std::size_t, std::int64_t> seen_;
    std::optional<Changes> own_;
};

}  // namespace isotherm
