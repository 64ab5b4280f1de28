// SPDX-License-Identifier: Apache-2.0
#pragma once
// The heat map: hash space against time, coloured by demand / limit in force, with bars for the
// share of the demand that was refused. Every throttled second is visible at every zoom level.

#include <QPainter>
#include <QRectF>

#include "app/render/plot_frame.h"
#include "app/render/theme.h"
#include "app/render/heat_grid.h"

namespace isotherm {

struct Scenario;

struct HeatMapView {
    Stretch stretch;
    Side side = Side::write;
    const HeatPyramid* pyramid = nullptr;  // of this table and side; null: built for this picture
    const Scenario* scenario = nullptr;    // null: only the limits of partitions are known
};

// Positions of the painted parts in logical pixels; empty if there was nothing to draw.
struct HeatMapGeometry {
    QRectF plot;
    TimeAxis axis;
};

HeatMapGeometry paint_heat_map(QPainter& painter, const HeatMapView& view, const Theme& theme,
                               QRectF bounds);

// A sentence that explains what a column, a row and a colour represent.
std::string aggregation_text(const TimeColumns& columns, std::size_t rows_a_pixel);

}  // namespace isotherm
