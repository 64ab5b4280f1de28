// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which rows of a heat map are worth their height. Where a table has many partitions and few of
// them are warm, neighbours that are quiet are folded to one thin line.

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

// Runs of at least two quiet rows. What counts as quiet is chosen so that of the lines shown as
// near to two thirds as can be are rows that are not; nothing that was throttled is ever quiet.
std::vector<QuietRun> quiet_runs(const HeatGrid& grid, const std::vector<std::size_t>& rows);

// The visible rows with each run folded to `folded_share` of the plot; the others share the rest
// by their size.
HashScale folded_scale(const HeatGrid& grid, const std::vector<std::size_t>& rows,
                       const std::vector<QuietRun>& runs, HashWindow window, double folded_share);

}  // namespace isotherm
