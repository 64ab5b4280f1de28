// SPDX-License-Identifier: Apache-2.0
#include "app/render/busiest.h"

#include <algorithm>

namespace isotherm {
namespace {

struct Weight {
    std::uint64_t throttled = 0;
    double heat = 0;  // see peak_heat; computed only if nothing was throttled
    std::int64_t demand = 0;
    auto operator<=>(const Weight&) const = default;
};

// Returns the highest demand of one partition in one second, divided by its limit in force.
double peak_heat(const TableRecording& table, Side side, std::int64_t columns) {
    const HeatStore& heat = table.heat[side];
    double most = 0;
    for (std::int64_t c = 0; c < std::min(columns, heat.end_second()); ++c) {
        const auto peaks = heat.peaks(c);
        for (const float peak : peaks) most = std::max(most, static_cast<double>(peak));
        const auto row = peaks.empty() ? heat.row(c) : std::span<const HeatCell>{};
        for (std::size_t p = 0; p < row.size(); ++p) {
            if (row[p].demand == 0) continue;
            const CapacityRate limit = table.partitions[p].limit_at(side, c * table.column_seconds);
            if (limit > CapacityRate{})
                most = std::max(most,
                                HalfUnits(row[p].demand).in_units() / limit.in_units_per_second());
        }
    }
    return most;
}

Weight weight_of(const TableRecording& table, Side side, std::int64_t seconds) {
    Weight weight;
    const auto& columns = table.seconds[side];
    const std::int64_t counted =
        std::min(std::ssize(columns), std::max<std::int64_t>(1, seconds / table.column_seconds));
    for (std::int64_t c = 0; c < counted; ++c) {
        const SeriesSecond& column = columns[static_cast<std::size_t>(c)];
        weight.throttled += column.throttled();
        weight.demand += column.demand;
    }
    if (weight.throttled == 0) weight.heat = peak_heat(table, side, counted);
    return weight;
}

}  // namespace

Side busiest_side(const TableRecording& table, std::int64_t seconds) {
    return weight_of(table, Side::write, seconds) < weight_of(table, Side::read, seconds)
               ? Side::read
               : Side::write;
}

std::size_t busiest_table(const Recording& recording, std::int64_t seconds) {
    const auto weight = [seconds](const TableRecording& table) {
        return weight_of(table, busiest_side(table, seconds), seconds);
    };
    const auto most = std::max_element(
        recording.tables.begin(), recording.tables.end(),
        [&](const TableRecording& a, const TableRecording& b) { return weight(a) < weight(b); });
    return static_cast<std::size_t>(most - recording.tables.begin());
}

}  // namespace isotherm
