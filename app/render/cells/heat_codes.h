// SPDX-License-Identifier: Apache-2.0
#pragma once
// Alternative colour scales of a heat map, besides demand / limit. The bars of what was refused are
// the same in all of them.

#include "app/render/heat_grid.h"

namespace isotherm {

// Sets the codes by units per second; the grid must have been built with KeepValues::demand. The
// scale is logarithmic from 0 to the smallest of 1, 2, 5, 10, … that is not below the maximum.
// Returns this upper end; 0 if there was no demand.
double code_by_demand(HeatGrid& grid);

// Sets the codes by rank among the cells that exist, so that about the same number of cells uses
// each colour.
void code_by_rank(HeatGrid& grid);

// Returns the position of an amount on the logarithmic scale, 0 to 1.
double log_share(double units, double most);

}  // namespace isotherm
