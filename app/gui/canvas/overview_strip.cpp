// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/overview_strip.h"

#include <QMouseEvent>
#include <QPainterPath>
#include <QWheelEvent>
#include <cmath>

#include "app/gui/models/cause_names.h"

namespace isotherm {
namespace {

constexpr double overview_height = 20;
constexpr double grip_px = 5;
constexpr double throttled_height = 5;
constexpr double ghost_height = 2;
constexpr TextStyle strip_text{11.5, false, true};

}  // namespace

OverviewStrip::OverviewStrip(RunModel& run, ViewState& view, SeriesCache& series, QWidget* parent)
    : TimeCanvas(run, view, parent), series_(series) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Overview of the whole run"));
    setAccessibleDescription(
        tr("The demand of the whole run, and where it was throttled. Drag the frame, or its edges, "
           "to choose what is shown."));
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
}

QSize OverviewStrip::sizeHint() const {
    return {400, static_cast<int>(overview_height * view().text_scale())};
}

// Describes the visible window; the heat map describes the cell at the cursor.
QString OverviewStrip::spoken() const {
    return tr("%1 to %2 of %3 is shown. %4")
        .arg(clock_of(view().window().first), clock_of(view().window().end),
             clock_of(view().whole()), accessibleDescription());
}

TimeAxis OverviewStrip::whole_axis() const {
    return {0, static_cast<double>(view().whole()), edges().left, edges().right};
}

void OverviewStrip::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    canvas.text({area.left() - canvas.em(10), area.center().y()}, tr("whole run"), strip_text,
                Align::right);
    canvas.fill(area, theme.grid);
    const std::size_t shown = table();
    if (shown >= run().recording().tables.size()) return;
    const int pixels = plot_pixels();
    const TimeWindow whole{0, view().whole()};
    double most = 1e-9;
    for (const Side side : both_sides) {
        most = std::max(most, series_.columns(shown, side, whole, pixels).demand_most);
    }
    const double marks = canvas.snapped(area.bottom() - canvas.em(throttled_height));
    const auto paint = [&](Side side, bool throttled_only) {
        const SeriesColumns& series = series_.columns(shown, side, whole, pixels);
        for (std::size_t c = 0; c < series.values.size(); ++c) {
            const SeriesColumn& column = series.values[c];
            const double left =
                area.left() + series.columns.pixel_of(c, pixels) / canvas.pixel_ratio();
            const double right = std::max(
                area.left() + series.columns.pixel_of(c + 1, pixels) / canvas.pixel_ratio(),
                left + canvas.device_pixel());
            if (!throttled_only) {
                const double top =
                    canvas.snapped(marks - (marks - area.top()) * column.demand_most / most);
                canvas.fill({left, top, right - left, marks - top}, theme.demand);
                continue;
            }
            if (throttled_of(column.requests) == 0) continue;
            // Two pixels, because the frame of what is seen may hide one at either end.
            const double width = std::max(right - left, 2 * canvas.device_pixel());
            canvas.fill({std::min(left, area.right() - width), marks, width, area.bottom() - marks},
                        theme.throttled);
        }
    };
    paint(side(), false);
    for (const Side side : both_sides) paint(side, true);
    if (view().compare_mode() != CompareMode::off) paint_marks_of_a(canvas, marks);
}

// Draws a thin line above the marks wherever run A throttled.
void OverviewStrip::paint_marks_of_a(Canvas& canvas, double bottom) {
    const TableRecording* a = run().baseline_table(table());
    if (a == nullptr) return;
    const QRectF area = plot();
    for (const Side side : both_sides) {
        const SeriesColumns series = series_columns(
            a->seconds[side], TimeColumns::over(0, view().whole(), plot_pixels(), view().grain()),
            run().baseline()->recorded_seconds(), a->column_seconds);
        for (std::size_t c = 0; c < series.values.size(); ++c) {
            const std::uint64_t refused = throttled_of(series.values[c].requests);
            if (refused == 0) continue;
            const double left =
                area.left() + series.columns.pixel_of(c, plot_pixels()) / canvas.pixel_ratio();
            const double right =
                area.left() + series.columns.pixel_of(c + 1, plot_pixels()) / canvas.pixel_ratio();
            canvas.fill({left, bottom - canvas.em(ghost_height),
                         std::max(right - left, canvas.device_pixel()), canvas.em(ghost_height)},
                        view().theme().text);
        }
    }
}

