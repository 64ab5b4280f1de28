// SPDX-License-Identifier: Apache-2.0
#pragma once
// The margins of the heat map: hash labels, and sums at the right and below.

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

// Labels each row with its hash range if there is room for a text line per row; otherwise labels
// round positions.
void paint_hash_labels(Canvas& canvas, const HeatMapParts& parts);

// A bar of a row's demand; its right end, of the length `refused`, is what was refused of it, and
// is long enough to be seen. Logical pixels.
struct SumBar {
    double length = 0;
    double refused = 0;
};
SumBar sum_bar(const Canvas& canvas, double scale, double demand, double refused);

// Draws demand of each row as bars, whose ends are what was throttled of it.
void paint_row_sums(Canvas& canvas, const HeatMapParts& parts);

// Draws throttled requests per second of each column as bars.
void paint_column_sums(Canvas& canvas, const HeatMapParts& parts);

}  // namespace isotherm
