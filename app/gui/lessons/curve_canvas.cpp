// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/curve_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr std::size_t columns_most = 120;
constexpr double left_room = 64;
constexpr double bottom_room = 24;
constexpr double top_room = 24;
constexpr int lane_ticks = 5;
constexpr double key_steps = 20;  // steps of the arrow keys over the whole height
constexpr TextStyle lane_text{12.5, false, true};
constexpr double middle_of_minute = 0.5;

}  // namespace

CurveCanvas::CurveCanvas(const ViewState& view, QWidget* parent) : QWidget(parent), view_(view) {
    setObjectName(QStringLiteral("curve_canvas"));
    setAccessibleName(tr("Lane to draw a curve on"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&view, &ViewState::look_changed, this, [this] { update(); });
}

QSize CurveCanvas::minimumSizeHint() const {
    return {240, static_cast<int>(130 * view_.text_scale())};
}

void CurveCanvas::show_lane(double minutes, double highest, const QString& unit) {
    minutes_ = std::max(minutes, 1.0);
    highest_ = highest > 0 ? highest : 1;
    unit_ = unit;
    const auto whole = static_cast<std::size_t>(std::ceil(minutes_));
    levels_.assign(std::min(whole, columns_most), 0);
    cursor_ = std::min(cursor_, columns() - 1);
    update();
}

void CurveCanvas::show_curves(std::vector<CurvePoint> drawn, std::vector<double> result,
                              bool locked) {
    drawn_ = std::move(drawn);
    result_ = std::move(result);
    locked_ = locked;
    to_levels();
    setAccessibleDescription(
        drawn_.empty() ? tr("nothing drawn yet")
                       : tr("%n point(s) drawn", nullptr, static_cast<int>(drawn_.size())));
    update();
}

void CurveCanvas::to_levels() {
    for (std::size_t c = 0; c < columns(); ++c)
        levels_[c] = drawn_at(drawn_, (static_cast<double>(c) + middle_of_minute) * minutes_ /
                                          static_cast<double>(columns()));
}

QRectF CurveCanvas::plot() const {
    const double em = view_.text_scale();
    return QRectF(rect()).adjusted(left_room * em, top_room * em, -16 * em, -bottom_room * em);
}

QPointF CurveCanvas::place(double minute, double value) const {
    const QRectF area = plot();
    return {area.left() + minute / minutes_ * area.width(),
            area.bottom() - std::clamp(value / highest_, 0.0, 1.0) * area.height()};
}

// Each level is that of its column from begin to end: a curve of steps.
void CurveCanvas::levels_drawn() {
    drawn_.clear();
    const double each = minutes_ / static_cast<double>(columns());
    for (std::size_t c = 0; c < columns(); ++c) {
        const bool same_before = c > 0 && levels_[c] == levels_[c - 1];
        const bool same_after = c + 1 < columns() && levels_[c] == levels_[c + 1];
        const double begin = static_cast<double>(c) * each;
        if (!same_before) drawn_.push_back({begin, levels_[c]});
        if (!same_after) drawn_.push_back({begin + each, levels_[c]});
    }
    update();
    Q_EMIT drawn_changed();
}

void CurveCanvas::set_level(std::size_t column, double value) {
    levels_[std::min(column, columns() - 1)] = std::clamp(value, 0.0, highest_);
}

// Between two positions of the mouse the columns are filled along a straight line.
void CurveCanvas::draw_at(QPointF at) {
    if (locked_ || columns() == 0) return;
    const QRectF area = plot();
    const double share = std::clamp((at.x() - area.left()) / area.width(), 0.0, 0.999999);
    const auto column = static_cast<std::size_t>(share * static_cast<double>(columns()));
    const double value = std::clamp((area.bottom() - at.y()) / area.height(), 0.0, 1.0) * highest_;
    const std::size_t from = last_.value_or(column);
    const double before = last_ ? levels_[from] : value;
    const auto distance = static_cast<double>(column > from ? column - from : from - column);
    for (std::size_t c = std::min(from, column); c <= std::max(from, column); ++c) {
        const double part =
            distance > 0 ? static_cast<double>(c > from ? c - from : from - c) / distance : 1.0;
        set_level(c, before + part * (value - before));
    }
    last_ = cursor_ = column;
    levels_drawn();
}

void CurveCanvas::mousePressEvent(QMouseEvent* event) {
    last_.reset();
    draw_at(event->position());
}

void CurveCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) draw_at(event->position());
}

