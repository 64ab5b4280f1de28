// SPDX-License-Identifier: Apache-2.0
#pragma once
// What stands around the heat map: hash labels, partition borders, sums at the right and below.

#include "app/render/canvas.h"
#include "app/render/heat_image.h"
#include "app/render/plot_frame.h"

namespace isotherm {

struct HeatMapParts {
    const Stretch& stretch;
    Side side = Side::write;
    const HeatGrid& grid;
    const std::vector<PixelRow>& rows;  // device pixels from the top of `plot`
    TimeAxis axis;
    QRectF plot;
    QRectF strip;  // sums by column, below the plot
};

// Ranges of partitions where there is room for a line each, else round positions.
void paint_hash_labels(Canvas& canvas, const HeatMapParts& parts);

// Lines between partitions; the line of a split starts when it happened.
void paint_borders(Canvas& canvas, const HeatMapParts& parts);

// Demand and throttled by row, in units.
void paint_row_sums(Canvas& canvas, const HeatMapParts& parts);

// Throttled requests by column.
void paint_column_sums(Canvas& canvas, const HeatMapParts& parts);

}  // namespace isotherm
