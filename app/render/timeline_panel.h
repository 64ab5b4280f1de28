// SPDX-License-Identifier: Apache-2.0
#pragma once
// One side's part of a timeline: a chart above its lanes.

#include <QPainterPath>
#include <QRectF>
#include <cmath>
#include <vector>

#include "app/render/backlog_columns.h"
#include "app/render/canvas.h"
#include "app/render/series_columns.h"
#include "engine/past/recorded_periods.h"

namespace isotherm {

// One side of a table or index.
struct TimelinePanel {
    Side side = Side::write;
    SeriesColumns series;
    QRectF chart;
    std::vector<Outcome> causes;  // outcomes that occurred; each has a lane
    // One per cause, then one for `recorded` if anything was throttled in the past, then one for
    // `behind` if not empty.
    std::vector<QRectF> lanes;
    std::vector<BacklogSecond> behind;     // by column; empty: no backlog long enough to show
    std::vector<RecordedPeriod> recorded;  // empty: nothing is known of the past
    double ceiling = 1;                    // units per second at the top of the chart

    double y_of(double units) const {
        return chart.bottom() - std::min(units / ceiling, 1.0) * chart.height();
    }
    bool has_recorded_lane() const { return any_recorded_throttling(recorded); }
    std::size_t lane_count() const { return causes.size() + has_recorded_lane() + !behind.empty(); }
    bool is_cut() const { return series.demand_most > ceiling; }
};

// Fills columns; neighbouring columns with the same edges are merged. All edges are at whole device
// pixels.
class ColumnPainter {
public:
    ColumnPainter(Canvas& canvas, const TimelinePanel& panel)
        : canvas_(canvas),
          panel_(panel),
          pixels_(static_cast<int>(std::lround(panel.chart.width() * canvas.pixel_ratio()))) {}

    double left_of(std::size_t column) const {
        return panel_.chart.left() +
               panel_.series.columns.pixel_of(column, pixels_) / canvas_.pixel_ratio();
    }
    std::size_t count() const { return panel_.series.columns.count; }
    const SeriesColumn& operator[](std::size_t column) const {
        return panel_.series.values[column];
    }

    // `edges` returns top and bottom of a column; equal values draw nothing.
    template <class Edges>
    void fill(const QColor& colour, Edges&& edges) const {
        QPainterPath path;
        for (std::size_t c = 0; c < count();) {
            const std::pair<double, double> here = edges((*this)[c]);
            std::size_t end = c + 1;
            while (end < count() && edges((*this)[end]) == here) ++end;
            if (here.first < here.second) {
                const double x = left_of(c);
                path.addRect(QRectF(x, here.first, left_of(end) - x, here.second - here.first));
            }
            c = end;
        }
        canvas_.painter().setRenderHint(QPainter::Antialiasing, false);
        canvas_.painter().fillPath(path, colour);
    }

private:
    Canvas& canvas_;
    const TimelinePanel& panel_;
    int pixels_;
};

}  // namespace isotherm
