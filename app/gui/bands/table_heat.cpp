// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/table_heat.h"

#include <algorithm>

#include "app/render/hash_scale.h"

namespace isotherm {

void unite(HeatGrid& grid, std::size_t cell, HeatCode code, const CellRefusal& refusal) {
    grid.codes[cell] = std::max(grid.codes[cell], code);
    grid.refusals[cell].demand += refusal.demand;
    grid.refusals[cell].refused += refusal.refused;
}

HeatGrid table_heat(const RunModel& run, const std::vector<std::size_t>& tables, Side side,
                    TimeColumns columns) {
    HeatGrid all;
    all.columns = columns;
    const std::size_t rows = tables.size();
    all.codes.assign(columns.count * rows, code_missing);
    all.refusals.assign(columns.count * rows, {});
    all.column_throttled.assign(columns.count, 0);
    for (std::size_t r = 0; r < rows; ++r) {
        HashRow row;
        row.first_position = position_of_share(static_cast<double>(r) / static_cast<double>(rows));
        row.last_position =
            r + 1 == rows
                ? ~KeyPosition{0}
                : position_of_share(static_cast<double>(r + 1) / static_cast<double>(rows)) - 1;
        row.tenures.push_back({});
        all.rows.push_back(row);
        const HeatGrid one =
            heat_grid(run.recording().tables[tables[r]], run.pyramid(tables[r], side), columns,
                      run.recorded_seconds());
        double demand = 0, throttled = 0;
        for (const double units : one.row_demand) demand += units;
        for (const double units : one.row_throttled) throttled += units;
        all.row_demand.push_back(demand);
        all.row_throttled.push_back(throttled);
        all.row_heat.push_back(
            one.row_heat.empty() ? 0 : *std::max_element(one.row_heat.begin(), one.row_heat.end()));
        all.peak_heat = std::max(all.peak_heat, one.peak_heat);
        for (std::size_t c = 0; c < columns.count; ++c) {
            for (std::size_t p = 0; p < one.rows.size(); ++p)
                unite(all, c * rows + r, one.code(c, p), one.refusal(c, p));
            if (c < one.column_throttled.size()) all.column_throttled[c] += one.column_throttled[c];
        }
    }
    return all;
}

}  // namespace isotherm
