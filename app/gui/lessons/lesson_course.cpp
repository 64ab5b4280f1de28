// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_course.h"

#include <utility>

namespace isotherm {

bool predicts(StepKind kind) {
    return kind == StepKind::predict_number || kind == StepKind::predict_picture ||
           kind == StepKind::predict_curve;
}

bool runs(StepKind kind) {
    return kind == StepKind::run || kind == StepKind::compare || kind == StepKind::experiment;
}

void LessonCourse::open(std::shared_ptr<const Lesson> lesson, std::size_t step) {
    lesson_ = std::move(lesson);
    predictions_.clear();
    seen_.clear();
    own_.reset();
    at_ = step;
}

bool LessonCourse::go_to(std::size_t step) {
    if (step >= steps()) return false;
    at_ = step;
    return true;
}

void LessonCourse::reset_step() {
    predictions_.erase(at_);
    seen_.erase(at_);
    if (step().kind == StepKind::experiment) own_.reset();
}

const Prediction* LessonCourse::prediction(std::size_t step) const {
    const auto found = predictions_.find(step);
    return found == predictions_.end() ? nullptr : &found->second;
}

std::vector<std::size_t> LessonCourse::answered_by(std::size_t run) const {
    std::vector<std::size_t> answered;
    for (std::size_t at = 0; at < run; ++at)
        if (predicts(lesson_->steps[at].kind) && lesson_->shown_at(at) == run)
            answered.push_back(at);
    return answered;
}

std::vector<std::size_t> LessonCourse::missing() const {
    std::vector<std::size_t> missing;
    for (const std::size_t at : answered_by(at_))
        if (prediction(at) == nullptr) missing.push_back(at);
    return missing;
}

std::int64_t LessonCourse::seen(std::size_t step) const {
    const auto found = seen_.find(step);
    return found == seen_.end() ? 0 : found->second;
}

std::optional<std::size_t> LessonCourse::last_run() const {
    for (std::size_t at = at_ + 1; at-- > 0;)
        if (runs(lesson_->steps[at].kind) && has_run(at)) return at;
    return std::nullopt;
}

// A is also shown where a lesson is opened at a later step, so that its words have their picture.
bool LessonCourse::shows_a() const {
    for (std::size_t at = 0; at <= at_; ++at) {
        const bool run = lesson_->steps[at].kind == StepKind::run;
        if (run && (at < at_ || has_run(at))) return true;
    }
    return false;
}

const Changes* LessonCourse::shown_b() const {
    if (step().kind == StepKind::experiment) return own_ ? &*own_ : nullptr;
    if (step().kind == StepKind::compare) return has_run(at_) ? &step().changes : nullptr;
    if (step().kind != StepKind::explain) return nullptr;
    return lesson_->b_at(at_);
}

}  // namespace isotherm
