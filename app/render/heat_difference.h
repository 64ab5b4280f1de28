// SPDX-License-Identifier: Apache-2.0
#pragma once
// The heat of run B less that of run A, over the same columns: a grid to be painted with
// Theme::difference instead of Theme::heat.

#include "app/render/heat_grid.h"

namespace isotherm {

struct HeatDifference {
    // Codes from 0 (B cooler by `clip` or more) over the middle (alike) to 255 (B hotter). Rows are
    // the smallest ranges that no border of either run crosses.
    HeatGrid grid;
    // Of demand over the limit: the 99th percentile of what differs, so that one wild second does
    // not make all others look alike.
    double clip = 0;
};

// Both grids keep KeepValues::heat and have the same columns; cells that either lacks are missing.
HeatDifference heat_difference(const HeatGrid& a, const HeatGrid& b);

}  // namespace isotherm
