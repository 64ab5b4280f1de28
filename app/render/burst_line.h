// SPDX-License-Identifier: Apache-2.0
#pragma once
// The line below a heat map that shows how much burst capacity is left.

#include <QRectF>

#include "app/render/canvas.h"
#include "app/render/heat_grid.h"

namespace isotherm {

inline constexpr double burst_line_height = 5;

// Whether any burst capacity was saved in the columns of a recording from `from_column` on.
bool saves_burst(const TableRecording& table, Side side, std::int64_t from_column = 0);

// Height of the line for a share of the bucket that is full, in logical pixels: 1 to 5.
int burst_height(double left);

// Draws the least burst of all partitions in each column of the grid. `area` is as wide as the
// plot.
void paint_burst_line(Canvas& canvas, QRectF area, const HeatGrid& grid);

}  // namespace isotherm
