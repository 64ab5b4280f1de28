// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the stage and where they stand: usually, and for a projector.

#include <QHBoxLayout>
#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/lessons/lesson_stage.h"

namespace isotherm {
namespace {

constexpr int wide_from = 1'500;  // pixels; a projector of 1080 lines
constexpr int wide_text = 600;
constexpr int projected_text_px = 28;
constexpr double narrow_lines = 3;  // of words above the picture
constexpr int text_least = 260;
constexpr int answered_height = 170;
constexpr int text_most = 440;
constexpr double text_share = 0.27;

}  // namespace

QPushButton* LessonStage::button(const char* name, const QString& text,
                                 void (LessonStage::*what)()) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(true);  // Enter presses it, as Space does
    connect(made, &QPushButton::clicked, this, what);
    return made;
}

void LessonStage::make_bars() {
    heading_ = new QLabel(this);
    heading_->setProperty("role", QStringLiteral("title"));
    words_ = new QTextBrowser(this);
    words_->setObjectName(QStringLiteral("lesson_words"));
    words_->setAccessibleName(tr("Text of the step"));
    words_->setFocusPolicy(Qt::NoFocus);
    words_->setOpenLinks(false);
    words_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    curtain_button_ = new QPushButton(tr("Curtain"), this);
    curtain_button_->setObjectName(QStringLiteral("lesson_curtain"));
    curtain_button_->setCheckable(true);
    connect(curtain_button_, &QPushButton::clicked, this, &LessonStage::set_curtain);
    next_ = button("lesson_next", tr("Next"), &LessonStage::next);
    next_->setProperty("primary", true);
    back_ = button("lesson_back", tr("Back"), &LessonStage::back);
    reset_ = button("lesson_reset", tr("Reset"), &LessonStage::reset_step);
    predict_ = new QPushButton(tr("Predict"), this);
    predict_->setObjectName(QStringLiteral("lesson_predict"));
    predict_->setAutoDefault(true);
    connect(predict_, &QPushButton::clicked, this, [this] { predict(); });
    skip_ = button("lesson_skip", tr("Skip"), &LessonStage::skip);
    run_ = button("lesson_run", tr("Run"), &LessonStage::run);
    status_ = new ElidedLabel(this);
    progress_ = new QProgressBar(this);
    progress_->setAccessibleName(tr("How much of the run is simulated"));
    progress_->setRange(0, 1'000);
    progress_->setTextVisible(false);
    progress_->setMaximumSize(160, 12);
    top_ = new QWidget(this);
    head_row_ = new QHBoxLayout(top_);
    head_row_->setContentsMargins(12, 4, 12, 4);
    head_row_->addWidget(heading_);
    head_row_->addStretch(1);
    head_row_->addWidget(curtain_button_);
    head_row_->addWidget(next_);
    bottom_ = new QWidget(this);
    auto* row = new QHBoxLayout(bottom_);
    row->setContentsMargins(12, 4, 12, 4);
    for (QPushButton* one : {back_, reset_, predict_, skip_, run_}) row->addWidget(one);
    row->addWidget(progress_);
    row->addWidget(status_, 1);
}

void LessonStage::make_centre() {
    centre_ = new QWidget(this);
    auto* column = new QVBoxLayout(centre_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    subject_ = new QStackedWidget(centre_);
    picture_ = new LessonPicture(view_, subject_);
    axis_ = new NumberAxis(view_, subject_);
    curve_ = new CurveCanvas(view_, subject_);
    cards_ = new PictureCards(view_, subject_);
    for (QWidget* one : std::initializer_list<QWidget*>{picture_, axis_, curve_, cards_})
        subject_->addWidget(one);
    column->addWidget(subject_, 1);
    answered_ = new CurveCanvas(view_, centre_);
    answered_->setObjectName(QStringLiteral("answered_curve"));
    answered_->setFocusPolicy(Qt::NoFocus);
    answered_->setMaximumHeight(answered_height);
    column->addWidget(answered_);
    entry_row_ = new QWidget(centre_);
    auto* row = new QHBoxLayout(entry_row_);
    row->setContentsMargins(12, 4, 12, 4);
    entry_label_ = new QLabel(entry_row_);
    entry_ = new QLineEdit(entry_row_);
    entry_->setObjectName(QStringLiteral("lesson_entry"));
    entry_->setAccessibleName(tr("Your prediction"));
    entry_label_->setBuddy(entry_);
    row->addWidget(entry_label_);
    row->addWidget(entry_, 1);
    column->addWidget(entry_row_);
    sliders_ = new LessonSliders(centre_);
    column->addWidget(sliders_);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(top_);
    auto* middle = new QWidget(this);
    body_ = new QHBoxLayout(middle);
    body_->setContentsMargins(0, 0, 0, 0);
    body_->setSpacing(0);
    body_->addWidget(words_);
    body_->addWidget(centre_, 1);
    outer->addWidget(middle, 1);
    outer->addWidget(bottom_);
    // Tab follows the order of reading.
    const std::initializer_list<QWidget*> order{axis_,    curve_, cards_,          entry_,
                                                sliders_, back_,  reset_,          predict_,
                                                skip_,    run_,   curtain_button_, next_};
    for (auto one = order.begin(); one + 1 != order.end(); ++one) setTabOrder(*one, *(one + 1));
}

void LessonStage::connect_parts() {
    connect(entry_, &QLineEdit::returnPressed, this, [this] { predict(); });
    // What is typed and what is drawn is the same prediction: the last of them counts.
    connect(axis_, &NumberAxis::moved, entry_, &QLineEdit::clear);
    connect(curve_, &CurveCanvas::drawn_changed, entry_, &QLineEdit::clear);
    connect(cards_, &PictureCards::taken, this, [this] { predict(); });
    connect(axis_, &NumberAxis::taken, this, [this] { predict(); });
    connect(curve_, &CurveCanvas::taken, this, [this] { predict(); });
    connect(sliders_, &LessonSliders::run_asked, this, &LessonStage::run);
}

LessonStage::Arrangement LessonStage::wanted() const {
    if (!view_.presenting()) return Arrangement::usual;
    return width() >= wide_from ? Arrangement::wide : Arrangement::narrow;
}

// Puts the words where the screen has room for them.
void LessonStage::arrange() {
    const Arrangement arrangement = wanted();
    const int beside = arrangement == Arrangement::wide
                           ? wide_text
                           : std::clamp(static_cast<int>(width() * text_share), text_least,
                                        static_cast<int>(text_most * view_.text_scale()));
    if (arrangement_ != arrangement) {
        arrangement_ = arrangement;
        body_->removeWidget(words_);
        head_row_->removeWidget(words_);
        words_->setMinimumSize(0, 0);
        words_->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
        words_->setStyleSheet(
            arrangement == Arrangement::wide
                ? QStringLiteral("QTextBrowser { font-size: %1px; }").arg(projected_text_px)
                : QString());
        if (arrangement == Arrangement::narrow)
            head_row_->insertWidget(1, words_, 1'000);
        else
            body_->insertWidget(arrangement == Arrangement::wide ? 1 : 0, words_);
        const bool narrow = arrangement == Arrangement::narrow;
        words_->setVerticalScrollBarPolicy(narrow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
        words_->document()->setDocumentMargin(narrow ? 0 : 12);
        words_->show();
        words_->setProperty("markdown", QString());  // its lines have another distance now
        if (course_.is_open()) show_step();
    }
    if (arrangement != Arrangement::narrow) words_->setFixedWidth(beside);
    fit_words();
}

// Above the picture there is room for whole lines only, so that none is cut.
void LessonStage::fit_words() {
    if (arrangement_ != Arrangement::narrow) return;
    words_->ensurePolished();
    int line = QFontMetrics(words_->font()).lineSpacing();
    // Japanese lines are higher, because they come from another font.
    const QTextBlock first = words_->document()->begin();
    words_->document()->documentLayout()->documentSize();
    if (first.isValid() && first.layout()->lineCount() > 0)
        line = std::max(line, static_cast<int>(std::ceil(first.layout()->lineAt(0).height())));
    const int height = static_cast<int>(line * narrow_lines);
    words_->setFixedHeight(height);
    words_->verticalScrollBar()->setSingleStep(line);
    words_->verticalScrollBar()->setPageStep(height);
}

void LessonStage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace isotherm
