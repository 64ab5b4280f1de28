// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/band_series.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/render/series_columns.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr TextStyle amount_text{11, false, true};
constexpr double air = 1.15;  // above the highest line
constexpr std::int64_t lens_seconds = 60;
constexpr int chart_ticks = 2;

// One step of a line: units a second over a stretch of time.
struct Step {
    double first_second = 0;
    double end_second = 0;
    double consumed = 0;
    double demand = 0;
    double provisioned = 0;
};

std::vector<Step> minute_steps(const std::vector<SeriesSecond>& seconds, std::int64_t each,
                               std::int64_t seen) {
    std::vector<Step> steps;
    const std::int64_t columns = std::max<std::int64_t>(1, lens_seconds / each);
    const auto end = std::min(static_cast<std::int64_t>(seconds.size()), seen / each);
    for (std::int64_t first = 0; first < end; first += columns) {
        Step step;
        const std::int64_t last = std::min(first + columns, end);
        for (std::int64_t c = first; c < last; ++c) {
            const SeriesSecond& second = seconds[static_cast<std::size_t>(c)];
            step.consumed += HalfUnits(second.consumed).in_units();
            step.provisioned = static_cast<double>(second.provisioned) * 1e-3;
        }
        step.first_second = static_cast<double>(first * each);
        step.end_second = static_cast<double>(last * each);
        step.consumed /= step.end_second - step.first_second;
        step.demand = step.consumed;
        steps.push_back(step);
    }
    return steps;
}

std::vector<Step> pixel_steps(const std::vector<SeriesSecond>& seconds, std::int64_t each,
                              const BandChart& chart, int pixels) {
    std::vector<Step> steps;
    const auto columns =
        TimeColumns::over(0, static_cast<std::int64_t>(chart.axis.end_second), pixels, each);
    const SeriesColumns series = series_columns(seconds, columns, chart.seen, each);
    for (std::size_t c = 0; c < columns.count; ++c) {
        const SeriesColumn& value = series.values[c];
        if (!value.in_run()) break;
        steps.push_back({static_cast<double>(columns.first_of(c)),
                         static_cast<double>(columns.end_of(c)), value.consumed_most,
                         std::max(value.demand_most, value.consumed_most), value.provisioned_most});
    }
    return steps;
}

void paint_steps(Canvas& canvas, const std::vector<Step>& steps, const BandChart& chart,
                 double ceiling) {
    const Theme& theme = canvas.theme();
    const auto y_of = [&](double units) {
        return chart.area.bottom() - std::min(units / ceiling, 1.0) * chart.area.height();
    };
    QPainterPath consumed, refused, provisioned;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        const double left = chart.axis.x_of(step.first_second);
        const double right = chart.axis.x_of(step.end_second);
        consumed.addRect(
            QRectF(QPointF(left, y_of(step.consumed)), QPointF(right, chart.area.bottom())));
        if (step.demand > step.consumed)
            refused.addRect(
                QRectF(QPointF(left, y_of(step.demand)), QPointF(right, y_of(step.consumed))));
        const double y = y_of(step.provisioned);
        if (i == 0)
            provisioned.moveTo(left, y);
        else
            provisioned.lineTo(left, y);
        provisioned.lineTo(right, y);
    }
    QPainter& painter = canvas.painter();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(consumed, theme.consumed);
    painter.fillPath(refused, theme.throttled);
    painter.setPen(QPen(theme.provisioned, std::max(1.5, canvas.em(1.5))));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(provisioned);
}

}  // namespace

BandTotals band_totals(const TableRecording& table, Side side, std::int64_t seconds) {
    BandTotals totals;
    const auto& series = table.seconds[side];
    const std::int64_t columns = (seconds + table.column_seconds - 1) / table.column_seconds;
    const auto end =
        std::min(series.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, columns)));
    for (std::size_t c = 0; c < end; ++c) {
        totals.tries += series[c].tries();
        totals.throttled += series[c].throttled();
    }
    return totals;
}

void paint_chart(Canvas& canvas, const TableRecording& table, Side side, const BandChart& chart) {
    const int pixels =
        std::max(1, static_cast<int>(std::lround(chart.area.width() * canvas.pixel_ratio())));
    const auto& seconds = table.seconds[side];
    const std::vector<Step> steps = chart.minutes
                                        ? minute_steps(seconds, table.column_seconds, chart.seen)
                                        : pixel_steps(seconds, table.column_seconds, chart, pixels);
    double most = 0;
    for (const Step& step : steps) most = std::max({most, step.demand, step.provisioned});
    if (most <= 0) return;
    const double ceiling = most * air;
    const double step = round_step(ceiling, chart_ticks);
    for (const double tick : value_ticks(ceiling, chart_ticks)) {
        const double y = canvas.snapped(chart.area.bottom() - tick / ceiling * chart.area.height());
        canvas.horizontal_line(y, chart.area.left(), chart.area.right(), canvas.theme().grid);
        canvas.text({chart.area.left() - canvas.em(6), y}, qtext(tick_text(tick, step)),
                    amount_text, Align::right);
    }
    paint_steps(canvas, steps, chart, ceiling);
}

}  // namespace isotherm
