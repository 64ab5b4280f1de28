// SPDX-License-Identifier: Apache-2.0
#include "app/render/timeline_lanes.h"

#include <QPainterPath>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/render/picture_layout.h"
#include "app/render/plot_frame.h"

namespace isotherm {
namespace {

constexpr double lane_bar_least = 0.4;  // share of the lane for the smallest count
constexpr double glyph_size = 10;
// The line of the run is 1.5 pixels wide and drawn above it.
constexpr double recorded_line_px = 4;

// Left and right edge of a period, at whole device pixels.
Span edges_of(const Canvas& canvas, const TimeAxis& axis, const RecordedPeriod& period) {
    const double first = std::max(period.first_second, axis.first_second);
    const double end = std::min(period.end_second, axis.end_second);
    return {canvas.snapped(axis.x_of(first)), canvas.snapped(axis.x_of(end))};
}

bool is_shown(const TimeAxis& axis, const RecordedPeriod& period) {
    return period.end_second > axis.first_second && period.first_second < axis.end_second;
}

void paint_cause_lane(Canvas& canvas, const TimelinePanel& panel, Outcome cause,
                      const QRectF& lane) {
    const Theme& theme = canvas.theme();
    const auto index = static_cast<std::size_t>(cause);
    const CauseStyle& style = theme.causes[index];
    const ColumnPainter columns(canvas, panel);
    double most = 0;
    for (const SeriesColumn& column : panel.series.values) {
        most = std::max(most, column.rate_of(index));
    }

    std::vector<Span> bars;
    columns.fill(style.fill, [&](const SeriesColumn& column) {
        if (column.requests[index] == 0) return std::pair{0.0, 0.0};
        const double share = column.rate_of(index) / most;
        const double height = lane.height() * (lane_bar_least + (1 - lane_bar_least) * share);
        return std::pair{canvas.snapped(lane.bottom() - height), lane.bottom()};
    });
    for (std::size_t c = 0; c < columns.count(); ++c) {
        if (columns[c].requests[index] == 0) continue;
        bars.push_back({columns.left_of(c), columns.left_of(c + 1)});
    }
    canvas.horizontal_line(lane.bottom(), lane.left(), lane.right(), theme.grid);
    const double size = canvas.em(glyph_size);
    for (const Span& lone : lone_spans(bars, size)) {
        const double x = std::clamp(lone.middle(), lane.left() + size / 2, lane.right() - size / 2);
        canvas.glyph(style.glyph, {x, lane.top() + size / 2}, size, style.fill, style.outline);
    }

    const double middle = lane.center().y();
    const double right = lane.left() - canvas.em(label_gap);
    const QString name =
        QString::fromLatin1(style.name.data(), static_cast<int>(style.name.size()));
    canvas.text({right, middle}, name, label_text, Align::right);
    canvas.glyph(style.glyph, {right - canvas.width_of(name, label_text) - canvas.em(12), middle},
                 canvas.em(glyph_size), style.fill, style.outline);
    canvas.text({lane.right() + canvas.em(label_gap), middle},
                qtext(grouped(static_cast<std::int64_t>(panel.series.totals[index]))), label_text);
}

void paint_backlog_lane(Canvas& canvas, const TimelinePanel& panel, const QRectF& lane) {
    const Theme& theme = canvas.theme();
    const ColumnPainter columns(canvas, panel);
    BacklogSecond worst;
    for (const BacklogSecond& column : panel.behind) worst.raise_to(column);
    const auto most = static_cast<double>(worst.expected_wait_us);
    for (std::size_t c = 0; c < columns.count(); ++c) {
        const auto wait = static_cast<double>(panel.behind[c].expected_wait_us);
        if (wait <= 0) continue;
        const double top = canvas.snapped(lane.bottom() - lane.height() * wait / most);
        const double left = columns.left_of(c);
        canvas.fill({left, top, columns.left_of(c + 1) - left, lane.bottom() - top}, theme.demand);
    }
    canvas.horizontal_line(lane.bottom(), lane.left(), lane.right(), theme.grid);
    canvas.text({lane.left() - canvas.em(label_gap), lane.center().y()},
                QStringLiteral("behind its table"), label_text, Align::right);
    canvas.text({lane.right() + canvas.em(label_gap), lane.center().y()},
                QString::fromStdString(fmt::format("up to {:.1f} s", most * 1e-6)), label_text);
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
        const double share = lane_bar_least + (1 - lane_bar_least) * period.throttle_events / most;
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

}  // namespace

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

void paint_lanes(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis) {
    for (std::size_t i = 0; i < panel.causes.size(); ++i)
        paint_cause_lane(canvas, panel, panel.causes[i], panel.lanes[i]);
    if (panel.has_recorded_lane())
        paint_recorded_lane(canvas, panel, axis, panel.lanes[panel.causes.size()]);
    if (!panel.behind.empty()) paint_backlog_lane(canvas, panel, panel.lanes.back());
}

}  // namespace isotherm
