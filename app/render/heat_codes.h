// SPDX-License-Identifier: Apache-2.0
#pragma once
// Other scales than demand over the limit for the colours of a heat map. What was throttled stays
// marked on all of them.

#include "app/render/heat_grid.h"

namespace isotherm {

// By units a second, which the grid keeps: logarithmic from 0 to the next of 1, 2, 5, 10 … above
// the most there is. Gives that back; 0 where nothing was asked for.
double code_by_demand(HeatGrid& grid);

// By rank among the cells that are not throttled: a tenth of them has the coolest tenth of the
// colours.
void code_by_rank(HeatGrid& grid);

// Where units a second stand on the logarithmic scale, 0 to 1.
double log_share(double units, double most);

}  // namespace isotherm
