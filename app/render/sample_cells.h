// SPDX-License-Identifier: Apache-2.0
#pragma once
// Cells for legends, painted like those of the heat map.

#include <QRectF>
#include <array>

#include "app/render/canvas.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// Shares of the demand that was refused in the sample cells.
inline constexpr std::array<double, 3> sample_refusals{0.01, 0.5, 1};

// Fills `area` with one cell of this colour, of whose demand this share was refused.
void paint_sample_cell(Canvas& canvas, QRectF area, HeatCode code, double refused);
// The steps above the limit, side by side.
void paint_over_steps(Canvas& canvas, QRectF area);
// Cells of which little, half and all was refused, with a gap between them.
void paint_refused_samples(Canvas& canvas, QRectF area);
// The place of one of the cells that paint_refused_samples paints.
QRectF refused_sample_area(const Canvas& canvas, QRectF area, std::size_t sample);

}  // namespace isotherm
