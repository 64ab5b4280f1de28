// SPDX-License-Identifier: GPL-3.0-or-later
// What the stage shows at each kind of step.

#include <QScrollBar>
#include <QTextBlock>
#include <QTextList>
#include <algorithm>
#include <cmath>
#include <set>

#include "app/gui/lessons/lesson_stage.h"
#include "app/gui/models/entered_time.h"
#include "app/render/value_axis.h"
#include "engine/lessons/lesson_value.h"

namespace isotherm {
namespace {

constexpr int lane_steps = 5;
constexpr double paragraph_gap = 8;
constexpr double second_minutes = 60;

// The highest demand of a table in any second: it is what callers ask for, not what comes out.
double highest_demand(const Recording& recording, const std::string& table) {
    double most = 0;
    for (const TableRecording& one : recording.tables) {
        if (one.name.label() != table) continue;
        for (const auto& side : one.seconds)
            for (const SeriesSecond& second : side)
                most = std::max(most, static_cast<double>(second.tries()));
    }
    return most;
}

// Markdown's paragraphs follow each other without a gap.
void space_paragraphs(QTextDocument& document, double gap) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setBottomMargin(block.textList() == nullptr ? gap : 0);
        QTextCursor(block).setBlockFormat(format);
    }
}

double round_ceiling(double highest) {
    const double step = round_step(highest, lane_steps);
    return std::max(1.0, std::ceil(highest / step) * step);
}

}  // namespace

void LessonStage::show_step() {
    show_centre();
    show_words();
    show_buttons();
}

void LessonStage::show_words() {
    if (!course_.is_open()) return;
    const std::size_t at = course_.at();
    heading_->setText(text_.heading());
    // The words of a comparison tell its result, so they wait for the run.
    const bool told =
        course_.step().kind != StepKind::compare || (course_.has_run(at) && !moving_.isActive());
    QStringList parts{told ? text_.words(at) : text_.changes(at)};
    if (course_.step().kind == StepKind::experiment) parts << text_.goals(at);
    const bool ran = course_.has_run(at) && !moving_.isActive() &&
                     course_.seen(at) >= whole_seconds_of(run_of_step());
    if (verdict_ && !moving_.isActive() && !curtain_) parts << text_.verdict(*verdict_);
    // The prediction stays beside the result, also when its run is explained.
    const auto shown = course_.last_run();
    if (shown && (ran || *shown < at) && !curtain_) {
        const QStringList outcomes = text_.outcomes(*shown);
        if (!outcomes.isEmpty())
            parts << QStringLiteral("**%1**").arg(outcomes.join(QStringLiteral("**\n\n**")));
    }
    const QString predicted = text_.predicted(at);
    if (!predicted.isEmpty()) parts << QStringLiteral("**%1**").arg(predicted);
    if (!trouble_.isEmpty()) parts << QStringLiteral("*%1*").arg(trouble_.toHtmlEscaped());
    const QString rests = text_.facts(at);
    if (!rests.isEmpty()) parts << rests;
    parts.removeAll(QString());
    const QString markdown = parts.join(QStringLiteral("\n\n"));
    if (markdown == words_->property("markdown").toString()) return;
    const bool same_step = words_->property("step").toULongLong() == at;
    const int before = words_->verticalScrollBar()->value();
    words_->setProperty("markdown", markdown);
    words_->setProperty("step", static_cast<qulonglong>(at));
    words_->document()->setMarkdown(markdown, QTextDocument::MarkdownNoHTML);
    space_paragraphs(*words_->document(), arrangement_ == Arrangement::narrow ? 0 : paragraph_gap);
    words_->verticalScrollBar()->setValue(same_step ? before : 0);
    fit_words();
}

void LessonStage::show_centre() {
    const StepKind kind = course_.step().kind;
    entry_row_->setVisible(kind == StepKind::predict_number || kind == StepKind::predict_curve);
    sliders_->setVisible(scenario_.has_value() && is_own());
    // Presenting, only an experiment has room for it.
    sliders_->set_others_shown(!view_.presenting() || is_experiment());
    show_answered();
    if (kind == StepKind::predict_number) return show_number();
    if (kind == StepKind::predict_picture) return show_choices();
    if (kind == StepKind::predict_curve) return show_curve();
    show_picture();
}

