// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/heat_codes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/render/theme.h"
#include "app/render/value_axis.h"

namespace isotherm {

double log_share(double units, double most) {
    return most > 0 ? std::log1p(std::max(units, 0.0)) / std::log1p(most) : 0;
}

double code_by_demand(HeatGrid& grid) {
    double most = 0;
    for (const float value : grid.values) {
        if (!std::isnan(value)) most = std::max<double>(most, value);
    }
    if (most <= 0) return 0;
    const double top = round_step(most, 1);
    for (std::size_t i = 0; i < grid.codes.size(); ++i) {
        HeatCode& code = grid.codes[i];
        if (code == code_missing) continue;
        code = static_cast<HeatCode>(heat_index(log_share(grid.values[i], top)));
    }
    return top;
}

void code_by_rank(HeatGrid& grid) {
    std::array<std::size_t, code_hottest + 1> counts{};
    std::size_t ranked = 0;
    for (const HeatCode code : grid.codes) {
        if (code == code_missing) continue;
        ++counts[static_cast<std::size_t>(code)];
        ++ranked;
    }
    // Cells with equal codes have several ranks and get the colour of the middle one; idle cells
    // keep the coolest colour.
    std::array<HeatCode, code_hottest + 1> ranks{};
    std::size_t below = counts[0];
    for (std::size_t code = 1; code < counts.size(); ++code) {
        const double middle = static_cast<double>(below) + static_cast<double>(counts[code]) / 2;
        ranks[code] = static_cast<HeatCode>(
            heat_index(middle / static_cast<double>(std::max<std::size_t>(ranked, 1))));
        below += counts[code];
    }
    for (HeatCode& code : grid.codes) {
        if (code != code_missing) code = ranks[static_cast<std::size_t>(code)];
    }
}

}  // namespace isotherm
