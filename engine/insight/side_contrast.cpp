// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/side_contrast.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr double milli = 1'000;

// The partition with the highest heat; nullopt if nothing was asked for.
std::optional<std::size_t> hottest_of(const std::vector<HeatSummary>& sums) {
    const auto hottest = std::max_element(sums.begin(), sums.end(),
                                          [](const HeatSummary& left, const HeatSummary& right) {
                                              return left.peak_heat < right.peak_heat;
                                          });
    if (hottest == sums.end() || hottest->peak_heat <= 0) return std::nullopt;
    return static_cast<std::size_t>(hottest - sums.begin());
}

}  // namespace

ContrastFigures& ContrastFigures::operator+=(const ContrastFigures& other) {
    tries += other.tries;
    throttled += other.throttled;
    throttled_seconds += other.throttled_seconds;
    given_up += other.given_up;
    hottest = std::max(hottest, other.hottest);
    partitions += other.partitions;
    return *this;
}

ContrastFigures contrast_figures(const TableRecording& table, const HeatPyramid& pyramid, Side side,
                                 std::int64_t seconds) {
    ContrastFigures figures;
    const ColumnRange columns = columns_of(0, seconds, table.column_seconds);
    const auto end = std::min<std::int64_t>(columns.end, std::ssize(table.seconds[side]));
    for (std::int64_t c = 0; c < end; ++c) {
        const SeriesSecond& second = table.seconds[side][static_cast<std::size_t>(c)];
        figures.tries += second.tries();
        figures.throttled += second.throttled();
        figures.throttled_seconds += second.throttled_seconds;
        figures.given_up += static_cast<double>(second.given_up) / 2;  // half-units
    }
    if (end == 0) return figures;
    const std::int64_t last = end * table.column_seconds - 1;
    if (!table.on_demand_at(last))
        figures.capacity = static_cast<double>(
                               table.seconds[side][static_cast<std::size_t>(end - 1)].provisioned) /
                           milli;
    for (const PartitionRecord& partition : table.partitions)
        figures.partitions += partition.born_second <= last &&
                              (!partition.retired_second || *partition.retired_second > last);
    std::vector<HeatSummary> sums(table.partitions.size());
    pyramid.add_summaries(sums, 0, last + 1);
    if (const auto hottest = hottest_of(sums)) {
        figures.hottest = sums[*hottest].peak_heat;
        figures.partition_limit = static_cast<double>(
            table.partitions[*hottest].limit_at(side, last).in_units_per_second());
    }
    return figures;
}

}  // namespace isotherm
