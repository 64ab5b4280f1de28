// SPDX-License-Identifier: Apache-2.0
#include "app/render/recorded_line.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "app/render/picture_layout.h"
#include "app/render/plot_frame.h"
#include "app/render/timeline_panel.h"
#include "engine/past/past_metrics.h"

namespace isotherm {
namespace {

// The line of the run is 1.5 pixels wide and drawn above it.
constexpr double recorded_line_px = 4;
constexpr double event_bar_least = 0.4;  // share of the lane for the smallest count

std::string metric_of_side(std::string_view before, Side side, std::string_view after) {
    std::string name(before);
    name += side == Side::read ? "Read" : "Write";
    name += after;
    return name;
}

double point_at(const PastSeries* series, std::int64_t period_s, std::int64_t second) {
    if (series == nullptr || series->period_s != period_s) return 0;
    const auto point = series->points.find(second);
    return point == series->points.end() ? 0 : point->second;
}

// Left and right edge of a period, at whole device pixels.
Span edges_of(const Canvas& canvas, const TimeAxis& axis, const RecordedPeriod& period) {
    const double first = std::max(period.first_second, axis.first_second);
    const double end = std::min(period.end_second, axis.end_second);
    return {canvas.snapped(axis.x_of(first)), canvas.snapped(axis.x_of(end))};
}

bool is_shown(const TimeAxis& axis, const RecordedPeriod& period) {
    return period.end_second > axis.first_second && period.first_second < axis.end_second;
}

}  // namespace

std::vector<RecordedPeriod> recorded_periods(const PastMetrics& past, const Recording& recording,
                                             std::size_t table, Side side) {
    std::vector<RecordedPeriod> periods;
    const ResourceName& resource = recording.tables[table].name;
    const PastSeries* consumed =
        past.find(resource, metric_of_side("Consumed", side, "CapacityUnits"));
    if (consumed == nullptr || consumed->points.empty()) return periods;
    const PastSeries* events = past.find(resource, metric_of_side("", side, "ThrottleEvents"));
    const std::int64_t start = whole_seconds(recording.start.time_since_epoch());
    const std::int64_t length = consumed->period_s;
    std::int64_t first = consumed->points.begin()->first;
    if (first + length <= start) first += (start - first) / length * length;
    const std::int64_t last =
        std::min(consumed->points.rbegin()->first, start + recording.seconds() - 1);
    for (std::int64_t at = first; at <= last; at += length) {
        const auto since_start = static_cast<double>(at - start);
        periods.push_back({since_start, since_start + static_cast<double>(length),
                           point_at(consumed, length, at) / static_cast<double>(length),
                           point_at(events, length, at)});
    }
    return periods;
}

bool any_recorded_throttling(const std::vector<RecordedPeriod>& periods) {
    return std::any_of(periods.begin(), periods.end(),
                       [](const RecordedPeriod& period) { return period.throttle_events > 0; });
}

void paint_recorded_line(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis) {
    QPainterPath path;
    bool drawing = false;
    for (const RecordedPeriod& period : panel.recorded) {
        if (!is_shown(axis, period)) continue;
        const Span edges = edges_of(canvas, axis, period);
        const double y = canvas.snapped(panel.y_of(period.units));
        if (drawing)
            path.lineTo(edges.left, y);
        else
            path.moveTo(edges.left, y);
        path.lineTo(edges.right, y);
        drawing = true;
    }
    QPen pen(canvas.theme().target, recorded_line_px);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    canvas.painter().setRenderHint(QPainter::Antialiasing, false);
    canvas.painter().strokePath(path, pen);
}

void paint_recorded_lane(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis,
                         const QRectF& lane) {
    const Theme& theme = canvas.theme();
    double most = 0;
    double total = 0;
    for (const RecordedPeriod& period : panel.recorded) {
        if (!is_shown(axis, period)) continue;
        most = std::max(most, period.throttle_events);
        total += period.throttle_events;
    }
    for (const RecordedPeriod& period : panel.recorded) {
        if (!is_shown(axis, period) || period.throttle_events <= 0) continue;
        const double share =
            event_bar_least + (1 - event_bar_least) * period.throttle_events / most;
        const double top = canvas.snapped(lane.bottom() - lane.height() * share);
        const Span edges = edges_of(canvas, axis, period);
        // A minute of a year is less than a pixel and still has to be seen.
        const double width = std::max(edges.right - edges.left, canvas.device_pixel());
        canvas.fill({edges.left, top, width, lane.bottom() - top}, theme.target);
    }
    canvas.horizontal_line(lane.bottom(), lane.left(), lane.right(), theme.grid);
    canvas.text({lane.left() - canvas.em(label_gap), lane.center().y()},
                QStringLiteral("in the past"), label_text, Align::right);
    canvas.text({lane.right() + canvas.em(label_gap), lane.center().y()},
                qtext(grouped(std::llround(total))), label_text);
}

}  // namespace isotherm