void CurveCanvas::mouseReleaseEvent(QMouseEvent*) { last_.reset(); }

// Left and right move through the minutes; up and down change the curve from there to its end.
void CurveCanvas::keyPressEvent(QKeyEvent* event) {
    if (locked_ || columns() == 0) return QWidget::keyPressEvent(event);
    const auto change = [this](double steps) {
        const double value = levels_[cursor_] + steps * highest_ / key_steps;
        for (std::size_t c = cursor_; c < columns(); ++c) set_level(c, value);
        levels_drawn();
    };
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT taken();
            return;
        case Qt::Key_Left:
            cursor_ -= cursor_ > 0;
            return update();
        case Qt::Key_Right:
            cursor_ += cursor_ + 1 < columns();
            return update();
        case Qt::Key_Up:
            return change(1);
        case Qt::Key_Down:
            return change(-1);
        default:
            QWidget::keyPressEvent(event);
    }
}

void CurveCanvas::paint_curve(Canvas& canvas, const std::vector<CurvePoint>& points,
                              const QColor& colour, bool dotted) {
    if (points.empty()) return;
    QPolygonF line;
    line << place(0, points.front().value);
    for (const CurvePoint& point : points) line << place(point.minute, point.value);
    line << place(minutes_, points.back().value);
    QPen pen(colour, canvas.em(dotted ? 2.5 : 2));
    if (dotted) pen.setStyle(Qt::DotLine);
    canvas.painter().setRenderHint(QPainter::Antialiasing);
    canvas.painter().setPen(pen);
    canvas.painter().setBrush(Qt::NoBrush);
    canvas.painter().drawPolyline(line);
    canvas.painter().setRenderHint(QPainter::Antialiasing, false);
}

void CurveCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    const Theme& theme = view_.theme();
    canvas.fill(rect(), theme.background);
    const QRectF area = plot();
    const double step = round_step(highest_, lane_ticks);
    for (const double tick : value_ticks(highest_, lane_ticks)) {
        const double y = canvas.snapped(place(0, tick).y());
        canvas.horizontal_line(y, area.left(), area.right(), theme.grid);
        canvas.text({area.left() - canvas.em(8), y}, qtext(tick_text(tick, step)), lane_text,
                    Align::right);
    }
    const double minute_step = std::max(1.0, round_step(minutes_, 2 * lane_ticks));
    for (const double tick : value_ticks(minutes_, 2 * lane_ticks)) {
        const double x = canvas.snapped(place(tick, 0).x());
        canvas.vertical_line(x, area.bottom(), area.bottom() + canvas.em(5), theme.axis);
        canvas.text({x, area.bottom() + canvas.em(14)}, qtext(tick_text(tick, minute_step)),
                    lane_text, Align::middle);
    }
    canvas.text({area.left(), area.top() - canvas.em(13)}, unit_, lane_text);
    canvas.text({area.right(), area.top() - canvas.em(13)}, tr("minutes below"), lane_text,
                Align::right);
    canvas.horizontal_line(area.bottom(), area.left(), area.right(), theme.axis);
    std::vector<CurvePoint> run;
    for (std::size_t m = 0; m < result_.size(); ++m) {
        run.push_back({static_cast<double>(m), result_[m]});
        run.push_back({static_cast<double>(m + 1), result_[m]});
    }
    paint_curve(canvas, run, theme.throttled, false);
    paint_curve(canvas, drawn_, theme.selection, true);
    if (hasFocus() && !locked_ && columns() > 0) {
        const double x =
            place((static_cast<double>(cursor_)) * minutes_ / static_cast<double>(columns()), 0)
                .x();
        canvas.vertical_line(canvas.snapped(x), area.top(), area.bottom(), theme.selection);
    }
}

}  // namespace isotherm