void LessonStage::show_number() {
    const LessonStep& step = course_.step();
    const Prediction* prediction = course_.prediction(course_.at());
    std::optional<double> result;
    const std::size_t run = course_.lesson().shown_at(course_.at());
    if (run < course_.steps() && course_.has_run(run))
        result = std::get<Figure>(lesson_figure(step.of))
                     .value_in(bench_.values(course_.lesson().predicted_b(course_.at())));
    std::optional<double> value = prediction == nullptr ? std::nullopt : prediction->number;
    const bool same = axis_->property("step").toULongLong() == course_.at();
    if (prediction == nullptr && same) value = axis_->value();
    axis_->setProperty("step", static_cast<qulonglong>(course_.at()));
    axis_->show_numbers(step.range[0], step.range[1], value, result, prediction != nullptr);
    entry_label_->setText(tr("Your prediction, %1 to %2")
                              .arg(qtext(value_text(step.range[0], ValueFormat::number)),
                                   qtext(value_text(step.range[1], ValueFormat::number))));
    entry_->setEnabled(prediction == nullptr);
    subject_->setCurrentWidget(axis_);
}

void LessonStage::show_choices() {
    const std::size_t at = course_.at();
    const LessonStep& step = course_.step();
    const WordsSection* section =
        course_.lesson().words.find(LessonText::language())->second.section(step.id);
    std::vector<PictureCards::Choice> choices;
    std::vector<Changes> all;
    for (const std::string& key : section->keys) {
        const Changes& changes = step.choices.at(key);
        all.push_back(changes);
        choices.push_back({key, text_.choice(at, key), banded(changes)});
    }
    const Prediction* prediction = course_.prediction(at);
    const std::size_t run = course_.lesson().shown_at(at);
    const bool told = run < course_.steps() && course_.has_run(run);
    const bool same = cards_->property("step").toULongLong() == at;
    std::string chosen = prediction != nullptr ? prediction->choice.value_or("")
                         : same                ? cards_->chosen()
                                               : std::string();
    cards_->setProperty("step", static_cast<qulonglong>(at));
    cards_->show_choices(touched_bands(all), choices, chosen, told ? step.answer : "",
                         prediction != nullptr);
    subject_->setCurrentWidget(cards_);
}

// Shows the lane of a step with what was drawn and, once it may be told, the run's curve.
void LessonStage::lay_curve(CurveCanvas& canvas, std::size_t at,
                            const std::vector<CurvePoint>& drawn, bool told, bool locked) {
    const LessonStep& step = course_.lesson().steps[at];
    const double minutes = scenario_ ? in_seconds(scenario_->duration) / second_minutes : 1;
    if (const LessonRun* a = bench_.run({}))
        canvas.show_lane(minutes, round_ceiling(highest_demand(*a->recording, step.table)),
                         LessonText::lane_unit(step.lane));
    std::vector<double> result;
    if (told) {
        const Changes* b = course_.lesson().predicted_b(at);
        const LessonRun* run = bench_.run(b == nullptr ? Changes{} : *b);
        if (const LessonCurve* curve = run ? run->curve(step.table, step.lane) : nullptr)
            result = curve->minutes;
    }
    canvas.show_curves(drawn, std::move(result), locked);
}

void LessonStage::show_curve() {
    const std::size_t at = course_.at();
    const Prediction* prediction = course_.prediction(at);
    const std::size_t run = course_.lesson().shown_at(at);
    const bool same = curve_->property("step").toULongLong() == at;
    std::vector<CurvePoint> drawn;
    if (prediction != nullptr)
        drawn = prediction->curve.value_or(std::vector<CurvePoint>{});
    else if (same)
        drawn = curve_->drawn();
    curve_->setProperty("step", static_cast<qulonglong>(at));
    lay_curve(*curve_, at, drawn, run < course_.steps() && course_.has_run(run),
              prediction != nullptr);
    entry_label_->setText(tr("or points MINUTE:VALUE, such as 0:0 10:50"));
    entry_->setEnabled(prediction == nullptr);
    subject_->setCurrentWidget(curve_);
}

// A curve that was drawn stays below the picture of its run, and while that is explained.
void LessonStage::show_answered() {
    const auto run = course_.last_run();
    const bool pictured = !predicts(course_.step().kind) && !is_experiment();
    std::optional<std::size_t> at;
    if (run && pictured && !moving_.isActive())
        for (const std::size_t one : course_.answered_by(*run))
            if (course_.prediction(one) != nullptr && course_.prediction(one)->curve) at = one;
    const bool over = run && course_.seen(*run) >= whole_seconds_of(run_at(*run));
    answered_->setVisible(at.has_value() && over && !curtain_);
    if (at && over) lay_curve(*answered_, *at, *course_.prediction(*at)->curve, true, true);
}

