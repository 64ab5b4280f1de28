// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/subject_bar.h"

#include <QHBoxLayout>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "app/render/canvas.h"

namespace isotherm {

SubjectBar::SubjectBar(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      focus_(new QToolButton(this)),
      selection_(new QToolButton(this)),
      live_(new QToolButton(this)),
      chips_(new QWidget(this)),
      row_(new QHBoxLayout),
      rows_(new QVBoxLayout(this)),
      identity_(new ElidedLabel(this)) {
    rows_->setContentsMargins(8, 3, 8, 3);
    rows_->setSpacing(3);
    rows_->addLayout(row_);
    row_->setSpacing(2);
    QHBoxLayout* layout = row_;
    auto* chips = new QHBoxLayout(chips_);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(2);
    for (QToolButton* chip : {focus_, selection_, live_}) {
        chip->setVisible(false);
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    layout->addWidget(chips_);
    layout->addStretch(1);
    identity_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    identity_->setEnabled(false);
    identity_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(identity_, 1);
    live_->setText(tr("\u25cf Live"));
    live_->setToolTip(tr("Follow the run again"));
    connect_all();
    show_state();
}

void SubjectBar::connect_all() {
    connect(focus_, &QToolButton::clicked, this, [this] { view_.show(HashWindow{}); });
    connect(selection_, &QToolButton::clicked, this, [this] { view_.select(std::nullopt); });
    connect(live_, &QToolButton::clicked, this, [this] { view_.set_following(true); });
    connect(&run_, &RunModel::restarted, this, &SubjectBar::show_state);
    connect(&run_, &RunModel::baseline_changed, this, &SubjectBar::show_state);
    connect(&run_, &RunModel::ended, this, &SubjectBar::show_state);
    connect(&view_, &ViewState::subject_changed, this, &SubjectBar::show_state);
    connect(&view_, &ViewState::window_changed, this, &SubjectBar::show_state);
    connect(&view_, &ViewState::selection_changed, this, &SubjectBar::show_state);
    connect(&view_, &ViewState::mode_changed, this, &SubjectBar::show_state);
    connect(&view_, &ViewState::clock_changed, this, &SubjectBar::show_state);
}

// Does not count the chips, which can move to a row of their own.
QSize SubjectBar::minimumSizeHint() const {
    int width = rows_->contentsMargins().left() + rows_->contentsMargins().right();
    for (int i = 0; i < row_->count(); ++i) {
        QLayoutItem* item = row_->itemAt(i);
        if (item->widget() != chips_) width += item->minimumSize().width() + row_->spacing();
    }
    return {width, QWidget::minimumSizeHint().height()};
}

void SubjectBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place_chips();
}

void SubjectBar::place_chips() {
    const bool any = !focus_->isHidden() || !selection_->isHidden() || !live_->isHidden();
    chips_->setVisible(any);
    const bool beside = row_->indexOf(chips_) >= 0;
    const bool fits = minimumSizeHint().width() + chips_->sizeHint().width() <= width();
    if (fits == beside) return;
    if (fits) {
        rows_->removeWidget(chips_);
        row_->insertWidget(row_->indexOf(identity_) - 1, chips_);
    } else {
        row_->removeWidget(chips_);
        rows_->addWidget(chips_);
    }
    updateGeometry();
}

void SubjectBar::set_live(bool live) {
    is_live_ = live;
    show_state();
}

void SubjectBar::show_state() {
    const HashWindow hashes = view_.hashes();
    focus_->setVisible(!hashes.whole());
    focus_->setText(tr("only %1 \u2715").arg(range_text(hashes.first, hashes.last, 3)));
    focus_->setToolTip(tr("Only this stretch of hash space is shown; click to show all of it"));
    selection_->setVisible(view_.selection().has_value());
    if (view_.selection()) {
        selection_->setText(
            tr("counted: %1 to %2 \u2715")
                .arg(clock_of(view_.selection()->first), clock_of(view_.selection()->end)));
        selection_->setToolTip(
            tr("The numbers cover only this time; click for all that is in view"));
    }
    live_->setVisible(is_live_ && !view_.following() && view_.window().length() < view_.whole());
    QString identity = qtext(printable(run_.recording().name));
    if (!run_.empty()) identity += tr("   seed %1").arg(run_.identity().seed);
    if (!run_.identity().fingerprint.empty()) {
        identity += tr("   fingerprint %1").arg(qtext(run_.identity().fingerprint));
    }
    identity_->setText(identity);
    place_chips();
}

}  // namespace isotherm
