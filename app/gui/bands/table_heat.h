// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heat of whole tables, one row each: what a collapsed band and a band of a series show.

#include <vector>

#include "app/gui/models/run_model.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// Adds what another row or side has in a cell: the higher heat, and the sums of what was refused.
void unite(HeatGrid& grid, std::size_t cell, HeatCode code, const CellRefusal& refusal);

// One row for each table, from top to bottom: the highest heat of its partitions in each column,
// and how much of their demand was refused.
HeatGrid table_heat(const RunModel& run, const std::vector<std::size_t>& tables, Side side,
                    TimeColumns columns);

}  // namespace isotherm
