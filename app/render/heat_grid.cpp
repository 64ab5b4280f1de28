#include "app/render/heat_grid.h"

#include <algorithm>

#include "app/render/theme.h"

namespace isotherm {
namespace {

struct CellSum {
    HeatSummary heat;
    double demand = 0;     // half-units
    double throttled = 0;  // half-units
    bool lived = false;
};

// What a row saw in [first, end): usually of one partition, in the column of a split of two.
CellSum row_sum(const HashRow& row, const HeatPyramid& pyramid,
                const std::vector<HeatSummary>& whole_column, std::int64_t first,
                std::int64_t end) {
    CellSum sum;
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

TimeColumns TimeColumns::over(std::int64_t first_second, std::int64_t end_second, int pixels) {
    const std::int64_t most = std::max(1, pixels);
    return {first_second, end_second,
            static_cast<std::size_t>(std::clamp<std::int64_t>(end_second - first_second, 1, most))};
}

std::int64_t TimeColumns::first_of(std::size_t column) const {
    // Rounded up, so that a second lies in the column of the pixel its own position falls in.
    const auto length = static_cast<std::size_t>(end_second - first_second);
    return first_second + static_cast<std::int64_t>((column * length + count - 1) / count);
}

int TimeColumns::pixel_of(std::size_t column, int pixels) const {
    return static_cast<int>((column * static_cast<std::size_t>(pixels) * 2 + count) / (2 * count));
}

HeatGrid heat_grid(const TableRecording& table, const HeatPyramid& pyramid, TimeColumns columns,
                   std::int64_t run_seconds) {
    HeatGrid grid;
    grid.columns = columns;
    grid.rows = hash_rows(table, columns.first_second, columns.end_second);
    const std::size_t row_count = grid.rows.size();
    grid.codes.assign(columns.count * row_count, code_missing);
    grid.row_demand.assign(row_count, 0);
    grid.row_throttled.assign(row_count, 0);
    grid.column_throttled.assign(columns.count, 0);

    std::vector<HeatSummary> whole_column(table.partitions.size());
    for (std::size_t c = 0; c < columns.count; ++c) {
        const std::int64_t first = std::max<std::int64_t>(columns.first_of(c), 0);
        const std::int64_t end = std::min(columns.end_of(c), run_seconds);
        if (first >= end) continue;
        for (std::size_t p = 0; p < whole_column.size(); ++p) {
            whole_column[p] = pyramid.summary(p, first, end);
            grid.column_throttled[c] += whole_column[p].throttled_count;
            grid.peak_heat = std::max(grid.peak_heat, whole_column[p].peak_heat);
        }
        for (std::size_t r = 0; r < row_count; ++r) {
            const CellSum sum = row_sum(grid.rows[r], pyramid, whole_column, first, end);
            if (!sum.lived) continue;
            grid.codes[c * row_count + r] = code_of(sum.heat);
            grid.row_demand[r] += sum.demand * 0.5;
            grid.row_throttled[r] += sum.throttled * 0.5;
        }
    }
    return grid;
}

}  // namespace isotherm
