// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/subject_bar.h"

#include <QHBoxLayout>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int bar_air = 24;  // left and right of the text, and of the bar

}  // namespace

SubjectBar::SubjectBar(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      focus_(new QToolButton(this)),
      selection_(new QToolButton(this)),
      live_(new QToolButton(this)),
      chips_(new QWidget(this)),
      identity_(new ElidedLabel(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(identity_);
    auto* chips = new QHBoxLayout(chips_);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(2);
    for (QToolButton* chip : {focus_, selection_, live_}) {
        chip->setVisible(false);
        chip->setProperty("chip", true);
        chips->addWidget(chip);
    }
    identity_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    identity_->setEnabled(false);
    identity_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
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

// The whole text and its margins: the bar is shown only where all of it fits.
QSize SubjectBar::sizeHint() const {
    return {identity_->fontMetrics().horizontalAdvance(identity_->text()) + bar_air,
            identity_->sizeHint().height()};
}

void SubjectBar::set_live(bool live) {
    is_live_ = live;
    show_state();
}

void SubjectBar::show_state() {
    const HashWindow hashes = view_.hashes();
    focus_->setVisible(!hashes.whole());
    focus_->setText(QStringLiteral("%1 \u2715").arg(range_text(hashes.first, hashes.last, 3)));
    focus_->setToolTip(tr("Only this stretch of hash space is shown; click to show all of it"));
    selection_->setVisible(view_.selection().has_value());
    if (view_.selection()) {
        selection_->setText(
            QStringLiteral("%1\u2013%2 \u2715")
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
    chips_->setVisible(!focus_->isHidden() || !selection_->isHidden() || !live_->isHidden());
    updateGeometry();
}

}  // namespace isotherm
