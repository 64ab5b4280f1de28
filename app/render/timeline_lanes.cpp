// SPDX-License-Identifier: Apache-2.0
#include "app/render/timeline_lanes.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/render/picture_layout.h"
#include "app/render/plot_frame.h"

namespace isotherm {
namespace {

constexpr double lane_bar_least = 0.4;  // share of the lane for the smallest count
constexpr double glyph_size = 10;

}  // namespace

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

}  // namespace isotherm
