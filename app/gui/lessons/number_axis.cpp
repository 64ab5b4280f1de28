// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/number_axis.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/render/value_axis.h"
#include "engine/lessons/lesson_value.h"

namespace isotherm {
namespace {

constexpr double side_margin = 40;
constexpr double axis_steps = 100;  // steps of the arrow keys over the whole axis
constexpr double page_steps = 10;
constexpr int number_ticks = 8;
constexpr TextStyle tick_style{12.5, false, true};
constexpr TextStyle mark_style{14, true};

}  // namespace

NumberAxis::NumberAxis(const ViewState& view, QWidget* parent) : QWidget(parent), view_(view) {
    setObjectName(QStringLiteral("number_axis"));
    setAccessibleName(tr("Axis of the prediction"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&view, &ViewState::look_changed, this, [this] { update(); });
}

QSize NumberAxis::minimumSizeHint() const {
    return {240, static_cast<int>(110 * view_.text_scale())};
}

void NumberAxis::show_numbers(double least, double most, std::optional<double> value,
                              std::optional<double> result, bool locked) {
    least_ = least;
    most_ = most;
    value_ = value;
    result_ = result;
    locked_ = locked;
    setAccessibleDescription(value ? qtext(value_text(*value, ValueFormat::number)) : QString());
    update();
}

// A round number; whole where the axis is long enough.
double NumberAxis::step() const {
    const double rough = round_step(most_ - least_, static_cast<int>(axis_steps));
    return most_ - least_ >= 2 ? std::max(1.0, rough) : rough;
}

double NumberAxis::x_of(double number) const {
    const double margin = side_margin * view_.text_scale();
    return margin + (number - least_) / (most_ - least_) * (width() - 2 * margin);
}

double NumberAxis::number_at(double x) const {
    const double margin = side_margin * view_.text_scale();
    const double room = std::max(1.0, width() - 2 * margin);
    const double number = least_ + (x - margin) / room * (most_ - least_);
    return std::clamp(std::round(number / step()) * step(), least_, most_);
}

void NumberAxis::move_to(double number) {
    if (locked_) return;
    value_ = std::clamp(number, least_, most_);
    update();
    Q_EMIT moved(*value_);
}

void NumberAxis::mousePressEvent(QMouseEvent* event) { move_to(number_at(event->position().x())); }

void NumberAxis::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) move_to(number_at(event->position().x()));
}

void NumberAxis::keyPressEvent(QKeyEvent* event) {
    const double from = value_.value_or(least_);
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT taken();
            return;
        case Qt::Key_Left:
        case Qt::Key_Down:
            return move_to(from - step());
        case Qt::Key_Right:
        case Qt::Key_Up:
            return move_to(value_ ? from + step() : from);
        case Qt::Key_Minus:
            return move_to(from - page_steps * step());
        case Qt::Key_Plus:
            return move_to(from + page_steps * step());
        case Qt::Key_Home:
            return move_to(least_);
        case Qt::Key_End:
            return move_to(most_);
        default:
            QWidget::keyPressEvent(event);
    }
}

void NumberAxis::paint_mark(Canvas& canvas, double number, const QString& text,
                            const QColor& colour, bool above) {
    const double y = height() / 2.0;
    const double x = x_of(std::clamp(number, least_, most_));
    const double length = canvas.em(26);
    canvas.fill({x - canvas.em(1.5), above ? y - length : y, canvas.em(3), length}, colour);
    canvas.glyph(above ? Glyph::triangle_down : Glyph::triangle_up,
                 {x, above ? y - length : y + length}, canvas.em(14), colour,
                 canvas.theme().background);
    const double half = canvas.width_of(text, mark_style) / 2;
    canvas.text({std::clamp(x, half + 4, std::max(half + 4, width() - half - 4)),
                 above ? y - length - canvas.em(18) : y + length + canvas.em(18)},
                text, mark_style, Align::middle, colour);
}

void NumberAxis::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    const Theme& theme = view_.theme();
    canvas.fill(rect(), theme.background);
    const double y = height() / 2.0;
    canvas.fill({x_of(least_), y - canvas.em(1), x_of(most_) - x_of(least_), canvas.em(2)},
                theme.axis);
    const double each = round_step(most_ - least_, number_ticks);
    for (double tick = std::ceil(least_ / each) * each; tick <= most_ * (1 + 1e-9); tick += each) {
        canvas.vertical_line(x_of(tick), y, y + canvas.em(6), theme.axis);
        canvas.text({x_of(tick), y + canvas.em(17)}, qtext(tick_text(tick, each)), tick_style,
                    Align::middle);
    }
    if (hasFocus()) {
        painter.setPen(theme.selection);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
    if (value_)
        paint_mark(canvas, *value_,
                   tr("yours: %1").arg(qtext(value_text(*value_, ValueFormat::number))),
                   theme.selection, true);
    if (result_)
        paint_mark(canvas, *result_,
                   tr("the run: %1").arg(qtext(value_text(*result_, ValueFormat::number))),
                   theme.consumed, false);
}

}  // namespace isotherm
