// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
CallCounts& CallCounts::operator+=(const CallCounts& other) {
    throttled_requests += other.throttled_requests;
    conditional_check_failed += other.conditional_check_failed;
    returned_items += other.returned_items;
    time_to_live_deleted += other.time_to_live_deleted;
    collection_full += other.collection_full;
    refused_base_writes += other.refused_base_writes;
    refused_by_hot_partition += other.refused_by_hot_partition;
    refused_by_on_demand_maximum += other.refused_by_on_demand_maximum;
    return *this;
}

Totals& Totals::operator+=(const Totals& other) {
    requests += other.requests;
    attempts += other.attempts;
    admitted += other.admitted;
    throttled += other.throttled;
    refused += other.refused;
    given_up += other.given_up;
    waiting += other.waiting;
    for (const Side side : both_sides) {
        consumed[side] += other.consumed[side];
        for (std::size_t o = 0; o < outcome_count; ++o) tries[side][o] += other.tries[side][o];
    }
    for (std::size_t i = 0; i < operation_count; ++i) operations[i] += other.operations[i];
    calls += other.calls;
    return *this;
}

bool TableRecording::on_demand_at(std::int64_t second) const {
    bool on_demand = false;
    for (const ModeStep& step : modes) {
        if (step.second <= second) on_demand = step.on_demand;
    }
    return on_demand;
}

CapacityRate PartitionRecord::limit_at(Side side, std::int64_t second) const {
    const std::vector<LimitStep>& steps = limits[side];
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), second,
                         [](std::int64_t at, const LimitStep& step) { return at < step.second; });
    return after == steps.begin() ? CapacityRate{} : std::prev(after)->limit;
}

double TableRecording::seconds_there(SimDuration simulated) const {
    if (!opened_second) return 0;
    double end = in_seconds(simulated);
    if (removed_second) end = std::min(end, static_cast<double>(*removed_second));
    return std::max(0.0, end - static_cast<double>(*opened_second));
}

std::size_t TableRecording::partitions_live() const {
    if (removed_second) return 0;
    return static_cast<std::size_t>(std::count_if(
        partitions.begin(), partitions.end(),
        [](const PartitionRecord& partition) { return !partition.retired_second.has_value(); }));
}

Message capacity_before(const CapacityChange& change) {
    return change.on_demand_before ? say<Says::on_demand>()
                                   : say<Says::units_pair>(change.before.read, change.before.write);
}

Message capacity_wanted(const CapacityChange& change) {
    const auto any = [](Throughput units) { return units.read != 0 || units.write != 0; };
    Message wanted = change.on_demand_wanted
                         ? say<Says::on_demand>()
                         : say<Says::units_pair>(change.wanted.read, change.wanted.write);
    if (change.warm.read > 0 || change.warm.write > 0)
        wanted = say<Says::with_warm>(wanted, change.warm.read, change.warm.write);
    const auto limit = [](std::int64_t units) {
        return units > 0   ? say<Says::maximum_units>(units)
               : units < 0 ? say<Says::maximum_none>()
                           : say<Says::maximum_kept>();
    };
    if (any(change.maximum))
        wanted = say<Says::with_maximum>(wanted, limit(change.maximum.read),
                                         limit(change.maximum.write));
    return wanted;
}

std::vector<CallRow> Recording::call_rows() const {
    std::map<std::pair<std::size_t, Operation>, std::pair<CallRow, std::size_t>> rows;
    for (const CallUnits& units : call_units) {
        const auto [row, added] = rows.try_emplace({units.workload, units.operation});
        CallRow& sum = row->second.first;
        if (added) {
            sum = {workload_names[units.workload], tables[units.table].name.label(), units};
        } else {
            sum.units.attempts += units.attempts;
            sum.units.served += units.served;
            sum.units.consumed += units.consumed;
        }
        if (++row->second.second > 1) sum.resource = fmt::format("{} tables", row->second.second);
    }
    std::vector<CallRow> list;
    for (auto& [key, row] : rows) list.push_back(std::move(row.first));
    return list;
}

Totals Recording::totals() const {
    Totals sum;
    for (const TableRecording& table : tables) sum += table.callers;
    return sum;
}

Totals Recording::consequences(SentBy by) const {
    Totals sum;
    for (std::size_t w = 0; w < workloads.size(); ++w) {
        if (w < sent_by.size() && sent_by[w] == by) sum += workloads[w];
    }
    return sum;
}

}  // namespace isotherm
