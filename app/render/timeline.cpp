// SPDX-License-Identifier: Apache-2.0
#include "app/render/timeline.h"

#include <QPainterPath>
#include <fmt/format.h>

#include <algorithm>

#include "app/render/alarm_marks.h"
#include "app/render/picture_layout.h"
#include "app/render/timeline_lanes.h"
#include "app/render/value_axis.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

constexpr double panel_gap = 12;
constexpr TextStyle panel_text{15, true};
constexpr double lane_height = 22;
constexpr double lane_gap = 6;
constexpr double lanes_most = 0.62;  // maximum share of the height; lanes shrink to fit
constexpr double mark_least_px = 2;  // minimum height of throttled demand
constexpr double consumed_line_px = 1.5;
constexpr double provisioned_line_px = 2;
// A retry storm may ask for many times the capacity. The axis ends at this multiple of the highest
// provisioned or consumed value, and a note states the demand beyond it, so that the consumed part
// stays legible.
constexpr double highest_multiple = 2.5;

double ceiling_of(const SeriesColumns& series, const std::vector<RecordedPeriod>& recorded) {
    double steady = std::max(series.provisioned_most, series.consumed_most);
    for (const RecordedPeriod& period : recorded) steady = std::max(steady, period.units);
    const double wanted = std::max(series.demand_most, steady);
    const double most = steady > 0 ? std::min(wanted, highest_multiple * steady) : wanted;
    return most > 0 ? most * 1.06 : 1;
}

// Draws a step line through one amount (a member of SeriesColumn) of each column that is in the
// run.
void paint_steps(Canvas& canvas, const TimelinePanel& panel, double SeriesColumn::*amount,
                 const QPen& pen) {
    const ColumnPainter columns(canvas, panel);
    QPainterPath path;
    bool drawing = false;
    for (std::size_t c = 0; c < columns.count(); ++c) {
        if (!columns[c].in_run()) {
            drawing = false;
            continue;
        }
        const double y = canvas.snapped(panel.y_of(columns[c].*amount));
        if (drawing)
            path.lineTo(columns.left_of(c), y);
        else
            path.moveTo(columns.left_of(c), y);
        path.lineTo(columns.left_of(c + 1), y);
        drawing = true;
    }
    canvas.painter().setRenderHint(QPainter::Antialiasing, false);
    canvas.painter().strokePath(path, pen);
}

