// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/throughput_sums.h"

#include <algorithm>

#include "engine/insight/table_group.h"

namespace isotherm {

const ThroughputSums::Sums& ThroughputSums::sums_of(const Recording& recording,
                                                    const Scenario& scenario, std::size_t table) {
    tables_.resize(recording.tables.size());
    auto& sums = tables_[table];
    const TableRecording& of = recording.tables[table];
    if (!sums) {
        sums.emplace();
        sums->prices = throughput_prices(scenario, of);
        sums->until.emplace_back();
    }
    const std::size_t columns = std::max(of.seconds[0].size(), of.seconds[1].size());
    for (std::size_t c = sums->until.size() - 1; c < columns && sums->known; ++c) {
        const auto cost = throughput_cost(of, c, sums->prices);
        sums->known = cost.has_value();
        sums->until.push_back(sums->until.back());
        if (cost) sums->until.back() += *cost;
    }
    return *sums;
}

std::optional<ThroughputCost> ThroughputSums::cost(const Recording& recording,
                                                   const Scenario& scenario, std::size_t table,
                                                   TimeWindow window) {
    if (table >= recording.tables.size()) return std::nullopt;
    ThroughputCost cost;
    for (const std::size_t t : table_group(recording, table)) {
        const Sums& sums = sums_of(recording, scenario, t);
        if (!sums.known) return std::nullopt;
        const ColumnRange range =
            columns_of(window.first, window.end, recording.tables[t].column_seconds);
        const auto last = static_cast<std::int64_t>(sums.until.size()) - 1;
        const auto at = [&](std::int64_t column) -> const ThroughputCost& {
            return sums.until[static_cast<std::size_t>(std::min(column, last))];
        };
        cost.used += at(range.end).used - at(range.first).used;
        cost.idle += at(range.end).idle - at(range.first).idle;
    }
    return cost;
}

std::optional<ThroughputCost> ThroughputSums::cost_per_hour(const Recording& recording,
                                                            const Scenario& scenario,
                                                            std::size_t table, TimeWindow window) {
    const std::int64_t length = std::min(window.end, recording.seconds()) - window.first;
    const auto sum = cost(recording, scenario, table, window);
    if (!sum || length <= 0) return std::nullopt;
    const double hours = static_cast<double>(length) / 3'600;
    return ThroughputCost{sum->used / hours, sum->idle / hours};
}

}  // namespace isotherm
