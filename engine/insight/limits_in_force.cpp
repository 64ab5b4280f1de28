// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/limits_in_force.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace isotherm {
namespace {

bool in_force(const CapacityChange& change, const ResourceName& resource, std::int64_t second) {
    return change.resource == resource && change.effective_second &&
           *change.effective_second <= second;
}

std::int64_t written_maximum(const Scenario& scenario, const ResourceName& resource, Side side) {
    const auto table = scenario.tables.find(resource.table);
    if (table == scenario.tables.end()) return 0;
    if (!resource.is_index()) return table->second.capacity.maximum.of(side);
    const auto index = table->second.indexes.find(resource.index);
    if (index == table->second.indexes.end() || !index->second.global()) return 0;
    return index->second.capacity.maximum.of(side);
}

}  // namespace

std::optional<double> on_demand_maximum_at(const Recording& recording, const Scenario* scenario,
                                           const ResourceName& resource, Side side,
                                           std::int64_t second) {
    std::int64_t maximum = scenario != nullptr ? written_maximum(*scenario, resource, side) : 0;
    for (const CapacityChange& change : recording.capacity_changes) {
        const std::int64_t asked = change.maximum.of(side);
        if (asked != 0 && in_force(change, resource, second)) maximum = asked;
    }
    // -1 stands for a maximum that was removed.
    return maximum > 0 ? std::optional(static_cast<double>(maximum)) : std::nullopt;
}

const CapacityChange* last_change_of(const Recording& recording, const ResourceName& resource,
                                     Side side, std::int64_t second) {
    const CapacityChange* last = nullptr;
    for (const CapacityChange& change : recording.capacity_changes)
        if (in_force(change, resource, second) && !change.on_demand_wanted &&
            change.wanted.of(side) != change.before.of(side))
            last = &change;
    return last;
}

const CapacityChange* change_of_most_throttling(const Recording& recording,
                                                const ResourceName& resource, Side side,
                                                std::int64_t first, std::int64_t last) {
    std::vector<std::pair<const CapacityChange*, std::uint64_t>> throttled;  // in order of time
    throttled.emplace_back(last_change_of(recording, resource, side, first), 0);
    for (const TableRecording& table : recording.tables) {
        if (table.name != resource) continue;
        const std::vector<SeriesSecond>& series = table.seconds[side];
        for (std::size_t c = 0; c < series.size(); ++c) {
            const std::int64_t second = static_cast<std::int64_t>(c) * table.column_seconds;
            if (second < first || second > last || series[c].throttled() == 0) continue;
            const CapacityChange* change = last_change_of(recording, resource, side, second);
            if (throttled.back().first != change) throttled.emplace_back(change, 0);
            throttled.back().second += series[c].throttled();
        }
    }
    return std::max_element(throttled.begin(), throttled.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

bool lowered(const CapacityChange& change, Side side) {
    return !change.on_demand_before && change.wanted.of(side) < change.before.of(side);
}

}  // namespace isotherm
