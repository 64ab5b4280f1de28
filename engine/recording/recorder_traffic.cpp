// SPDX-License-Identifier: Apache-2.0
// The traffic from each workload to each table: totals, units by call, and hot keys.

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/recording/recorder.h"

namespace isotherm {
namespace {

constexpr std::size_t most_hot_keys = 20;
// Maximum number of candidates, of all workloads together, from which the hottest keys are chosen.
constexpr std::size_t most_candidates = 200;

}  // namespace

Totals Recorder::Traffic::totals() const {
    Totals totals;
    totals.requests = requests;
    totals.given_up = given_up;
    totals.waiting = waiting;
    for (std::size_t operation = 0; operation < operation_count; ++operation) {
        const auto side = side_of(static_cast<Operation>(operation));
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

void Recorder::count(const Counted& counted) {
    const Side side = side_of(counted.operation);
    const std::uint32_t table = counted.table.value;
    Traffic& sent = traffic(counted.workload, counted.table);
    const auto operation = static_cast<std::size_t>(counted.operation);
    for (std::size_t o = 0; o < outcome_count; ++o) {
        sent.tries[operation][o] += counted.tries[o];
        open_tries_[table][side][o] += static_cast<std::uint32_t>(counted.tries[o]);
    }
    sent.requests += counted.requests;
    sent.given_up += counted.given_up;
    sent.consumed[operation] += counted.consumed;
    open_given_up_[table][side] += counted.units_given_up.count();
    busy_[table][side] = true;
}

void Recorder::count_key(WorkloadIndex workload, TableIndex table, Key key, std::uint64_t tries,
                         std::uint64_t throttled) {
    Traffic& sent = traffic(workload, table);
    sent.tried.add(key, tries);
    if (throttled > 0) sent.throttled.add(key, throttled);
}

void Recorder::count_other_keys(WorkloadIndex workload, TableIndex table, std::uint64_t other_keys,
                                std::uint64_t tries, std::uint64_t throttled) {
    Traffic& sent = traffic(workload, table);
    sent.tried.add_others(other_keys, tries);
    sent.throttled.add_others(other_keys, throttled);
}

void Recorder::add_to_fingerprint(std::uint64_t arrivals, std::uint64_t outcomes) {
    arrivals_.add(arrivals);
    outcomes_.add(outcomes);
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

void Recorder::find_hot_keys(const Tables& tables, const KeyName& name) {
    std::vector<std::vector<Traffic*>> to_tables(tables.size());
    for (Traffic& sent : traffic_) to_tables[sent.table.value].push_back(&sent);
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        TableRecording& record = recording_.tables[t];
        record.hottest = hot_keys(to_tables[t], tables.tables[t], &Traffic::tried, name);
        record.most_throttled = hot_keys(to_tables[t], tables.tables[t], &Traffic::throttled, name);
    }
}

// Returns the candidates of all workloads. Counts of workloads that use the same name for a key are
// added up; the key is attributed to the workload with the highest count.
std::vector<HotKey> Recorder::joined(const std::vector<Traffic*>& to_table,
                                     FrequentKeys Traffic::*counted, const KeyName& name) {
    std::vector<Traffic*> senders;
    std::vector<std::pair<FrequentKey, std::size_t>> candidates;  // key and index of its sender
    for (Traffic* sent : to_table) {
        if ((sent->*counted).total() == 0) continue;
        for (const FrequentKey& key : (sent->*counted).top(most_hot_keys))
            candidates.emplace_back(key, senders.size());
        senders.push_back(sent);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.first.count > b.first.count; });
    if (candidates.size() > most_candidates) candidates.resize(most_candidates);
    std::map<std::pair<Key, std::string>, HotKey> keys;
    for (const auto& [one, sender] : candidates) {
        std::string called = name(senders[sender]->workload.value, senders[sender]->table, one.key);
        const auto [place, added] = keys.try_emplace({one.key, called});
        if (!added) continue;
        HotKey& key = place->second;
        key.key = one.key;
        key.workload = senders[sender]->workload.value;  // first candidate: highest count
        for (Traffic* sent : senders) {
            const FrequentKey part = (sent->*counted).counted(one.key);
            if (part.count + part.count_bound == 0 ||
                name(sent->workload.value, sent->table, one.key) != called)
                continue;
            key.count += part.count;
            key.count_bound += part.count_bound;
        }
        key.name = std::move(called);
    }
    std::vector<HotKey> list;
    for (auto& [called, key] : keys) list.push_back(std::move(key));
    return list;
}

// A key stands out if it certainly has a tenth of all requests, or certainly more than twice the
// average of all keys plus six standard deviations. With many evenly used keys, chance alone can
// raise a key's count by some standard deviations, but never to twice the average.
std::vector<HotKey> Recorder::hot_keys(const std::vector<Traffic*>& to_table, const Table& table,
                                       FrequentKeys Traffic::*counted, const KeyName& name) {
    constexpr double large_share = 0.1;
    std::vector<HotKey> list = joined(to_table, counted, name);
    std::sort(list.begin(), list.end(), [](const HotKey& a, const HotKey& b) {
        return std::tuple(b.count, a.key, a.workload) < std::tuple(a.count, b.key, b.workload);
    });
    if (list.size() > most_hot_keys) list.resize(most_hot_keys);
    // `distinct` is the maximum, not the sum, over workloads, because their keys can overlap.
    double total = 0, distinct = 1;
    for (Traffic* sent : to_table) {
        total += static_cast<double>((sent->*counted).total());
        distinct = std::max(distinct, static_cast<double>((sent->*counted).distinct()));
    }
    const double even = total / distinct;
    for (HotKey& key : list) {
        const PartitionIndex owner = table.ranges.owner(position_of(key.key));
        const auto at = std::find(table.partitions.begin(), table.partitions.end(), owner);
        key.partition = static_cast<std::size_t>(at - table.partitions.begin());
        const auto count = static_cast<double>(key.count);
        key.stands_out = key.count > key.count_bound &&
                         (count >= large_share * total || count >= 2 * even + 6 * std::sqrt(even));
    }
    return list;
}

}  // namespace isotherm
