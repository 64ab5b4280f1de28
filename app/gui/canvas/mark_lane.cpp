// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/mark_lane.h"

#include <algorithm>
#include <iterator>

namespace isotherm {
namespace {

constexpr double glyph_size = 9;
constexpr double band_height = 6;
constexpr double near_px = 8;
constexpr double mark_air = 2;  // above and below the texts together

Glyph glyph_of(LaneMark::Kind kind) {
    switch (kind) {
        case LaneMark::Kind::raised:
            return Glyph::triangle_up;
        case LaneMark::Kind::lowered:
            return Glyph::triangle_down;
        case LaneMark::Kind::refused:
            return Glyph::square;
        default:
            return Glyph::disc;
    }
}

}  // namespace

MarkLane::MarkLane(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVisible(false);
    connect(&run, &RunModel::restarted, this, &MarkLane::refresh);
    connect(&run, &RunModel::extended, this, &MarkLane::refresh);
    connect(&view, &ViewState::subject_changed, this, &MarkLane::refresh);
    connect(&view, &ViewState::clock_changed, this, &MarkLane::refresh);
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
}

QStringList MarkLane::label_lines() const {
    return lines_of(label(), lane_text, label_room - lane_label_gap - lane_label_air);
}

QStringList MarkLane::sum_lines(const std::vector<LaneMark>& marks) const {
    return lines_of(sum(marks), lane_text, marginal_room - lane_label_gap - lane_label_air);
}

// Like all sums beside pictures, the lane's sum counts what is visible.
std::vector<LaneMark> MarkLane::marks_in_view() const {
    const TimeWindow window = view().window();
    std::vector<LaneMark> visible;
    std::copy_if(marks_.begin(), marks_.end(), std::back_inserter(visible),
                 [&](const LaneMark& mark) {
                     return mark.second < window.end &&
                            std::max(mark.end_second, mark.second + 1) > window.first;
                 });
    return visible;
}

QSize MarkLane::sizeHint() const {
    // Reserve room for the sum of the whole run, so that the height does not change with the view.
    const double lines =
        std::max(height_of(label_lines(), lane_text), height_of(sum_lines(marks_), lane_text));
    return {400, static_cast<int>(std::max(usual_height, lines + mark_air) * view().text_scale())};
}

void MarkLane::refresh() {
    marks_ = collect();
    if (isHidden() == !marks_.empty()) setVisible(!marks_.empty());
    updateGeometry();
    invalidate();
}

void MarkLane::paint_band(Canvas& canvas, const LaneMark& mark) {
    const QRectF area = plot();
    const TimeAxis time = axis();
    const double left = std::max(time.x_of(static_cast<double>(mark.second)), area.left());
    const double right = std::min(
        std::max(time.x_of(static_cast<double>(mark.end_second)), left + canvas.device_pixel()),
        area.right());
    if (right <= left) return;
    const double height = canvas.em(band_height);
    const QRectF band(left, area.bottom() - height - 1, right - left, height);
    const Theme& theme = view().theme();
    if (mark.kind == LaneMark::Kind::counting)
        canvas.fill(band, theme.demand);
    else
        canvas.hatched(band, theme.background, theme.target);
}

void MarkLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const TimeAxis time = axis();
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    for (const LaneMark& mark : marks_) {
        if (mark.is_band()) paint_band(canvas, mark);
    }
    const double size = canvas.em(glyph_size);
    const double y = area.top() + size / 2 + 1;
    for (const LaneMark& mark : marks_) {
        const double x = time.x_of(static_cast<double>(mark.second));
        if (mark.is_band() || x > area.right()) continue;
        const double until =
            std::min(time.x_of(static_cast<double>(mark.end_second)), area.right());
        if (until < area.left()) continue;
        const double from = std::max(x, area.left());
        canvas.fill({from, y - canvas.device_pixel(), std::max(until - from, 0.0),
                     2 * canvas.device_pixel()},
                    theme.text);
        if (x < area.left()) continue;
        const bool refused = mark.kind == LaneMark::Kind::refused;
        canvas.glyph(glyph_of(mark.kind), {x, y}, size, refused ? theme.throttled : theme.text,
                     theme.background);
    }
    const double middle = area.center().y();
    paint_lines(canvas, {area.left() - canvas.em(lane_label_gap), middle}, label_lines(), lane_text,
                Align::right);
    paint_lines(canvas, {area.right() + canvas.em(8), middle}, sum_lines(marks_in_view()),
                lane_text, Align::left);
}

// Text of the nearest mark within a few pixels, or of a mark whose duration covers this time.
QString MarkLane::description(QPointF at) const {
    const TimeAxis time = axis();
    const LaneMark* nearest = nullptr;
    double distance = near_px;
    const double second = time.second_at(at.x());
    const LaneMark* lasting = nullptr;
    for (const LaneMark& mark : marks_) {
        const auto begin = static_cast<double>(mark.second);
        if (second >= begin && second < static_cast<double>(mark.end_second)) lasting = &mark;
        if (mark.is_band()) continue;
        const double away = std::abs(time.x_of(begin) - at.x());
        if (away > distance) continue;
        distance = away;
        nearest = &mark;
    }
    if (nearest == nullptr) nearest = lasting;
    return nearest == nullptr ? QString() : nearest->text;
}

}  // namespace isotherm
