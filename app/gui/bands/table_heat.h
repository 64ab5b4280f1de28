// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heat of whole tables, one row each: what a collapsed band and a band of a series show.

#include <vector>

#include "app/gui/models/run_model.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// One row for each table, from top to bottom: the highest code of its partitions in each column, so
// that no refused second is lost.
HeatGrid table_heat(const RunModel& run, const std::vector<std::size_t>& tables, Side side,
                    TimeColumns columns);

}  // namespace isotherm
