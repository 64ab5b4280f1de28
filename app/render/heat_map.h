// SPDX-License-Identifier: Apache-2.0
#pragma once
// The heat map: hash space x time, coloured by demand over the limit in force, with every
// throttled second marked however far one zooms out.

#include <QPainter>
#include <QRectF>

#include "app/render/plot_frame.h"
#include "app/render/theme.h"
#include "app/render/heat_grid.h"

namespace isotherm {

struct HeatMapView {
    Stretch stretch;
    Side side = Side::write;
    const HeatPyramid* pyramid = nullptr;  // of this table and side; null: built for this picture
};

// Where things ended up, in logical pixels. Empty when there was nothing to draw.
struct HeatMapGeometry {
    QRectF plot;
    TimeAxis axis;
};

HeatMapGeometry paint_heat_map(QPainter& painter, const HeatMapView& view, const Theme& theme,
                               QRectF bounds);

// What a column, a row and a colour stand for, in words.
std::string aggregation_text(const TimeColumns& columns, std::size_t rows_a_pixel);

}  // namespace isotherm
