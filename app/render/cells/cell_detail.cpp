// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/cell_detail.h"

#include <algorithm>

#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

// Adds one second, or one minute, of the partition that owns the row in it.
void add_moment(CellDetail& detail, const TableRecording& table, Side side, const TableLoad& load,
                const Tenure& tenure, std::int64_t column) {
    const RecordedMoment moment = moment_of_column(table, side, column);
    const std::size_t partition = tenure.partition;
    if (partition >= moment.cells.size()) return;
    const HeatCell& cell = moment.cells[partition];
    const std::int64_t second = moment.seconds.first;
    detail.demand += HalfUnits(cell.demand).in_units() * tenure.share;
    detail.refused += HalfUnits(cell.throttled).in_units() * tenure.share;
    detail.refused_requests += cell.throttled_count;
    detail.refusals |= cell.refusals;
    if (!table.on_demand_at(second))
        detail.burst_left = std::min(detail.burst_left.value_or(1), moment.burst_at(partition));
    if (cell.demand == 0) return;
    const double limit = table.partitions[partition].limit_at(side, column).in_units_per_second();
    double heat = limit > 0 ? HalfUnits(cell.demand).in_units() / limit : 0;
    if (!moment.peaks.empty())
        heat = partition < moment.peaks.size() ? static_cast<double>(moment.peaks[partition]) : 0;
    const double of_table = load.share(column);
    detail.partition_heat = std::max(detail.partition_heat, heat);
    detail.table_heat = std::max(detail.table_heat, of_table);
    if (std::max(heat, of_table) <= detail.heat) return;
    detail.heat = std::max(heat, of_table);
    detail.hottest_second = second;
    detail.of_table = of_table > heat;
    detail.limit = detail.of_table ? load.limit(column).value_or(0) : limit;
}

}  // namespace

CellDetail cell_detail(const TableRecording& table, Side side, const TableLoad& load,
                       const HashRow& row, std::int64_t first_second, std::int64_t end_second) {
    CellDetail detail;
    detail.first_second = first_second;
    detail.end_second = end_second;
    detail.hottest_second = first_second;
    const Tenure* last = row.at(end_second - 1);
    if (last == nullptr) return detail;
    detail.partition = last->partition;
    detail.limit =
        table.partitions[last->partition].limit_at(side, first_second).in_units_per_second();
    const ColumnRange columns = recorded_columns(table, side, {first_second, end_second});
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        if (const Tenure* tenure = row.at(std::max(c * table.column_seconds, first_second)))
            add_moment(detail, table, side, load, *tenure, c);
    }
    return detail;
}

}  // namespace isotherm
