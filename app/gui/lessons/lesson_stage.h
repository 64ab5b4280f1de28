// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plays a lesson: the text at the left, the picture that the step names in the centre, below it the
// settings that students change. The run of a step waits until what it answers was predicted or
// skipped. For a projector the text stands above the picture, or at its right where there is room.

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTimer>

#include "app/gui/lessons/curve_canvas.h"
#include "app/gui/lessons/lesson_picture.h"
#include "app/gui/lessons/lesson_sliders.h"
#include "app/gui/lessons/lesson_text.h"
#include "app/gui/lessons/number_axis.h"
#include "app/gui/lessons/picture_cards.h"
#include "app/gui/widgets/elided_label.h"

namespace isotherm {

class LessonStage final : public QWidget {
    Q_OBJECT

public:
    explicit LessonStage(const ViewState& view, QWidget* parent = nullptr);

    void open(std::shared_ptr<const Lesson> lesson, std::size_t step);
    void close_lesson();
    const LessonCourse& course() const { return course_; }
    const LessonBench& bench() const { return bench_; }
    const LessonText& text() const { return text_; }
    LessonPicture& picture() { return *picture_; }
    NumberAxis& axis() { return *axis_; }
    CurveCanvas& curve() { return *curve_; }
    CurveCanvas& answered() { return *answered_; }
    PictureCards& cards() { return *cards_; }
    LessonSliders& sliders() { return *sliders_; }
    QTextBrowser& words() { return *words_; }
    QLineEdit& entry() { return *entry_; }
    QPushButton& run_button() { return *run_; }
    bool curtain() const { return curtain_; }
    const std::optional<ExperimentVerdict>& verdict() const { return verdict_; }
    // Whether no run is in progress and no picture is moving.
    bool settled() const { return !bench_.running() && !moving_.isActive(); }
    // Without somebody who watches, a run is shown at once.
    void set_watched(bool watched) { watched_ = watched; }

    void go_to(std::size_t step);
    // The next page of the words if they do not fit, else the next step.
    void next();
    void back();
    void reset_step();
    // Commits the prediction that is typed, drawn or chosen; false if there is none.
    bool predict();
    void skip();
    void run();
    // Shows the run of this step up to a second.
    void see(std::int64_t second);
    void set_curtain(bool curtain);
    void want_teachers_claims() { bench_.want_teachers_claims(); }

Q_SIGNALS:
    void step_changed();
    void end_reached();  // of the lesson, by going on from its last step

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Arrangement { usual, wide, narrow };

    void make_bars();
    void make_centre();
    void connect_parts();
    QPushButton* button(const char* name, const QString& text, void (LessonStage::*what)());
    void arrange();
    Arrangement wanted() const;
    void fit_words();

    void show_step();
    void show_words();
    void show_centre();
    void show_number();
    void show_choices();
    void show_curve();
    void show_answered();
    void lay_curve(CurveCanvas& canvas, std::size_t step, const std::vector<CurvePoint>& drawn,
                   bool told, bool locked);
    void show_picture();
    void show_buttons();
    void focus_step();

    bool is_own() const;
    bool is_experiment() const { return course_.step().kind == StepKind::experiment; }
    // Changes of the run of a step; nullptr: run A.
    const Changes* run_at(std::size_t step) const;
    const Changes* run_of_step() const;
    std::int64_t whole_seconds_of(const Changes* b) const;
    std::int64_t next_mark() const;
    std::shared_ptr<const BandedRun> banded(const Changes& changes);
    std::vector<BandName> bands_shown() const;
    std::vector<BandName> touched_bands(const std::vector<Changes>& all) const;
    void bench_changed();
    void run_known();
    void judge();
    void move_on();
    void complain(const QString& what);

    const ViewState& view_;
    LessonBench bench_;
    LessonCourse course_;
    LessonText text_{course_, bench_};
    std::optional<Scenario> scenario_;
    std::map<Changes, std::shared_ptr<const BandedRun>> banded_;
    std::optional<ExperimentVerdict> verdict_;
    std::optional<Arrangement> arrangement_;
    bool curtain_ = false;
    bool watched_ = true;
    bool asked_ = false;  // the run of this step was asked for and is not known yet
    QString trouble_;
    QTimer moving_;
    std::int64_t target_ = 0;  // second up to which the picture moves

    QWidget* top_;
    QWidget* bottom_;
    QBoxLayout* body_;
    QBoxLayout* head_row_;
    QLabel* heading_;
    QTextBrowser* words_;
    QPushButton* curtain_button_;
    QPushButton* next_;
    QPushButton* back_;
    QPushButton* reset_;
    QPushButton* predict_;
    QPushButton* skip_;
    QPushButton* run_;
    ElidedLabel* status_;
    QProgressBar* progress_;
    QWidget* centre_;
    QStackedWidget* subject_;
    LessonPicture* picture_;
    NumberAxis* axis_;
    CurveCanvas* curve_;
    CurveCanvas* answered_;  // the curve that was drawn, below the picture of its run
    PictureCards* cards_;
    QLineEdit* entry_;
    QLabel* entry_label_;
    QWidget* entry_row_;
    LessonSliders* sliders_;
};

}  // namespace isotherm