QPen line_pen(const QColor& colour, double width) {
    QPen pen(colour, width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

void paint_amounts(Canvas& canvas, const TimelinePanel& panel) {
    const Theme& theme = canvas.theme();
    const double label_right = panel.chart.left() - canvas.em(label_gap);
    const int most_ticks =
        std::min(amount_ticks_most, static_cast<int>(panel.chart.height() / canvas.em(tick_room)));
    const double step = round_step(panel.ceiling, most_ticks);
    for (const double amount : value_ticks(panel.ceiling, most_ticks)) {
        const double y = panel.y_of(amount);
        canvas.horizontal_line(std::min(y, panel.chart.bottom() - canvas.device_pixel()),
                               panel.chart.left(), panel.chart.right(), theme.grid);
        canvas.text({label_right, y}, qtext(tick_text(amount, step)), label_text, Align::right);
    }
    const QString name =
        panel.side == Side::read ? QStringLiteral("reads") : QStringLiteral("writes");
    const double middle = panel.chart.top() - canvas.em(panel_header / 2);
    canvas.text({panel.chart.left(), middle}, name, panel_text);
    canvas.text({panel.chart.left() + canvas.width_of(name, panel_text) + canvas.em(10), middle},
                unit_name(panel.side) + QStringLiteral(" a second"), note_text);
}

void paint_chart(Canvas& canvas, const TimelinePanel& panel, const TimeAxis& axis) {
    const Theme& theme = canvas.theme();
    paint_recorded_line(canvas, panel, axis);
    const ColumnPainter columns(canvas, panel);
    const auto y_of = [&](double units) { return canvas.snapped(panel.y_of(units)); };
    using Edges = std::pair<double, double>;
    columns.fill(theme.consumed_area, [&](const SeriesColumn& column) {
        return Edges{y_of(column.consumed_least), panel.chart.bottom()};
    });
    columns.fill(theme.consumed_band, [&](const SeriesColumn& column) {
        return Edges{y_of(column.consumed_most), y_of(column.consumed_least)};
    });
    paint_steps(canvas, panel, &SeriesColumn::consumed_most,
                line_pen(theme.consumed, consumed_line_px));
    columns.fill(theme.throttled, [&](const SeriesColumn& column) {
        if (throttled_of(column.requests) == 0) return Edges{0, 0};
        const double bottom = y_of(column.consumed_most);
        return Edges{std::min(y_of(column.demand_most), bottom - mark_least_px), bottom};
    });
    if (panel.series.provisioned_most > 0) {
        paint_steps(canvas, panel, &SeriesColumn::provisioned_last,
                    line_pen(theme.provisioned, provisioned_line_px));
    }
    canvas.horizontal_line(panel.chart.bottom() - canvas.device_pixel(), panel.chart.left(),
                           panel.chart.right(), theme.axis);
    const double note_left = panel.chart.right() + canvas.em(label_gap);
    if (panel.is_cut()) {
        canvas.text({note_left, panel.chart.top() + canvas.em(8)}, QStringLiteral("demand goes on"),
                    note_text);
        canvas.text({note_left, panel.chart.top() + canvas.em(25)},
                    qtext("up to " + short_amount(panel.series.demand_most)), note_text,
                    Align::left, theme.throttled);
    }
}

bool any_throttled(const std::vector<TimelinePanel>& panels) {
    return std::any_of(panels.begin(), panels.end(),
                       [](const TimelinePanel& panel) { return panel.series.throttled() > 0; });
}

bool any_recorded(const std::vector<TimelinePanel>& panels) {
    return std::any_of(panels.begin(), panels.end(),
                       [](const TimelinePanel& panel) { return !panel.recorded.empty(); });
}

// Names the capacity line of the chart. While a table is on demand, the line shows the capacity
// that the table can serve at once.
QString limit_name(const SideSummary& summary) {
    if (summary.on_demand()) return QStringLiteral("on-demand capacity at the time");
    return summary.ever_on_demand() ? QStringLiteral("provisioned, or on-demand capacity")
                                    : QStringLiteral("provisioned");
}

Legend legend_of(const Canvas& canvas, const Stretch& stretch,
                 const std::vector<TimelinePanel>& panels, double width) {
    const auto consumed = [](Canvas& target, QRectF area) {
        const double third = target.snapped(area.height() / 3);
        target.fill(area, target.theme().consumed_area);
        target.fill({area.left(), area.top(), area.width(), third}, target.theme().consumed_band);
        target.fill({area.left(), area.top(), area.width(), consumed_line_px},
                    target.theme().consumed);
    };
    const auto provisioned = [](Canvas& target, QRectF area) {
        target.fill({area.left(), target.snapped(area.center().y() - 1), area.width(), 2},
                    target.theme().provisioned);
    };
    const auto throttled = [](Canvas& target, QRectF area) {
        target.fill(area, target.theme().throttled);
    };
    std::vector<LegendEntry> entries{
        {26, provisioned, limit_name(side_summary(stretch, panels.front().side))},
        {26, consumed, QStringLiteral("consumed, least to most")}};
    if (any_throttled(panels)) {
        entries.push_back({26, throttled, QStringLiteral("throttled demand")});
    }
    if (any_recorded(panels)) {
        const auto recorded = [](Canvas& target, QRectF area) {
            target.fill({area.left(), target.snapped(area.center().y() - 2), area.width(), 4},
                        target.theme().target);
        };
        entries.push_back({26, recorded, QStringLiteral("recorded in the past")});
    }
    if (!alarm_marks(stretch).empty()) {
        const auto alarm = [](Canvas& target, QRectF area) {
            target.fill({area.center().x(), area.top(), 1, area.height()}, target.theme().text);
        };
        entries.push_back({12, alarm, QStringLiteral("alarm")});
    }
    if (!job_bars(stretch).empty()) {
        const auto job = [](Canvas& target, QRectF area) {
            target.fill({area.left(), area.top(), area.width(), area.height() / 3},
                        target.theme().text);
        };
        entries.push_back({16, job, QStringLiteral("job")});
    }
    return Legend(canvas, std::move(entries), width);
}

QString note_of(const TimeColumns& columns, bool has_lanes, bool has_recorded) {
    return qtext(fmt::format(
        "Each column is {}: consumption from its quietest to its busiest second{}{}",
        column_text(columns),
        has_lanes ? ", and demand up to the busiest. Lanes count what each limit refused." : ".",
        has_recorded ? " The recorded line is the mean of each period of the metrics." : ""));
}

Heading heading_of(const TimelineView& view, const std::vector<TimelinePanel>& panels) {
    const Stretch& stretch = view.stretch;
    Heading heading;
    heading.title = qtext(fmt::format("{} \u00b7 timeline", printable(stretch.resource_text())));
    std::uint64_t throttled = 0;
    std::uint64_t refused = 0;
    std::uint64_t requests = 0;
    std::string provisioned;
    for (const TimelinePanel& panel : panels) {
        throttled += panel.series.throttled();
        refused += panel.series.refused();
        requests += panel.series.tries();
        provisioned +=
            provisioned_text(side_summary(stretch, panel.side), panel.side).toStdString() +
            " \u00b7 ";
    }
    heading.subtitle =
        qtext(provisioned +
              time_range_text(stretch.recording.start, stretch.first_second, stretch.end_second));
    heading.alarming = throttled + refused > 0;
    if (throttled == 0 && refused > 0) {
        heading.headline = qtext(grouped(static_cast<std::int64_t>(refused)) + " refused");
        heading.headline_note = QStringLiteral("their item collection is full");
        return heading;
    }
    if (throttled == 0) {
        heading.headline = panels.empty() ? QString() : QStringLiteral("nothing throttled");
        return heading;
    }
    const double share = static_cast<double>(throttled) / static_cast<double>(requests);
    heading.headline = qtext(grouped(static_cast<std::int64_t>(throttled)) + " throttled");
    heading.headline_note = qtext(percent(share, share < 0.001 ? 3 : 1) + " of all tries");
    return heading;
}

std::vector<TimelinePanel> panels_of(const TimelineView& view, TimeColumns columns) {
    const Stretch& stretch = view.stretch;
    std::vector<TimelinePanel> panels;
    for (const Side side : both_sides) {
        const auto& seconds = stretch.table_recording().seconds[side];
        TimelinePanel panel{.side = side,
                            .series = series_columns(seconds, columns, stretch.recording.seconds(),
                                                     stretch.table_recording().column_seconds),
                            .chart = {},
                            .causes = {},
                            .lanes = {},
                            .behind = {},
                            .recorded = {}};
        if (view.past != nullptr)
            panel.recorded = recorded_periods(*view.past, stretch.recording, stretch.table, side);
        if (!panel.series.any_requests() && panel.recorded.empty()) continue;
        panel.ceiling = ceiling_of(panel.series, panel.recorded);
        for (std::size_t o = 1; o < outcome_count; ++o) {
            if (panel.series.totals[o] > 0) panel.causes.push_back(static_cast<Outcome>(o));
        }
        // Waiting index writes belong to the write side of the index.
        if (side == Side::write)
            panel.behind = backlog_columns(stretch.table_recording(), panel.series.columns);
        panels.push_back(std::move(panel));
    }
    return panels;
}

// Places charts and lanes. Charts have equal heights. Lanes have their full height unless there are
// so many that the charts would vanish.
void place(const Canvas& canvas, std::vector<TimelinePanel>& panels, QRectF area) {
    std::size_t lane_count = 0;
    for (const TimelinePanel& panel : panels) lane_count += panel.lane_count();
    double lanes = static_cast<double>(lane_count) * canvas.em(lane_height + lane_gap);
    const double shrunk = lanes > 0 ? std::min(1.0, lanes_most * area.height() / lanes) : 1.0;
    lanes *= shrunk;
    const auto count = static_cast<double>(panels.size());
    const double charts = area.height() - lanes - (count - 1) * canvas.em(panel_gap) -
                          count * canvas.em(panel_header);
    double y = area.top();
    for (TimelinePanel& panel : panels) {
        y += canvas.em(panel_header);
        const double top = canvas.snapped(y);
        panel.chart = QRectF(area.left(), top, area.width(),
                             canvas.snapped(y + std::max(charts / count, 1.0)) - top);
        // The lowest number of the axis extends below the chart by half its height.
        y = panel.chart.bottom() + (1 - shrunk) * canvas.em(lane_gap);
        for (std::size_t i = 0; i < panel.lane_count(); ++i) {
            const double lane_top = canvas.snapped(y + shrunk * canvas.em(lane_gap));
            y = canvas.snapped(y + shrunk * canvas.em(lane_gap + lane_height));
            panel.lanes.emplace_back(area.left(), lane_top, area.width(), y - lane_top);
        }
        y += canvas.em(panel_gap);
    }
}

}  // namespace

TimelineGeometry paint_timeline(QPainter& painter, const TimelineView& view, const Theme& theme,
                                QRectF bounds) {
    const Stretch& stretch = view.stretch;
    Canvas canvas(painter, theme, stretch.text_scale, stretch.pixel_ratio);
    canvas.fill(bounds, theme.background);
    const PlotEdges edges = plot_edges(canvas, bounds);
    const int width =
        static_cast<int>(std::lround((edges.right - edges.left) * canvas.pixel_ratio()));
    const auto columns = TimeColumns::over(stretch.first_second, stretch.end_second, width);
    std::vector<TimelinePanel> panels;
    if (stretch.end_second > stretch.first_second) panels = panels_of(view, columns);
    const double top = paint_heading(canvas, bounds, heading_of(view, panels));
    if (panels.empty()) {
        paint_empty_state(canvas, QRectF(bounds.left(), top, bounds.width(), bounds.bottom() - top),
                          QStringLiteral("No request reached this table in this time."),
                          QStringLiteral("Choose another table or a longer time."));
        return {};
    }
    const double left = bounds.left() + canvas.em(outer_margin);
    const double full_width = bounds.width() - 2 * canvas.em(outer_margin);
    const Legend legend = legend_of(canvas, stretch, panels, full_width);
    const double legend_height = std::max(canvas.em(legend_room), legend.height());
    const QStringList note = canvas.wrapped(
        note_of(columns, any_throttled(panels), any_recorded(panels)), note_text, full_width);
    const auto note_lines = static_cast<double>(note.size());
    const double below = time_axis_height(canvas) + legend_height +
                         canvas.em(note_lines * note_line + bottom_margin);
    const double axis_y = canvas.snapped(bounds.bottom() - below);
    place(canvas, panels,
          QRectF(edges.left, top - canvas.em(6), edges.right - edges.left,
                 std::max(axis_y - top, 1.0)));

    const TimeAxis axis{static_cast<double>(stretch.first_second),
                        static_cast<double>(stretch.end_second), edges.left, edges.right};
    TimelineGeometry geometry{{}, axis};
    for (const TimelinePanel& panel : panels) {
        for (const TimeTick& tick : plot_ticks(canvas, axis, stretch)) {
            const double x = std::min(axis.x_of(tick.second), edges.right - canvas.device_pixel());
            canvas.vertical_line(
                x, panel.chart.top(),
                panel.lanes.empty() ? panel.chart.bottom() : panel.lanes.back().bottom(),
                theme.grid);
        }
        paint_amounts(canvas, panel);
        paint_chart(canvas, panel, axis);
        paint_lanes(canvas, panel, axis);
        geometry.panels.push_back({panel.side, panel.chart, panel.lanes});
    }
    paint_alarms_and_jobs(canvas, stretch, axis, panels);
    paint_time_axis(canvas, axis, stretch, axis_y);
    legend.paint(canvas, {left, axis_y + time_axis_height(canvas) - canvas.em(5)});
    double y = axis_y + time_axis_height(canvas) + legend_height + canvas.em(note_line / 2);
    for (const QString& line : note) {
        canvas.text({left, y}, line, note_text);
        y += canvas.em(note_line);
    }
    return geometry;
}

}  // namespace isotherm
