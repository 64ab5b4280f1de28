// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What stands left and right of a heat map in the window: which partition a row is, and what it was
// asked for and refused over the visible time.

#include <QRectF>
#include <vector>

#include "app/gui/views/heat_panel.h"

namespace isotherm {

// `heading`: above the labels; empty for none.
void paint_row_labels(Canvas& canvas, QRectF area, const HeatPanel& panel, std::int64_t end_second,
                      const QString& heading);
// In units; `unit` names them above the bars.
void paint_row_bars(Canvas& canvas, QRectF area, const HeatPanel& panel, const QString& unit);

}  // namespace isotherm
