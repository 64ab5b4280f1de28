// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of a lesson in the window's language, with the values of its runs, and what the window
// says itself about predictions and results.

#include <QCoreApplication>
#include <QString>
#include <nlohmann/json.hpp>

#include "app/gui/lessons/lesson_bench.h"
#include "app/gui/lessons/lesson_course.h"
#include "engine/lessons/lesson_verdict.h"

namespace isotherm {

class LessonText {
    Q_DECLARE_TR_FUNCTIONS(isotherm::Lessons)

public:
    LessonText(const LessonCourse& course, const LessonBench& bench)
        : course_(course), bench_(bench) {}

    // "en" or "ja": the language of the window, if lessons have it.
    static std::string language();

    QString title() const;
    static QString kind_name(StepKind kind);
    QString heading() const;  // "3/8 · Predict"
    // Markdown of the words of a step; a value whose run is not known yet appears as "…".
    QString words(std::size_t step) const;
    // What makes B of A at a step that compares them.
    QString changes(std::size_t step) const;
    // Words of a choice of a step.
    QString choice(std::size_t step, const std::string& key) const;
    // What the lesson rests on, as Markdown; empty except at the first explanation.
    QString facts(std::size_t step) const;
    // What was predicted before the run of step `run`, and what came out; a sentence each.
    QStringList outcomes(std::size_t run) const;
    // The prediction of a step, before the run; empty: nothing was predicted yet.
    QString predicted(std::size_t step) const;
    // Which steps have to be predicted or skipped before the run.
    QString predict_first() const;
    QStringList goals(std::size_t step) const;
    QStringList verdict(const ExperimentVerdict& verdict) const;
    // Notes for teachers, and the words of all steps, as Markdown.
    QString whole_lesson() const;
    QString teachers_notes() const;
    // The unit of a curve.
    static QString lane_unit(CurveLane lane);

private:
    const Lesson& lesson() const { return course_.lesson(); }
    const LessonWords& in_language() const;
    QString outcome(std::size_t step) const;
    QString number_outcome(const LessonStep& step, const Prediction& prediction) const;
    QString choice_outcome(std::size_t step, const Prediction& prediction) const;
    QString curve_outcome(std::size_t step, const Prediction& prediction) const;

    const LessonCourse& course_;
    const LessonBench& bench_;
};

}  // namespace isotherm
