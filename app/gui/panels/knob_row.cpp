// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/knob_row.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>

#include "app/gui/models/knob_words.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int knob_slider_steps = 400;

QString object_name(const TomlPath& path) {
    QString name;
    for (const std::string& part : path)
        name += (name.isEmpty() ? QString() : QStringLiteral(".")) + qtext(part);
    return name;
}

}  // namespace

KnobRow::KnobRow(const ViewState& view, const WhatIfKnob& knob, QWidget* parent)
    : QWidget(parent),
      view_(view),
      knob_(knob),
      name_(new QLabel(this)),
      beside_(new QLabel(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      entry_(new KnobEntry(this)),
      reset_(new QToolButton(this)),
      refusal_(new QLabel(this)) {
    place();
    const QString spoken = qtext(knob.subject) + QLatin1Char(' ') + KnobWords::name(knob);
    slider_->setRange(0, knob_slider_steps);
    slider_->setPageStep(knob_slider_steps / 10);
    slider_->setFocusPolicy(Qt::StrongFocus);
    slider_->installEventFilter(this);
    for (QWidget* part : std::initializer_list<QWidget*>{slider_, entry_}) {
        part->setObjectName(object_name(knob.path));
        part->setAccessibleName(spoken);
    }
    entry_->setFixedWidth(92);
    entry_->setToolTip(
        tr("Up and Down: one step; PageUp and PageDown: double and half; Esc: as it was"));
    reset_->setText(QStringLiteral("\u21ba"));
    reset_->setProperty("compact", true);
    reset_->setAccessibleName(tr("Reset %1").arg(spoken));
    reset_->setToolTip(tr("Back to the number in force"));
    name_->setBuddy(slider_);
    connect_all();
    show_knob(knob);
}

void KnobRow::place() {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setVerticalSpacing(0);
    grid->setHorizontalSpacing(4);
    grid->setColumnStretch(0, 1);
    beside_->setProperty("role", QStringLiteral("quiet"));
    beside_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    refusal_->setWordWrap(true);
    refusal_->setVisible(false);
    name_->setWordWrap(true);
    auto* names = new QHBoxLayout;
    names->setSpacing(4);
    names->addWidget(name_, 1);
    names->addWidget(beside_);
    grid->addLayout(names, 0, 0, 1, 3);
    grid->addWidget(slider_, 1, 0);
    grid->addWidget(entry_, 1, 1);
    grid->addWidget(reset_, 1, 2);
    grid->addWidget(refusal_, 2, 0, 1, 3);
    // Keeps its room while it is hidden, so that the slider does not change its length.
    QSizePolicy policy = reset_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(policy);
}

void KnobRow::connect_all() {
    connect(slider_, &QSlider::sliderPressed, this, [this] { ++drag_; });
    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        if (knob_.position(knob_.wanted, knob_slider_steps) == position) return;
        const double number = knob_.position(knob_.value, knob_slider_steps) == position
                                  ? knob_.value
                                  : knob_.at_position(position, knob_slider_steps);
        Q_EMIT wanted(number, slider_->isSliderDown() ? drag_ : 0);
    });
    connect(entry_, &QLineEdit::editingFinished, this, &KnobRow::commit);
    connect(entry_, &QLineEdit::textEdited, this, &KnobRow::show_beside);
    connect(entry_, &KnobEntry::given_up, this, &KnobRow::show_entry);
    connect(entry_, &KnobEntry::stepped, this,
            [this](int steps) { want(typed_or_wanted() + steps * KnobWords::step(knob_)); });
    connect(entry_, &KnobEntry::scaled, this,
            [this](double factor) { want(typed_or_wanted() * factor); });
    connect(reset_, &QToolButton::clicked, this, [this] {
        if (knob_.changed()) Q_EMIT wanted(knob_.value, 0);
        show_entry();
    });
}

// A slider under the mouse does not take the wheel away from the panel that is scrolled.
bool KnobRow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == slider_ && event->type() == QEvent::Wheel && !slider_->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

double KnobRow::typed_or_wanted() const {
    return KnobWords::number(knob_, entry_->text()).value_or(knob_.wanted);
}

void KnobRow::want(double number) {
    const double within = knob_.clamped(number);
    if (within != knob_.wanted) Q_EMIT wanted(within, 0);
    show_entry();
    entry_->selectAll();
}

bool KnobRow::commit() {
    // Without an edit `wanted` stays as it is, even if the number in force has changed meanwhile.
    if (!entry_->isModified() && entry_->text() == shown_) {
        refuse({});
        return true;
    }
    const QString why = KnobWords::refusal(knob_, entry_->text());
    refuse(why);
    if (!why.isEmpty()) return false;
    const double number = *KnobWords::number(knob_, entry_->text());
    if (number != knob_.wanted) Q_EMIT wanted(number, 0);
    show_entry();
    return true;
}

QString KnobRow::refusal() const { return refusal_->isHidden() ? QString() : refusal_->text(); }

void KnobRow::refuse(const QString& why) {
    refusal_->setText(why);
    refusal_->setVisible(!why.isEmpty());
    const QColor red =
        view_.theme().causes[static_cast<std::size_t>(Outcome::partition_share)].fill;
    entry_->setStyleSheet(why.isEmpty() ? QString()
                                        : QStringLiteral("border: 2px solid %1").arg(red.name()));
    entry_->setAccessibleDescription(why);
}

void KnobRow::show_entry() {
    shown_ = KnobWords::text(knob_, knob_.wanted);
    entry_->setText(shown_);
    refuse({});
    show_beside();
}

// While somebody types, the number in force; otherwise what the changed number was.
void KnobRow::show_beside() {
    const QString present = KnobWords::text(knob_, knob_.value);
    QString beside;
    if (entry_->hasFocus() && entry_->text() != present)
        beside = tr("now %1").arg(present);
    else if (knob_.changed())
        beside = tr("was %1").arg(present);
    beside_->setText(beside);
    reset_->setVisible(knob_.changed());
}

void KnobRow::show_knob(const WhatIfKnob& knob) {
    knob_ = knob;
    QString name = KnobWords::name(knob).toHtmlEscaped();
    if (knob.changed()) name = QStringLiteral("<b>%1</b>").arg(name);
    if (!knob.live) name += tr(" (as B only)");
    name_->setText(name);
    const QSignalBlocker quiet(slider_);
    if (!slider_->isSliderDown()) slider_->setValue(knob.position(knob.wanted, knob_slider_steps));
    slider_->setAccessibleDescription(KnobWords::text(knob, knob.wanted));
    if (!entry_->hasFocus() && refusal_->isHidden()) show_entry();
    show_beside();
}

}  // namespace isotherm
