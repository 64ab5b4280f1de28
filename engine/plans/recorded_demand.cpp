// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/recorded_demand.h"

#include <algorithm>

namespace isotherm {

BacktestSeries recorded_demand(const Recording& recording, const TableRecording& table) {
    constexpr std::int64_t nano_units_per_half = nano_units_per_unit / 2;
    BacktestSeries series;
    series.first = minute_of(recording.start);
    series.table = table.name.table;
    series.index = table.name.index;
    const auto minutes = static_cast<std::size_t>(
        (std::chrono::ceil<std::chrono::minutes>(recording.start + recording.simulated) -
         series.first)
            .count());
    for (const Side side : both_sides) {
        std::vector<std::int64_t>& demand = series.demand[side];
        demand.resize(std::max<std::size_t>(1, minutes));
        const auto& columns = table.seconds[side];
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto begin = recording.start + std::chrono::seconds(static_cast<std::int64_t>(c) *
                                                                      table.column_seconds);
            const auto minute = static_cast<std::size_t>((minute_of(begin) - series.first).count());
            demand[std::min(minute, demand.size() - 1)] += columns[c].demand * nano_units_per_half;
        }
    }
    return series;
}

std::int64_t busiest_second(const TableRecording& table, Side side) {
    std::int64_t most = 0;  // half-units
    for (const SeriesSecond& column : table.seconds[side])
        most = std::max({most, column.peak_demand, column.demand / table.column_seconds});
    return (most + 1) / 2;
}

}  // namespace isotherm
