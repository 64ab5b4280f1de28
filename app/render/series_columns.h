// SPDX-License-Identifier: Apache-2.0
#pragma once
// A table's seconds aggregated to the pixel columns of a timeline: minimum and maximum, so that no
// spike is lost, and request counts per outcome.

#include <array>
#include <vector>

#include "app/render/heat_grid.h"

namespace isotherm {

struct SeriesColumn {
    double consumed_least = 0;  // units per second
    double consumed_most = 0;
    double demand_most = 0;
    double provisioned_most = 0;
    double provisioned_last = 0;
    std::array<std::uint64_t, outcome_count> requests{};
    std::int64_t seconds = 0;  // number of seconds of the run in this column
    bool in_run() const { return seconds > 0; }

    // Returns requests per second instead of a count, because neighbouring columns may differ in
    // length by one second, which must not show as a difference.
    double rate_of(std::size_t outcome) const {
        return seconds > 0 ? static_cast<double>(requests[outcome]) / static_cast<double>(seconds)
                           : 0;
    }
};

struct SeriesColumns {
    TimeColumns columns;
    std::vector<SeriesColumn> values;
    std::array<std::uint64_t, outcome_count> totals{};
    double consumed_most = 0;
    double demand_most = 0;
    double provisioned_most = 0;

    std::uint64_t throttled() const { return throttled_of(totals); }
    // Requests refused for a reason other than throughput.
    std::uint64_t refused() const {
        return totals[static_cast<std::size_t>(Outcome::collection_full)];
    }
    std::uint64_t tries() const { return throttled() + refused() + totals[0]; }
    bool any_requests() const { return tries() > 0; }
};

// Aggregates the seconds. Seconds of the run after the last recorded one count as idle, with the
// last provisioned value.
inline SeriesColumns series_columns(const std::vector<SeriesSecond>& seconds, TimeColumns columns,
                                    std::int64_t run_seconds, std::int64_t column_seconds = 1) {
    SeriesColumns result{.columns = columns, .values = {}};
    SeriesSecond idle;
    if (!seconds.empty()) idle.provisioned = seconds.back().provisioned;
    const auto recorded = static_cast<std::int64_t>(seconds.size());
    for (std::size_t c = 0; c < columns.count; ++c) {
        SeriesColumn value;
        const std::int64_t end = std::min(columns.end_of(c), run_seconds);
        const ColumnRange range = columns_of(columns.first_of(c), end, column_seconds);
        const double each = static_cast<double>(column_seconds);
        for (std::int64_t s = range.first; s < range.end; ++s) {
            const SeriesSecond& second = s < recorded ? seconds[static_cast<std::size_t>(s)] : idle;
            const double consumed = HalfUnits(second.consumed).in_units() / each;
            const double provisioned = static_cast<double>(second.provisioned) * 1e-3;
            value.consumed_least =
                value.in_run() ? std::min(value.consumed_least, consumed) : consumed;
            value.consumed_most = std::max(value.consumed_most, consumed);
            const std::int64_t peak = column_seconds == 1 ? second.demand : second.peak_demand;
            value.demand_most = std::max(value.demand_most, HalfUnits(peak).in_units());
            value.provisioned_most = std::max(value.provisioned_most, provisioned);
            value.provisioned_last = provisioned;
            for (std::size_t o = 0; o < outcome_count; ++o) value.requests[o] += second.requests[o];
            value.seconds += column_seconds;
        }
        for (std::size_t o = 0; o < outcome_count; ++o) result.totals[o] += value.requests[o];
        result.consumed_most = std::max(result.consumed_most, value.consumed_most);
        result.demand_most = std::max(result.demand_most, value.demand_most);
        result.provisioned_most = std::max(result.provisioned_most, value.provisioned_most);
        result.values.push_back(value);
    }
    return result;
}

}  // namespace isotherm
