// SPDX-License-Identifier: Apache-2.0
#pragma once
// The throttle timeline of one table: what was provisioned, consumed and asked for, and below it
// a lane for each limit that refused. Reads above writes when there were both.

#include <QPainter>
#include <QRectF>
#include <vector>

#include "app/render/plot_frame.h"
#include "app/render/theme.h"

namespace isotherm {

struct TimelineView {
    Stretch stretch;
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

// The plot's left and right edges are those of the heat map of the same bounds.
TimelineGeometry paint_timeline(QPainter& painter, const TimelineView& view, const Theme& theme,
                                QRectF bounds);

}  // namespace isotherm
