// SPDX-License-Identifier: Apache-2.0
#pragma once
// Folding of quiet rows in a heat map: if a table has many partitions and few are hot, neighbouring
// quiet rows are shown as one thin line.

#include <cstdint>
#include <vector>

#include "app/render/hash_scale.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// Neighbouring rows [first, end) that are shown as one line.
struct QuietRun {
    std::size_t first = 0;
    std::size_t end = 0;
};

// Returns runs of at least two neighbouring quiet rows. The threshold for quiet is chosen so that
// the share of rows that are not quiet among the lines shown is as close as possible to two thirds.
// Rows with throttling are never quiet.
std::vector<QuietRun> quiet_runs(const HeatGrid& grid, const std::vector<std::size_t>& rows);

// Returns a scale that folds each run to `folded_share` of the plot; the other visible rows share
// the rest in proportion to their size.
HashScale folded_scale(const HeatGrid& grid, const std::vector<std::size_t>& rows,
                       const std::vector<QuietRun>& runs, HashWindow window, double folded_share);

}  // namespace isotherm
