// Who sent what to which table: totals, units of calls, and the keys that stand out.

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/recording/recorder.h"

namespace isotherm {

Totals Recorder::Traffic::totals() const {
    Totals totals;
    totals.requests = requests;
    totals.given_up = given_up;
    totals.waiting = waiting;
    for (std::size_t operation = 0; operation < operation_count; ++operation) {
        const auto side = static_cast<std::size_t>(side_of(static_cast<Operation>(operation)));
        totals.consumed[side] += consumed[operation];
        for (std::size_t o = 0; o < outcome_count; ++o) {
            const std::uint64_t count = tries[operation][o];
            totals.attempts += count;
            totals.operations[operation] += count;
            totals.tries[side][o] += count;
        }
    }
    for (const auto& by_outcome : totals.tries) {
        totals.admitted += by_outcome[0];
        totals.refused += by_outcome[static_cast<std::size_t>(Outcome::collection_full)];
        totals.throttled += throttled_of(by_outcome);
    }
    return totals;
}

void Recorder::count_call_units() {
    recording_.call_units.clear();
    for (const Traffic& sent : traffic_) {
        for (std::size_t operation = 0; operation < operation_count; ++operation) {
            const auto& tries = sent.tries[operation];
            CallUnits units;
            units.workload = sent.workload.value;
            units.table = sent.table.value;
            units.operation = static_cast<Operation>(operation);
            for (const std::uint64_t count : tries) units.attempts += count;
            units.served = units.attempts - throttled_of(tries);
            units.consumed = sent.consumed[operation];
            if (units.attempts > 0) recording_.call_units.push_back(units);
        }
    }
    std::stable_sort(recording_.call_units.begin(), recording_.call_units.end(),
                     [](const CallUnits& a, const CallUnits& b) {
                         return std::tie(a.workload, a.table) < std::tie(b.workload, b.table);
                     });
}

void Recorder::find_hot_keys(const Tables& tables) {
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        TableRecording& record = recording_.tables[t];
        record.hottest = hot_keys({t}, tables.tables[t], &Traffic::tried);
        record.most_throttled = hot_keys({t}, tables.tables[t], &Traffic::throttled);
    }
}

// A key stands out when it is certain to have a tenth of all, or clearly more than if all keys had
// the same: chance alone lifts one of many even keys by some standard deviations, never to twice.
std::vector<HotKey> Recorder::hot_keys(TableIndex index, const Table& table,
                                       FrequentKeys Traffic::*counted) const {
    constexpr std::size_t most = 20;
    constexpr double large_share = 0.1;
    std::vector<HotKey> list;
    double total = 0, distinct = 0;
    for (const Traffic& sent : traffic_) {
        const FrequentKeys& keys = sent.*counted;
        if (sent.table != index || keys.total() == 0) continue;
        total += static_cast<double>(keys.total());
        distinct += static_cast<double>(keys.distinct());
        for (const FrequentKey& key : keys.top(most))
            list.push_back({"", key.key, key.count, key.count_bound, 0, sent.workload.value});
    }
    std::sort(list.begin(), list.end(), [](const HotKey& a, const HotKey& b) {
        return std::tuple(b.count, a.key, a.workload) < std::tuple(a.count, b.key, b.workload);
    });
    if (list.size() > most) list.resize(most);
    for (HotKey& key : list) {
        const PartitionIndex owner = table.ranges.owner(position_of(key.key));
        const auto at = std::find(table.partitions.begin(), table.partitions.end(), owner);
        key.partition = static_cast<std::size_t>(at - table.partitions.begin());
        const double even = total / distinct;
        const auto count = static_cast<double>(key.count);
        key.stands_out = key.count > key.count_bound &&
                         (count >= large_share * total || count >= 2 * even + 6 * std::sqrt(even));
    }
    return list;
}

}  // namespace isotherm