void OverviewStrip::paint_overlay(Canvas& canvas) {
    const QRectF area = plot();
    const TimeAxis time = whole_axis();
    const TimeWindow window = view().window();
    const double left = time.x_of(static_cast<double>(window.first));
    const double right = std::max(time.x_of(static_cast<double>(window.end)), left + 3);
    QColor veil = view().theme().background;
    veil.setAlpha(150);
    canvas.fill({area.left(), area.top(), left - area.left(), area.height()}, veil);
    canvas.fill({right, area.top(), area.right() - right, area.height()}, veil);
    canvas.painter().setRenderHint(QPainter::Antialiasing, false);
    canvas.painter().setBrush(Qt::NoBrush);
    canvas.painter().setPen(QPen(view().theme().text, view().line_width(1), Qt::SolidLine,
                                 Qt::SquareCap, Qt::MiterJoin));
    canvas.painter().drawRect(QRectF(left, area.top(), right - left - 1, area.height() - 1));
    if (const auto& selection = view().selection()) {
        QColor wash = view().theme().selection;
        wash.setAlpha(90);
        const double from = time.x_of(static_cast<double>(selection->first));
        const double to = time.x_of(static_cast<double>(selection->end));
        canvas.fill({from, area.top(), std::max(to - from, 1.0), area.height()}, wash);
    }
    if (const auto cursor = view().cursor()) {
        const double x = time.x_of(view().middle_of(cursor->second));
        vertical_mark(canvas, x, area.top(), area.bottom(), view().theme().selection);
    }
}

OverviewStrip::Part OverviewStrip::part_at(double x) const {
    const TimeAxis time = whole_axis();
    const double left = time.x_of(static_cast<double>(view().window().first));
    const double right = time.x_of(static_cast<double>(view().window().end));
    const bool whole = view().window().length() == view().whole();
    if (std::abs(x - left) <= grip_px) return Part::left_edge;
    if (std::abs(x - right) <= grip_px) return Part::right_edge;
    return x > left && x < right && !whole ? Part::inside : Part::outside;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    dragged_ = part_at(event->position().x());
    pressed_second_ = whole_axis().second_at(event->position().x());
    pressed_window_ = view().window();
    if (dragged_ == Part::outside && view().window().length() < view().whole()) {
        const auto middle = static_cast<std::int64_t>(pressed_second_);
        const std::int64_t length = pressed_window_.length();
        view().show(TimeWindow{middle - length / 2, middle - length / 2 + length});
        pressed_window_ = view().window();
        dragged_ = Part::inside;
    }
}

void OverviewStrip::drag_to(double x) {
    const auto second = static_cast<std::int64_t>(std::llround(whole_axis().second_at(x)));
    const auto from = static_cast<std::int64_t>(std::llround(pressed_second_));
    const std::int64_t shortest = shortest_window * view().grain();
    switch (*dragged_) {
        case Part::left_edge:
            view().show(
                TimeWindow{std::min(second, pressed_window_.end - shortest), pressed_window_.end});
            break;
        case Part::right_edge:
            view().show(TimeWindow{pressed_window_.first,
                                   std::max(second, pressed_window_.first + shortest)});
            break;
        case Part::inside:
            view().show(panned(pressed_window_, second - from, view().whole(), view().grain()));
            break;
        case Part::outside:  // draws a new window
            if (second != from)
                view().show(TimeWindow{std::min(from, second), std::max(from, second)});
            break;
    }
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event) {
    if (dragged_) return drag_to(event->position().x());
    const Part part = part_at(event->position().x());
    setCursor(part == Part::inside    ? Qt::OpenHandCursor
              : part == Part::outside ? Qt::CrossCursor
                                      : Qt::SizeHorCursor);
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*) { dragged_.reset(); }

void OverviewStrip::mouseDoubleClickEvent(QMouseEvent*) {
    dragged_.reset();
    view().show_everything();
}

void OverviewStrip::wheelEvent(QWheelEvent* event) {
    const double about = whole_axis().second_at(event->position().x());
    view().zoom(about, std::pow(0.8, event->angleDelta().y() / 120.0));
    event->accept();
}

}  // namespace isotherm
