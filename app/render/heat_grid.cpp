// SPDX-License-Identifier: Apache-2.0
#include "app/render/heat_grid.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "engine/insight/table_load.h"
#include "app/render/theme.h"

namespace isotherm {
namespace {

struct CellSum {
    HeatSummary heat;
    double demand = 0;     // half-units
    double throttled = 0;  // half-units
    bool lived = false;
};

// What the cells of a grid are read from.
struct HeatSource {
    const TableRecording& table;
    const HeatPyramid& pyramid;
    const TableLoad* load = nullptr;
    std::int64_t run_seconds = 0;
};

// Sums up a row over [first, end). The row has one owner, except in the column in which a split
// changes its owner.
CellSum row_sum(const HashRow& row, const HeatSource& source,
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
        HeatSummary part = whole ? whole_column[tenure.partition]
                                 : source.pyramid.summary(tenure.partition, from, to);
        if (!whole && source.load != nullptr)
            part.peak_heat = std::max(part.peak_heat,
                                      source.load->peak(source.table, tenure.partition, from, to));
        sum.lived = true;
        sum.heat += part;
        sum.demand += static_cast<double>(part.demand) * tenure.share;
        sum.throttled += static_cast<double>(part.throttled) * tenure.share;
    }
    return sum;
}

}  // namespace

HeatCode code_of(double heat) {
    if (!(heat > 1)) return static_cast<HeatCode>(heat_index(heat));
    int step = 0;
    while (step + 1 < static_cast<int>(over_steps.size()) &&
           heat > over_steps[static_cast<std::size_t>(step)])
        ++step;
    return static_cast<HeatCode>(code_over + step);
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

CellRefusal refusal_of(const CellSum& sum) {
    CellRefusal refusal{static_cast<float>(sum.demand * 0.5),
                        static_cast<float>(sum.throttled * 0.5)};
    // A refused request of no units must not look like none.
    if (sum.heat.throttled_count > 0)
        refusal.refused = std::max(refusal.refused, std::numeric_limits<float>::min());
    return refusal;
}

// Least burst capacity left in [first, end), from the summaries of all partitions.
float burst_of(const TableRecording& table, Side side, const std::vector<HeatSummary>& sums,
               std::int64_t first, std::int64_t end) {
    const ColumnRange range = columns_of(first, end, table.column_seconds);
    bool recorded = false;
    for (std::int64_t c = range.first; c < range.end && !recorded; ++c)
        recorded =
            !table.heat[side].row(c).empty() && !table.on_demand_at(c * table.column_seconds);
    if (!recorded) return std::numeric_limits<float>::quiet_NaN();
    std::uint16_t least = burst_full;
    for (const HeatSummary& sum : sums) least = std::min(least, sum.burst_least);
    return static_cast<float>(least) / burst_full;
}

// Computes the highest heat, sums and codes of the columns from `first_column` on.
void fill_columns(HeatGrid& grid, const HeatSource& source, std::size_t first_column) {
    const std::size_t row_count = grid.rows.size();
    std::vector<HeatSummary> whole_column(source.table.partitions.size());
    for (std::size_t c = first_column; c < grid.columns.count; ++c) {
        const std::int64_t first = std::max<std::int64_t>(grid.columns.first_of(c), 0);
        const std::int64_t end = std::min(grid.columns.end_of(c), source.run_seconds);
        if (first >= end) continue;
        std::fill(whole_column.begin(), whole_column.end(), HeatSummary{});
        source.pyramid.add_summaries(whole_column, first, end);
        grid.column_burst[c] =
            burst_of(source.table, source.pyramid.side(), whole_column, first, end);
        grid.column_throttled[c] = 0;
        for (const HeatSummary& summary : whole_column) {
            grid.column_throttled[c] += summary.throttled_count;
            grid.peak_heat = std::max(grid.peak_heat, summary.peak_heat);
        }
        if (source.load != nullptr) source.load->raise(source.table, whole_column, first, end);
        for (std::size_t r = 0; r < row_count; ++r) {
            const CellSum sum = row_sum(grid.rows[r], source, whole_column, first, end);
            if (!sum.lived) continue;
            const std::size_t at = c * row_count + r;
            grid.codes[at] = code_of(sum.heat.peak_heat);
            grid.row_heat[r] = std::max(grid.row_heat[r], sum.heat.peak_heat);
            grid.refusals[at] = refusal_of(sum);
            if (grid.kept == KeepValues::none) continue;
            const double rate = sum.demand * 0.5 / static_cast<double>(end - first);
            grid.values[at] =
                static_cast<float>(grid.kept == KeepValues::heat ? sum.heat.peak_heat : rate);
        }
    }
}

void fill_row_sums(HeatGrid& grid, const HeatSource& source) {
    const std::int64_t first = std::max<std::int64_t>(grid.columns.first_second, 0);
    const std::int64_t end = std::min(grid.columns.end_second, source.run_seconds);
    if (first >= end) return;
    std::vector<HeatSummary> whole(source.table.partitions.size());
    source.pyramid.add_summaries(whole, first, end);
    const HeatSource sums{source.table, source.pyramid, nullptr, source.run_seconds};
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        const CellSum sum = row_sum(grid.rows[r], sums, whole, first, end);
        grid.row_demand[r] = sum.demand * 0.5;
        grid.row_throttled[r] = sum.throttled * 0.5;
    }
}

}  // namespace

HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds, KeepValues keep, const TableLoad* load) {
    HeatGrid grid;
    grid.columns = columns;
    grid.rows = hash_rows(table, columns.first_second, columns.end_second);
    grid.codes.assign(columns.count * grid.rows.size(), code_missing);
    grid.refusals.assign(grid.codes.size(), {});
    grid.kept = keep;
    if (keep != KeepValues::none)
        grid.values.assign(grid.codes.size(), std::numeric_limits<float>::quiet_NaN());
    grid.row_demand.assign(grid.rows.size(), 0);
    grid.row_throttled.assign(grid.rows.size(), 0);
    grid.row_heat.assign(grid.rows.size(), 0);
    grid.column_throttled.assign(columns.count, 0);
    grid.column_burst.assign(columns.count, std::numeric_limits<float>::quiet_NaN());
    const HeatSource source{table, pyramid, load, run_seconds};
    fill_columns(grid, source, 0);
    fill_row_sums(grid, source);
    return grid;
}

void extend_heat_grid(HeatGrid& grid, const TableRecording& table, const HeatPyramid& pyramid,
                      std::int64_t run_seconds, std::int64_t first_second, const TableLoad* load) {
    std::size_t column = 0;
    while (column < grid.columns.count && grid.columns.end_of(column) <= first_second) ++column;
    const HeatSource source{table, pyramid, load, run_seconds};
    fill_columns(grid, source, column);
    fill_row_sums(grid, source);
}

}  // namespace isotherm
