// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_grid.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "app/render/theme.h"

namespace isotherm {
namespace {

struct CellSum {
    HeatSummary heat;
    double demand = 0;     // half-units
    double throttled = 0;  // half-units
    bool lived = false;
};

// Sums up a row over [first, end). The row has one owner, except in the column in which a split
// changes its owner.
CellSum row_sum(const HashRow& row, const HeatPyramid& pyramid,
                const std::vector<HeatSummary>& whole_column, std::int64_t first,
                std::int64_t end) {
    CellSum sum;
    // Fast path for nearly all cells: one partition owns the row during the whole column.
    if (row.tenures.size() == 1 && row.tenures[0].first_second <= first) {
        const HeatSummary& part = whole_column[row.tenures[0].partition];
        return {part, static_cast<double>(part.demand) * row.tenures[0].share,
                static_cast<double>(part.throttled) * row.tenures[0].share, true};
    }
    for (std::size_t t = 0; t < row.tenures.size(); ++t) {
        const Tenure& tenure = row.tenures[t];
        const std::int64_t tenure_end =
            t + 1 < row.tenures.size() ? row.tenures[t + 1].first_second : end;
        const std::int64_t from = std::max(first, tenure.first_second);
        const std::int64_t to = std::min(end, tenure_end);
        if (from >= to) continue;
        const bool whole = from == first && to == end;
        const HeatSummary part =
            whole ? whole_column[tenure.partition] : pyramid.summary(tenure.partition, from, to);
        sum.lived = true;
        sum.heat += part;
        sum.demand += static_cast<double>(part.demand) * tenure.share;
        sum.throttled += static_cast<double>(part.throttled) * tenure.share;
    }
    return sum;
}

}  // namespace

HeatCode code_of(const HeatSummary& summary) {
    if (summary.throttled_count > 0 || summary.throttled > 0) return code_throttled;
    if (summary.peak_heat > 1) return code_above;
    return static_cast<HeatCode>(heat_index(summary.peak_heat));
}

TimeColumns TimeColumns::over(std::int64_t first_second, std::int64_t end_second, int pixels,
                              std::int64_t grain) {
    assert(first_second % grain == 0 && end_second % grain == 0);
    const std::int64_t most = std::max(1, pixels);
    const std::int64_t grains = (end_second - first_second) / grain;
    return {first_second, end_second,
            static_cast<std::size_t>(std::clamp<std::int64_t>(grains, 1, most)), grain};
}

std::int64_t TimeColumns::first_of(std::size_t column) const {
    assert(count > 0);
    // Rounds up, so that each second is in the column whose pixel is at the second's position.
    const auto grains = static_cast<std::size_t>((end_second - first_second) / grain);
    return first_second + static_cast<std::int64_t>((column * grains + count - 1) / count) * grain;
}

int TimeColumns::pixel_of(std::size_t column, int pixels) const {
    assert(count > 0);
    return static_cast<int>((column * static_cast<std::size_t>(pixels) * 2 + count) / (2 * count));
}

namespace {

// Computes the highest heat, sums and codes of the columns from `first_column` on.
void fill_columns(HeatGrid& grid, const HeatPyramid& pyramid, std::int64_t run_seconds,
                  std::size_t partitions, std::size_t first_column) {
    const std::size_t row_count = grid.rows.size();
    std::vector<HeatSummary> whole_column(partitions);
    for (std::size_t c = first_column; c < grid.columns.count; ++c) {
        const std::int64_t first = std::max<std::int64_t>(grid.columns.first_of(c), 0);
        const std::int64_t end = std::min(grid.columns.end_of(c), run_seconds);
        if (first >= end) continue;
        std::fill(whole_column.begin(), whole_column.end(), HeatSummary{});
        pyramid.add_summaries(whole_column, first, end);
        grid.column_throttled[c] = 0;
        for (const HeatSummary& summary : whole_column) {
            grid.column_throttled[c] += summary.throttled_count;
            grid.peak_heat = std::max(grid.peak_heat, summary.peak_heat);
        }
        for (std::size_t r = 0; r < row_count; ++r) {
            const CellSum sum = row_sum(grid.rows[r], pyramid, whole_column, first, end);
            if (!sum.lived) continue;
            grid.codes[c * row_count + r] = code_of(sum.heat);
            if (grid.kept == KeepValues::none) continue;
            const double rate = sum.demand * 0.5 / static_cast<double>(end - first);
            grid.values[c * row_count + r] =
                static_cast<float>(grid.kept == KeepValues::heat ? sum.heat.peak_heat : rate);
        }
    }
}

void fill_row_sums(HeatGrid& grid, const HeatPyramid& pyramid, std::int64_t run_seconds,
                   std::size_t partitions) {
    const std::int64_t first = std::max<std::int64_t>(grid.columns.first_second, 0);
    const std::int64_t end = std::min(grid.columns.end_second, run_seconds);
    if (first >= end) return;
    std::vector<HeatSummary> whole(partitions);
    pyramid.add_summaries(whole, first, end);
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        const CellSum sum = row_sum(grid.rows[r], pyramid, whole, first, end);
        grid.row_demand[r] = sum.demand * 0.5;
        grid.row_throttled[r] = sum.throttled * 0.5;
    }
}

}  // namespace

HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds, KeepValues keep) {
    HeatGrid grid;
    grid.columns = columns;
    grid.rows = hash_rows(table, columns.first_second, columns.end_second);
    grid.codes.assign(columns.count * grid.rows.size(), code_missing);
    grid.kept = keep;
    if (keep != KeepValues::none)
        grid.values.assign(grid.codes.size(), std::numeric_limits<float>::quiet_NaN());
    grid.row_demand.assign(grid.rows.size(), 0);
    grid.row_throttled.assign(grid.rows.size(), 0);
    grid.column_throttled.assign(columns.count, 0);
    fill_columns(grid, pyramid, run_seconds, table.partitions.size(), 0);
    fill_row_sums(grid, pyramid, run_seconds, table.partitions.size());
    return grid;
}

void extend_heat_grid(HeatGrid& grid, const TableRecording& table, const HeatPyramid& pyramid,
                      std::int64_t run_seconds, std::int64_t first_second) {
    std::size_t column = 0;
    while (column < grid.columns.count && grid.columns.end_of(column) <= first_second) ++column;
    fill_columns(grid, pyramid, run_seconds, table.partitions.size(), column);
    fill_row_sums(grid, pyramid, run_seconds, table.partitions.size());
}

}  // namespace isotherm
