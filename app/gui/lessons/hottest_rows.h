// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rows of a lesson's band in another order than by hash: those that are refused most first,
// then those that are asked for most.

#include <vector>

#include "app/render/heat_grid.h"

namespace isotherm {

struct OrderedRows {
    HeatGrid grid;               // its rows stand one below the other, each as high as the others
    std::vector<HashRow> named;  // the same rows with their true places in hash space
};

OrderedRows hottest_rows_first(const HeatGrid& grid);

}  // namespace isotherm
