// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/lens_grid.h"

#include <algorithm>

#include "app/render/theme.h"

namespace isotherm {

HeatGrid lens_grid(const std::vector<LensMinute>& minutes, TimeColumns columns) {
    HeatGrid grid;
    grid.columns = columns;
    HashRow whole;
    whole.last_position = ~KeyPosition{0};
    whole.tenures.push_back({});
    grid.rows.push_back(whole);
    grid.codes.assign(columns.count, code_missing);
    grid.refusals.assign(columns.count, {});
    grid.row_demand.assign(1, 0);
    grid.row_throttled.assign(1, 0);
    grid.row_heat.assign(1, 0);
    grid.column_throttled.assign(columns.count, 0);
    auto minute = minutes.begin();
    for (std::size_t c = 0; c < columns.count; ++c) {
        const std::int64_t second = columns.first_of(c);
        while (minute != minutes.end() && minute->seconds.end <= second) ++minute;
        if (minute == minutes.end()) break;
        grid.codes[c] = static_cast<HeatCode>(heat_index(minute->use()));
        grid.peak_heat = std::max(grid.peak_heat, minute->use());
    }
    return grid;
}

}  // namespace isotherm
