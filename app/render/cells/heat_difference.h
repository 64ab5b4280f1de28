// SPDX-License-Identifier: Apache-2.0
#pragma once
// The heat of run B minus that of run A over the same columns, and the same for the share of the
// demand that was refused.

#include "app/render/heat_grid.h"

namespace isotherm {

struct HeatDifference {
    // Codes from 0 (B is cooler by `clip` or more) through 127 or 128 (equal) to 255 (B is hotter
    // by `clip` or more). CellRefusal::refused is the share refused in B minus that in A. No
    // partition border of either run crosses a row.
    HeatGrid grid;
    // Difference that gets the strongest colour, in units of demand / limit: the 99th percentile of
    // all nonzero differences, so that a single outlier does not make all others look equal.
    double clip = 0;
};

// Both grids must keep KeepValues::heat and have the same columns. A cell that is missing in either
// grid is missing in the result.
HeatDifference heat_difference(const HeatGrid& a, const HeatGrid& b);

}  // namespace isotherm
