// SPDX-License-Identifier: GPL-3.0-or-later
// What the stage does: steps, predictions, runs.

#include "app/gui/lessons/lesson_stage.h"

#include <QScrollBar>
#include <algorithm>

#include "app/gui/lessons/lesson_progress.h"
#include "app/gui/models/entered_time.h"
#include "engine/lessons/typed_answers.h"

namespace isotherm {
namespace {

constexpr int frame_ms = 40;
constexpr std::int64_t frames_of_run = 50;  // a run is shown in two seconds

}  // namespace

LessonStage::LessonStage(const ViewState& view, QWidget* parent) : QWidget(parent), view_(view) {
    setObjectName(QStringLiteral("lesson_stage"));
    make_bars();
    make_centre();
    connect_parts();
    moving_.setInterval(frame_ms);
    connect(&moving_, &QTimer::timeout, this, &LessonStage::move_on);
    connect(&bench_, &LessonBench::changed, this, &LessonStage::bench_changed);
    connect(&bench_, &LessonBench::progressed, this, &LessonStage::show_buttons);
    connect(&view, &ViewState::look_changed, this, [this] {
        arrangement_.reset();
        arrange();
    });
}

void LessonStage::open(std::shared_ptr<const Lesson> lesson, std::size_t step) {
    moving_.stop();
    banded_.clear();
    trouble_.clear();
    course_.open(std::move(lesson), step);
    auto scenario = lesson_scenario(course_.lesson(), {}, {.file = course_.lesson().folder});
    scenario_.reset();
    if (scenario.ok())
        scenario_ = std::move(scenario.value());
    else
        trouble_ = qtext(scenario.errors().front().text());
    if (scenario_) sliders_->show_settings(course_.lesson(), *scenario_);
    bench_.open(course_.shared());
    set_curtain(false);
    go_to(step);
}

void LessonStage::close_lesson() {
    moving_.stop();
    bench_.open(nullptr);
    asked_ = false;
}

void LessonStage::go_to(std::size_t step) {
    moving_.stop();
    asked_ = false;
    course_.go_to(step);
    course_.set_own(std::nullopt);
    verdict_.reset();
    trouble_.clear();
    if (scenario_) sliders_->reset();
    if (watched_)
        LessonProgress::reach(qtext(course_.lesson().id), course_.at() + 1, course_.steps());
    show_step();
    focus_step();
    Q_EMIT step_changed();
}

void LessonStage::next() {
    QScrollBar* bar = words_->verticalScrollBar();
    if (bar->value() < bar->maximum()) {
        bar->setValue(bar->value() + bar->pageStep());
        return;
    }
    if (course_.at() + 1 < course_.steps())
        go_to(course_.at() + 1);
    else
        Q_EMIT end_reached();
}

void LessonStage::back() {
    QScrollBar* bar = words_->verticalScrollBar();
    if (bar->value() > 0) {
        bar->setValue(bar->value() - bar->pageStep());
        return;
    }
    if (course_.at() > 0) go_to(course_.at() - 1);
}

void LessonStage::reset_step() {
    moving_.stop();
    asked_ = false;
    course_.reset_step();
    entry_->clear();
    axis_->show_numbers(0, 1, {}, {}, false);
    curve_->show_curves({}, {}, false);
    verdict_.reset();
    trouble_.clear();
    if (scenario_) sliders_->reset();
    show_step();
    focus_step();
}

bool LessonStage::predict() {
    const LessonStep& step = course_.step();
    if (!predicts(step.kind) || course_.prediction(course_.at()) != nullptr) return false;
    Prediction prediction;
    if (step.kind == StepKind::predict_number) {
        const std::string typed = entry_->text().toStdString();
        prediction.number = typed.empty() ? axis_->value() : number_answer(step, typed);
        if (!prediction.number) {
            complain(tr("Please give a number from %1 to %2.")
                         .arg(qtext(value_text(step.range[0], ValueFormat::number)),
                              qtext(value_text(step.range[1], ValueFormat::number))));
            return false;
        }
    } else if (step.kind == StepKind::predict_picture) {
        if (!cards_->chosen().empty()) prediction.choice = cards_->chosen();
        if (!prediction.choice) {
            complain(tr("Please choose a picture: press its number."));
            return false;
        }
    } else {
        const std::string typed = entry_->text().toStdString();
        if (!typed.empty())
            prediction.curve = curve_answer(typed);
        else if (!curve_->drawn().empty())
            prediction.curve = curve_->drawn();
        if (!prediction.curve) {
            complain(
                tr("Please draw a curve, or type points such as 0:0 15:0 15:50, in order of "
                   "time."));
            return false;
        }
    }
    trouble_.clear();
    course_.predict(std::move(prediction));
    show_step();
    next_->setFocus();
    return true;
}

// Skips the prediction of this step; at a run, all predictions that are missing.
void LessonStage::skip() {
    const std::size_t here = course_.at();
    for (const std::size_t at :
         predicts(course_.step().kind) ? std::vector{here} : course_.missing()) {
        course_.go_to(at);
        course_.predict({});
    }
    course_.go_to(here);
    trouble_.clear();
    show_step();
    (predicts(course_.step().kind) ? next_ : run_)->setFocus();
}

// Whether the step shows a run of the student's own.
bool LessonStage::is_own() const {
    return course_.step().kind == StepKind::experiment || course_.step().kind == StepKind::explain;
}

const Changes* LessonStage::run_at(std::size_t at) const {
    const LessonStep& step = course_.lesson().steps[at];
    return step.kind == StepKind::compare ? &step.changes : nullptr;
}

const Changes* LessonStage::run_of_step() const {
    if (is_own()) return course_.own() ? &*course_.own() : nullptr;
    return run_at(course_.at());
}

std::int64_t LessonStage::whole_seconds_of(const Changes* b) const {
    const LessonRun* run = bench_.run(b == nullptr ? Changes{} : *b);
    return run == nullptr ? 0 : run->recording->seconds();
}

// The end of the run, or the next time at which the step pauses.
std::int64_t LessonStage::next_mark() const {
    const std::int64_t seen = course_.seen(course_.at());
    std::int64_t mark = std::max<std::int64_t>(1, whole_seconds_of(run_of_step()));
    for (const std::string& text : course_.step().pause_at) {
        const auto time = entered_time(qtext(text));
        if (time && whole_seconds(*time) > seen) mark = std::min(mark, whole_seconds(*time));
    }
    return mark;
}

void LessonStage::run() {
    if (!run_->isEnabled()) return;
    if (is_own()) {
        const auto changes = sliders_->changes();
        if (!changes)
            return complain(tr("Please write the path of a setting, = and its new value."));
        if (changes->empty()) return complain(tr("Change a setting first; then B differs from A."));
        const auto scenario = lesson_scenario(course_.lesson(), *changes, {.file = "B"});
        if (!scenario.ok()) {
            const Error& error = scenario.errors().front();
            return complain(qtext(error.what) + QStringLiteral("; ") + qtext(error.fix));
        }
        course_.set_own(*changes);
        verdict_.reset();
        course_.see(0);
    }
    trouble_.clear();
    asked_ = true;
    const Changes* b = run_of_step();
    const Changes changes = b == nullptr ? Changes{} : *b;
    if (course_.step().kind == StepKind::experiment) {
        bench_.want({}, 1, true);
        bench_.want(changes, 1, true);
    }
    bench_.want(changes, 0, true);
    bench_changed();
}

void LessonStage::bench_changed() {
    if (!course_.is_open()) return;
    if (!bench_.errors().empty()) {
        asked_ = false;
        trouble_ = qtext(bench_.errors().front().what);
    }
    const Changes* b = run_of_step();
    const bool own = course_.step().kind == StepKind::experiment && b != nullptr;
    const bool known = bench_.run({}) != nullptr && bench_.run(b == nullptr ? Changes{} : *b) &&
                       (!own || (bench_.run({}, 1) != nullptr && bench_.run(*b, 1) != nullptr));
    if (asked_ && known) return run_known();
    show_step();
}

void LessonStage::run_known() {
    asked_ = false;
    if (course_.step().kind == StepKind::experiment) judge();
    target_ = next_mark();
    if (watched_ && isVisible())
        moving_.start();
    else
        see(target_);
    show_step();
    run_->setFocus();
}

void LessonStage::judge() {
    const Changes& own = *course_.own();
    const nlohmann::ordered_json again{{"a", bench_.run({}, 1)->report},
                                       {"b", bench_.run(own, 1)->report}};
    verdict_ = experiment_verdict(course_.step(), bench_.values(&own), again);
}

void LessonStage::move_on() {
    const std::int64_t whole = std::max<std::int64_t>(1, whole_seconds_of(run_of_step()));
    const std::int64_t step = std::max<std::int64_t>(1, whole / frames_of_run);
    see(std::min(target_, course_.seen(course_.at()) + step));
}

void LessonStage::see(std::int64_t second) {
    course_.see(second);
    if (second < target_) {
        show_picture();
        show_buttons();
        return;
    }
    moving_.stop();
    show_step();
    const bool ended = second >= whole_seconds_of(run_of_step());
    if (ended && !is_own()) next_->setFocus();
}

void LessonStage::set_curtain(bool curtain) {
    curtain_ = curtain;
    picture_->set_curtain(curtain);
    curtain_button_->setChecked(curtain);
    if (course_.is_open()) show_step();
}

void LessonStage::complain(const QString& what) {
    trouble_ = what;
    show_words();
    show_buttons();
}

// nullptr while the run is not known.
std::shared_ptr<const BandedRun> LessonStage::banded(const Changes& changes) {
    const auto found = banded_.find(changes);
    if (found != banded_.end()) return found->second;
    const LessonRun* run = bench_.run(changes);
    if (run == nullptr || run->recording == nullptr) return nullptr;
    return banded_[changes] =
               std::make_shared<const BandedRun>(run->recording, bands_of(course_.lesson()));
}

}  // namespace isotherm
