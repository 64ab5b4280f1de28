// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/tour.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace isotherm {

Tour::Tour(Session& session, const ActionTable& actions, QWidget* parent)
    : QFrame(parent),
      session_(session),
      actions_(actions),
      text_(new QLabel(this)),
      skip_(new QPushButton(tr("Skip this step"), this)) {
    setObjectName(QStringLiteral("tour"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setAccessibleDescription(tr("Step of the tour"));
    layout->addWidget(text_, 1);
    layout->addWidget(skip_);
    auto* leave = new QPushButton(tr("End the tour"), this);
    layout->addWidget(leave);
    connect(leave, &QPushButton::clicked, this, &Tour::end);
    connect(skip_, &QPushButton::clicked, this, [this] { done(step_); });
    ViewState& view = session.view();
    connect(&view, &ViewState::hover_changed, this, [this, &view] {
        if (view.hover()) done(0);
    });
    connect(actions[ActionId::heat_scale], &QAction::triggered, this, [this] { done(1); });
    connect(actions[ActionId::next_throttle], &QAction::triggered, this, [this] { done(2); });
    connect(actions[ActionId::why], &QAction::triggered, this, [this] { done(3); });
    connect(&session, &Session::compared, this, [this] {
        if (session_.comparing()) done(4);
    });
    connect(&view, &ViewState::subject_changed, this, [this, &view] {
        if (view.lens() == Lens::cloudwatch) done(5);
    });
    connect(actions[ActionId::lens], &QAction::triggered, this, [this] { done(5); });
    hide();
}

void Tour::begin() {
    step_ = 0;
    show_step();
    show();
}

void Tour::end() {
    if (!running()) return;
    step_ = -1;
    hide();
    Q_EMIT ended();
}

// Acts of other steps than the present one change nothing.
void Tour::done(int step) {
    if (!running() || step != step_) return;
    if (++step_ == tour_steps) return end();
    show_step();
}

void Tour::show_step() {
    text_->setText(tr("Step %1 of %2. %3").arg(step_ + 1).arg(tour_steps).arg(words_of(step_)));
}

QString Tour::words_of(int step) const {
    const auto key = [this](ActionId id) { return ActionTable::key_text(*this, id); };
    switch (step) {
        case 0:
            return tr(
                "Each row of the map is a partition, each column a stretch of time. Point at "
                "a cell: the status line says what it was asked for.");
        case 1:
            return tr("Colour is demand as a share of the limit in force, from black to white. "
                      "Press %1 to see the other scales, and again to come back.")
                .arg(key(ActionId::heat_scale));
        case 2:
            return tr("Cyan is refused. Press %1 to go to the next refusal.")
                .arg(key(ActionId::next_throttle));
        case 3:
            return tr("A click pins a cell. Press %1 to ask why it was refused.")
                .arg(key(ActionId::why));
        case 4:
            return tr("Open What if with %1, move a slider, and run the change as B with %2.")
                .arg(key(ActionId::what_if), key(ActionId::run_as_b));
        default:
            return tr("CloudWatch sees averages of a minute and no partitions. Press %1 to see the "
                      "run as CloudWatch would.")
                .arg(key(ActionId::lens));
    }
}

void Tour::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return end();
    QFrame::keyPressEvent(event);
}

}  // namespace isotherm
