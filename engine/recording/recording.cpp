#include "engine/recording/recording.h"

#include <algorithm>

namespace isotherm {

CallCounts& CallCounts::operator+=(const CallCounts& other) {
    throttled_requests += other.throttled_requests;
    conditional_check_failed += other.conditional_check_failed;
    returned_items += other.returned_items;
    time_to_live_deleted += other.time_to_live_deleted;
    collection_full += other.collection_full;
    refused_base_writes += other.refused_base_writes;
    return *this;
}

Totals& Totals::operator+=(const Totals& other) {
    requests += other.requests;
    attempts += other.attempts;
    admitted += other.admitted;
    throttled += other.throttled;
    given_up += other.given_up;
    waiting += other.waiting;
    for (std::size_t side = 0; side < side_count; ++side) {
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
    const std::vector<LimitStep>& steps = limits[static_cast<std::size_t>(side)];
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), second,
                         [](std::int64_t at, const LimitStep& step) { return at < step.second; });
    return after == steps.begin() ? CapacityRate{} : std::prev(after)->limit;
}

Totals Recording::totals() const {
    Totals sum;
    for (const TableRecording& table : tables) sum += table.totals;
    return sum;
}

}  // namespace isotherm
