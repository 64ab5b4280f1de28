// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/action_lane.h"

#include "app/gui/models/cause_names.h"

namespace isotherm {
namespace {

constexpr double action_height = 40;
constexpr double action_name_room = TimeCanvas::label_room - lane_label_gap - lane_label_air;
constexpr double action_sum_room = TimeCanvas::marginal_room - lane_label_gap;
constexpr double latency_width = 1.5;

}  // namespace

ActionLane::ActionLane(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Actions"));
    setAccessibleDescription(
        tr("Actions of callers per second, done and failed, and the 99th percentile of their "
           "latency"));
    setVisible(false);
    connect(&run, &RunModel::restarted, this, &ActionLane::look);
    connect(&run, &RunModel::extended, this, &ActionLane::look);
    connect(&view, &ViewState::subject_changed, this, &ActionLane::look);
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    look();
}

void ActionLane::look() {
    const bool shown = !actions_of(run().recording(), table()).empty();
    if (isHidden() == shown) setVisible(shown);
    updateGeometry();
    invalidate();
}

std::int64_t ActionLane::grain() const {
    return std::max<std::int64_t>(action_grain, view().grain());
}

ActionLane::Columns ActionLane::columns() const {
    const TimeWindow window = view().window();
    Columns shown;
    shown.columns = TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    shown.values.resize(shown.columns.count);
    const auto records = actions_of(run().recording(), table());
    for (std::size_t c = 0; c < shown.values.size(); ++c) {
        ActionColumn& column = shown.values[c];
        column = actions_between(records, run().recorded_seconds(), shown.columns.first_of(c),
                                 shown.columns.end_of(c));
        shown.most = std::max(shown.most, column.ended());
        shown.slowest_ms = std::max(shown.slowest_ms, column.p99_ms);
    }
    return shown;
}

QStringList ActionLane::sums(const Columns& shown) const {
    return lines_of(tr("\u2264 %1/s").arg(amount_text(shown.most)), lane_text, action_sum_room) +
           lines_of(tr("p99 \u2264 %1 ms").arg(amount_text(shown.slowest_ms)), lane_text,
                    action_sum_room);
}

QSize ActionLane::sizeHint() const {
    const double name =
        height_of(lines_of(tr("actions, latency"), lane_text, action_name_room), lane_text);
    Columns widest;  // room for any number of four digits
    widest.most = widest.slowest_ms = 1'234;
    const double sum = height_of(sums(widest), lane_text);
    return {400,
            static_cast<int>(std::max(action_height, std::max(name, sum) + 2 * lane_label_air) *
                             view().text_scale())};
}

void ActionLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    paint_lines(canvas, {area.left() - canvas.em(lane_label_gap), area.center().y()},
                lines_of(tr("actions, latency"), lane_text, action_name_room), lane_text,
                Align::right);
    const Columns shown = columns();
    const auto edge = [&](std::size_t column) {
        return area.left() + shown.columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
    };
    for (std::size_t c = 0; c < shown.values.size() && shown.most > 0; ++c) {
        const ActionColumn& column = shown.values[c];
        const auto top_of = [&](double rate) {
            return canvas.snapped(area.bottom() - area.height() * rate / shown.most);
        };
        const double width = edge(c + 1) - edge(c);
        const double done = top_of(column.done);
        const double ended = top_of(column.ended());
        canvas.fill({edge(c), done, width, area.bottom() - done}, theme.consumed);
        canvas.fill({edge(c), ended, width, done - ended}, theme.throttled);
    }
    paint_latency(canvas, shown);
    paint_lines(canvas, {area.right() + canvas.em(8), area.center().y()}, sums(shown), lane_text,
                Align::left);
}

// A line of steps; minutes without an end of an action interrupt it.
void ActionLane::paint_latency(Canvas& canvas, const Columns& shown) const {
    if (shown.slowest_ms <= 0) return;
    const QRectF area = plot();
    const QColor& colour = view().theme().text;
    bool joins = false;
    double before = 0;
    for (std::size_t c = 0; c < shown.values.size(); ++c) {
        if (shown.values[c].p99_ms <= 0) {
            joins = false;
            continue;
        }
        const auto edge = [&](std::size_t column) {
            return area.left() +
                   shown.columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
        };
        const double y =
            canvas.snapped(area.bottom() - (area.height() - latency_width) *
                                               shown.values[c].p99_ms / shown.slowest_ms);
        canvas.horizontal_line(y, edge(c), edge(c + 1), colour);
        if (joins && before != y)
            canvas.vertical_line(edge(c), std::min(before, y), std::max(before, y), colour);
        before = y;
        joins = true;
    }
}

QString ActionLane::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    const std::int64_t first = second - second % grain();
    const std::int64_t end = std::min(first + grain(), run().recorded_seconds());
    const ActionColumn column = actions_between(actions_of(run().recording(), table()),
                                                run().recorded_seconds(), first, end);
    if (column.ended() == 0) return {};
    return tr("%1  actions: %2 a second done, %3 failed; latency %4 ms in the mean, p99 %5 ms")
        .arg(Words::moment({first, end}), amount_text(column.done), amount_text(column.failed),
             amount_text(column.mean_ms), amount_text(column.p99_ms));
}

}  // namespace isotherm
