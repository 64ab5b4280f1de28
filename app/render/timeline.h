// SPDX-License-Identifier: Apache-2.0
#pragma once
// The throttle timeline of one table: provisioned, consumed and demanded units, and below them one
// lane per limit that refused requests. If a table has reads and writes, reads are above writes.
// Where metrics of the past are known, their line is behind what the run consumed.

#include <QPainter>
#include <QRectF>
#include <vector>

#include "app/render/plot_frame.h"
#include "app/render/theme.h"

namespace isotherm {

struct PastMetrics;

struct TimelineView {
    Stretch stretch;
    const PastMetrics* past = nullptr;  // nullptr: nothing is known of the past
};

struct TimelineGeometry {
    struct Panel {
        Side side = Side::write;
        QRectF chart;
        std::vector<QRectF> lanes;
    };
    std::vector<Panel> panels;
    TimeAxis axis;
};

// The plot has the same left and right edges as a heat map with the same bounds.
TimelineGeometry paint_timeline(QPainter& painter, const TimelineView& view, const Theme& theme,
                                QRectF bounds);

}  // namespace isotherm