// The bands of the tables that any of these changes concerns; all bands if that is not known.
std::vector<BandName> LessonStage::touched_bands(const std::vector<Changes>& all) const {
    const std::vector<BandName> names = bands_of(course_.lesson());
    std::set<std::string> tables;
    for (const Changes& changes : all) {
        for (const std::string& change : changes) {
            const std::size_t dot = change.find('.');
            const std::size_t end = std::min(change.find('.', dot + 1), change.find('='));
            if (dot >= end) return names;
            const std::string group = change.substr(0, dot);
            const std::string name = change.substr(dot + 1, end - dot - 1);
            const auto workload = scenario_ ? scenario_->workloads.find(name)
                                            : decltype(scenario_->workloads.find(name)){};
            if (group == "tables")
                tables.insert(name);
            else if (group == "workloads" && scenario_ && workload != scenario_->workloads.end())
                tables.insert(workload->second.table);
            else
                return names;
        }
    }
    std::vector<BandName> touched;
    for (const BandName& name : names)
        if (tables.contains(name.resource.substr(0, name.resource.find(" / "))))
            touched.push_back(name);
    return touched.empty() ? names : touched;
}

std::vector<BandName> LessonStage::bands_shown() const {
    const Changes* b = course_.shown_b();
    if (b != nullptr) return touched_bands({*b});
    return bands_of(course_.lesson());
}

void LessonStage::show_picture() {
    const LessonStep& step = course_.step();
    const std::size_t at = course_.at();
    const auto& lanes = course_.lesson().show.lanes;
    const auto wants = [&](std::string_view lane) {
        return std::find(lanes.begin(), lanes.end(), lane) != lanes.end();
    };
    BandsLook look;
    look.minutes = wants("cloudwatch");
    look.charts = look.minutes || wants("capacity");
    look.throttles = wants("throttle");
    look.backlogs = wants("backlog");
    look.hottest = course_.lesson().show.order == "heat";
    if (!step.pin_time.empty())
        if (const auto time = entered_time(qtext(step.pin_time))) {
            look.pin_second = whole_seconds(*time);
            look.pin_partition = step.pin_partition;
        }
    std::vector<PicturedRun> runs;
    const bool is_run = step.kind == StepKind::run;
    const std::int64_t a_seen = is_run              ? course_.seen(at)
                                : course_.shows_a() ? whole_seconds_of(nullptr)
                                                    : 0;
    const Changes* b = course_.shown_b();
    runs.push_back({banded({}), a_seen, b == nullptr ? QString() : QStringLiteral("A")});
    if (b != nullptr) {
        const bool moving = step.kind == StepKind::compare || is_own();
        const std::int64_t seen =
            moving && course_.has_run(at) ? course_.seen(at) : whole_seconds_of(b);
        runs.push_back({banded(*b), seen, QStringLiteral("B")});
        look.charts = look.charts && height() > 700;
    }
    picture_->show_runs(bands_shown(), std::move(runs), step.way == "beside", look);
    subject_->setCurrentWidget(picture_);
}

void LessonStage::show_buttons() {
    if (!course_.is_open()) return;
    const LessonStep& step = course_.step();
    const std::size_t at = course_.at();
    const bool predicting = predicts(step.kind) && course_.prediction(at) == nullptr;
    const bool running = runs(step.kind) || is_own();
    const std::int64_t whole = whole_seconds_of(run_of_step());
    const bool begun = course_.has_run(at) && course_.seen(at) > 0 && !is_own();
    const bool over = begun && whole > 0 && course_.seen(at) >= whole;
    predict_->setVisible(predicting);
    skip_->setVisible(predicting || (running && !course_.may_run()));
    run_->setVisible(running);
    run_->setText(is_own() || step.kind == StepKind::compare ? tr("Run as B")
                  : begun && !over                           ? tr("Go on")
                                                             : tr("Run"));
    run_->setEnabled(running && course_.may_run() && !over && !asked_ && !moving_.isActive());
    back_->setEnabled(at > 0);
    QString said = text_.predict_first();
    if (!running) said.clear();
    if (asked_)
        said = tr("Simulating\u2026");
    else if (begun)
        said = elapsed_text(course_.seen(at));
    status_->setText(said);
    const bool simulating = asked_ && bench_.running();
    progress_->setVisible(simulating);
    progress_->setValue(static_cast<int>(bench_.progress() * progress_->maximum()));
}

void LessonStage::focus_step() {
    const StepKind kind = course_.step().kind;
    if (kind == StepKind::predict_number || kind == StepKind::predict_curve) {
        entry_->clear();
        entry_->setFocus();
    } else if (kind == StepKind::predict_picture && !cards_->cards().empty()) {
        cards_->cards().front()->setFocus();
    } else if (kind == StepKind::experiment && scenario_) {
        sliders_->others().setFocus();
    } else if (run_->isVisibleTo(this) && run_->isEnabled() && kind != StepKind::explain) {
        run_->setFocus();
    } else {
        next_->setFocus();
    }
}

}  // namespace isotherm
