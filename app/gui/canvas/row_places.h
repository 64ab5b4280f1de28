// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Rows of a heat block in another order than by hash: the most refused and hottest first, with all
// others as one block below them, or by their first refusal.

#include <vector>

#include "app/gui/models/band_state.h"
#include "app/render/heat_grid.h"

namespace isotherm {

inline constexpr std::size_t hottest_rows = 20;
inline constexpr double others_height = 36;  // of the block of all others, in logical pixels

struct RowPlaces {
    std::vector<std::size_t> rows;  // rows of the grid from top to bottom
    std::vector<double> edges;      // where each row begins and the last ends, 0 to 1

    bool empty() const { return rows.empty(); }
};

// `rows` are the rows of the grid to place, in hash order. The hottest ones come by refused units,
// then demand, then hash; the others stay in hash order and share `others_share` of the height.
RowPlaces row_places(const HeatGrid& grid, const std::vector<std::size_t>& rows, RowOrder order,
                     double others_share);

}  // namespace isotherm
