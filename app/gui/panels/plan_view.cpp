// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/plan_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/render/plans/plan_chart.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr double reach = 24;  // logical pixels from a click to a mark

}  // namespace

PlanView::PlanView(const ViewState& view, QWidget* parent) : QWidget(parent), view_(view) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Cost against throttling"));
    connect(&view, &ViewState::look_changed, this, qOverload<>(&QWidget::update));
}

void PlanView::show_marks(std::vector<PlanMark> marks) {
    marks_ = std::move(marks);
    centres_.clear();
    selected_.reset();
    update();
}

QPointF PlanView::centre(std::size_t mark) const {
    return mark < centres_.size() ? centres_[mark] : QPointF();
}

void PlanView::select(std::size_t mark) {
    if (mark >= marks_.size()) return;
    selected_ = mark;
    setAccessibleDescription(words_of(marks_[mark]));
    update();
    Q_EMIT chosen(static_cast<int>(mark));
}

QString PlanView::words_of(const PlanMark& mark) {
    return tr("$%1 a month, %2 throttled: %3")
        .arg(QLocale().toString(mark.cost_month, 'f', 2), share_text(mark.throttled_share, 2),
             qtext(printable(mark.text)));
}

void PlanView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = view_.theme();
    painter.fillRect(rect(), theme.background);
    if (marks_.empty()) return;
    const PlanChartLook look{.theme = theme,
                             .share_title = tr("throttled share"),
                             .cost_title = tr("$ a month, list prices"),
                             .with_texts = false,
                             .selected = selected_,
                             .text_scale = view_.text_scale()};
    centres_ = paint_plan_chart(painter, QRectF(rect()).adjusted(4, 2, -16, -2), marks_, look);
    if (!hasFocus()) return;
    painter.setPen(theme.selection);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

std::optional<std::size_t> PlanView::mark_at(QPointF at) const {
    std::optional<std::size_t> nearest;
    double least = reach;
    // The plan is painted last, above the others.
    for (std::size_t m = centres_.size(); m-- > 0;) {
        const QPointF away = centres_[m] - at;
        const double distance = std::hypot(away.x(), away.y());
        if (distance >= least) continue;
        least = distance;
        nearest = m;
    }
    return nearest;
}

void PlanView::mousePressEvent(QMouseEvent* event) {
    if (const auto mark = mark_at(event->position())) select(*mark);
}

void PlanView::keyPressEvent(QKeyEvent* event) {
    const bool next = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool before = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (marks_.empty() || !(next || before)) return QWidget::keyPressEvent(event);
    const std::size_t count = marks_.size();
    const std::size_t at = selected_.value_or(next ? count - 1 : 0);
    select((at + (next ? 1 : count - 1)) % count);
}

bool PlanView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto mark = mark_at(help->pos());
        if (mark)
            QToolTip::showText(help->globalPos(), words_of(marks_[*mark]), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}  // namespace isotherm
