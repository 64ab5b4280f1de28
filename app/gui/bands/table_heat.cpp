// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/table_heat.h"

#include <algorithm>

#include "app/render/hash_scale.h"

namespace isotherm {

HeatGrid table_heat(const RunModel& run, const std::vector<std::size_t>& tables, Side side,
                    TimeColumns columns) {
    HeatGrid all;
    all.columns = columns;
    const std::size_t rows = tables.size();
    all.codes.assign(columns.count * rows, code_missing);
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
        all.peak_heat = std::max(all.peak_heat, one.peak_heat);
        for (std::size_t c = 0; c < columns.count; ++c) {
            HeatCode& code = all.codes[c * rows + r];
            for (std::size_t p = 0; p < one.rows.size(); ++p) code = std::max(code, one.code(c, p));
            if (c < one.column_throttled.size()) all.column_throttled[c] += one.column_throttled[c];
        }
    }
    return all;
}

}  // namespace isotherm
