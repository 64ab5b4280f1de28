// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <stdexcept>
#include <utility>

#include "engine/model/fetch_ahead.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// The counters of this much traffic stay in the cache by themselves.
constexpr std::size_t cached_traffic = 64;

// What is added to the number of an operation to combine it with a finding. 0 for `item`, the most
// frequent one.
constexpr std::array<std::uint8_t, finding_count> added_for_finding = [] {
    constexpr std::size_t findings_begin = 64;
    constexpr std::size_t first_findings = 4;
    // The findings that came later share the room behind the operations.
    constexpr std::size_t later_begin = 16;
    static_assert(operation_count <= later_begin);
    std::array<std::uint8_t, finding_count> added{};
    for (std::size_t i = 0; i < finding_count; ++i)
        added[i] = static_cast<std::uint8_t>(
            i < first_findings ? findings_begin * i : later_begin * (i - first_findings + 1));
    return added;
}();
std::uint8_t operation_and_finding(Operation operation, Finding finding) {
    return static_cast<std::uint8_t>(static_cast<unsigned>(operation) +
                                     added_for_finding[static_cast<std::size_t>(finding)]);
}

PartitionRecord described(const Tables& tables, PartitionIndex partition) {
    const Partitions& columns = tables.partitions;
    PartitionRecord record;
    record.first_position = columns.first[partition.value].hash;
    record.last_position = columns.last[partition.value].hash;
    record.first_sort = columns.first[partition.value].sort;
    record.last_sort = columns.last[partition.value].sort;
    record.born_second = whole_seconds(columns.born[partition.value]);
    if (const auto parent = columns.parent[partition.value]) {
        const auto& family = tables[columns.table[partition.value]].partitions;
        record.parent = static_cast<std::size_t>(std::find(family.begin(), family.end(), *parent) -
                                                 family.begin());
    }
    return record;
}

}  // namespace

Recorder::Recorder(const Tables& tables, std::vector<std::string> workload_names,
                   std::size_t callers, std::int64_t column_seconds)
    : open_(tables.partitions.size()),
      awake_(tables.size()),
      busy_(tables.size()),
      open_tries_(tables.size()),
      open_calls_(tables.size()),
      open_parts_(tables.size()),
      open_replication_(tables.size()),
      open_backlogs_(tables.size()),
      open_given_up_(tables.size()),
      open_minutes_(tables.size()),
      place_(workload_names.size() * tables.size()),
      recent_(workload_names.size()),
      column_seconds_(column_seconds),
      open_columns_(tables.size()) {
    recording_.sent_by.assign(workload_names.size(), SentBy::index_writes);
    std::fill_n(recording_.sent_by.begin(), callers, SentBy::callers);
    recording_.workload_names = std::move(workload_names);
    recording_.throttle_reasons = tables.era().throttle_reasons;
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const Table& table = tables.tables[t];
        TableRecording record;
        record.name = table.name;
        record.is_index = table.name.is_index();
        record.column_seconds = column_seconds;
        recording_.tables.push_back(std::move(record));
        if (table.status == TableStatus::active) add_opening({t}, table, 0);
    }
    follow(tables);
}

void Recorder::add_opening(TableIndex index, const Table& table, std::int64_t second) {
    TableRecording& record = recording_.tables[index.value];
    record.opened_second = second;
    // When a table is made by a job, that time was not known before.
    for (PartitionRecord& partition : record.partitions)
        partition.born_second = std::min(partition.born_second, second);
    const auto partitions = table.ranges.size();
    const Message capacity = capacity_message(table.capacity);
    add_event({EventKind::table_created, second, second, table.name,
               partitions == 1 ? say<Says::starts_with_one>(table.name, partitions, capacity)
                               : say<Says::starts>(table.name, partitions, capacity)});
}

void Recorder::add_removal(TableIndex index, std::int64_t second, Message text) {
    TableRecording& record = recording_.tables[index.value];
    record.removed_second = second;
    add_event({EventKind::table_removed, second, second, record.name, std::move(text)});
}

void Recorder::add_capacity_change(CapacityChange change) {
    const bool accepted = change.refusal.empty();
    const auto none = [](Throughput units) { return units.read == 0 && units.write == 0; };
    const bool plain = !change.on_demand_wanted && none(change.warm) && none(change.maximum);
    const Message wanted =
        plain ? say<Says::units>(change.wanted.read, change.wanted.write) : capacity_wanted(change);
    add_event({accepted ? EventKind::capacity_asked : EventKind::capacity_refused, change.second,
               change.effective_second.value_or(change.second), change.resource,
               accepted ? say<Says::asks>(change.resource, change.asked_by, wanted, change.reason)
                        : say<Says::asks_refused>(change.resource, change.asked_by, wanted,
                                                  change.reason, change.refusal)});
    recording_.capacity_changes.push_back(std::move(change));
}

Recorder::Traffic& Recorder::found(WorkloadIndex workload, TableIndex table) {
    std::uint32_t& place = place_[workload.value * open_tries_.size() + table.value];
    if (place == 0) {
        traffic_.push_back({.workload = workload, .table = table});
        place = static_cast<std::uint32_t>(traffic_.size());
    }
    return traffic_[place - 1];
}

// Loads what the rows from `row` on will count into the cache.
void Recorder::fetch(const RequestBatch& batch, std::size_t row) const {
    const std::size_t next = row + rows_ahead, later = row + 2 * rows_ahead;
    if (later >= batch.size()) return;
    if (const Traffic* sent = recent_[batch.workload[later].value]) {
        const auto operation = static_cast<std::size_t>(batch.operation[later]);
        __builtin_prefetch(&sent->tries[operation], 1);
        __builtin_prefetch(&sent->requests, 1);
        __builtin_prefetch(&sent->consumed[operation], 1);
        sent->tried.fetch_count();
    }
    if (const Traffic* sent = recent_[batch.workload[next].value]) sent->tried.fetch_place();
}

// Reads the columns by pointers, because compilers take a byte that is set for a possible change of
// anything.
void Recorder::record(const RequestBatch& batch) {
    const PartitionIndex* const partitions = batch.partition.data();
    const TableIndex* const tables = batch.table.data();
    const WorkloadIndex* const workloads = batch.workload.data();
    const Operation* const operations = batch.operation.data();
    const Outcome* const outcomes = batch.outcome.data();
    const HalfUnits* const costs = batch.cost.data();
    const std::uint8_t* const attempts = batch.attempt.data();
    const Key* const keys = batch.key.data();
    const PartitionSeconds::Counters counters = open_.counters();
    const FetchAhead fetch_open(std::as_const(open_).all(), batch.size());
    const bool much_traffic = traffic_.size() > cached_traffic;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        fetch_open(i, [&](std::size_t later) { return partitions[later].value; });
        if (much_traffic) fetch(batch, i);
        const auto operation = static_cast<std::size_t>(operations[i]);
        const auto side = side_of(operations[i]);
        const Outcome outcome = outcomes[i];
        const std::uint32_t table = tables[i].value;
        const auto cost = static_cast<std::uint32_t>(costs[i].count());

        PartitionSecond& open = counters.of(partitions[i]);
        open.demand[side] += cost;
        busy_[table][side] = true;
        ++open_tries_[table][side][static_cast<std::size_t>(outcome)];

        Traffic& sent = traffic(workloads[i], tables[i]);
        ++sent.tries[operation][static_cast<std::size_t>(outcome)];
        sent.requests += attempts[i] == 1;
        sent.tried.add(keys[i]);

        if (is_throttled(outcome)) {
            open.throttled[side] += cost;
            ++open.throttled_count[side];
            open.refusals[side] |= refusal_bit(outcome);
            sent.throttled.add(keys[i]);
            if (batch.resent[i] == 0) {
                ++sent.given_up;
                open_given_up_[table][side] += cost;
            }
        } else {
            sent.consumed[operation] += costs[i];
        }
    }
    record_fingerprints(batch);
}

// In words of 64 bits, which are stored faster than their parts.
void Recorder::record_fingerprints(const RequestBatch& batch) {
    struct Arrival {
        std::int64_t time;
        std::uint64_t key;
        std::uint64_t bytes_and_call;  // bytes, workload (16 bits), operation (8), attempt (8)
    };
    constexpr std::size_t chunk = 512;
    std::array<Arrival, chunk> arrivals;
    std::array<std::uint64_t, chunk> decisions;  // partition, outcome (8 bits), half-units (24)
    for (std::size_t first = 0; first < batch.size(); first += chunk) {
        const std::size_t rows = std::min(chunk, batch.size() - first);
        for (std::size_t j = 0; j < rows; ++j) {
            const std::size_t i = first + j;
            const std::uint64_t call =
                (batch.workload[i].value & 0xffffU) |
                std::uint32_t{operation_and_finding(batch.operation[i], batch.finding[i])} << 16 |
                std::uint32_t{batch.attempt[i]} << 24;
            arrivals[j] = {batch.arrival[i].time_since_epoch().count(), batch.key[i],
                           batch.bytes[i] | call << 32};
        }
        for (std::size_t j = 0; j < rows; ++j) {
            const std::size_t i = first + j;
            const std::uint64_t cost_and_outcome = static_cast<std::uint32_t>(batch.cost[i].count())
                                                       << 8 |
                                                   static_cast<std::uint32_t>(batch.outcome[i]);
            decisions[j] = batch.partition[i].value | cost_and_outcome << 32;
        }
        arrivals_.add(std::span<const Arrival>(arrivals.data(), rows));
        outcomes_.add(std::span<const std::uint64_t>(decisions.data(), rows));
    }
}

void Recorder::follow(const Tables& tables) {
    open_.resize(tables.partitions.size());
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const std::vector<PartitionIndex>& partitions = tables.tables[t].partitions;
        std::vector<ModeStep>& modes = recording_.tables[t].modes;
        const bool on_demand = tables.tables[t].capacity.on_demand();
        if (modes.empty() || modes.back().on_demand != on_demand)
            modes.push_back({closed_, on_demand});
        std::vector<PartitionRecord>& records = recording_.tables[t].partitions;
        if (records.empty()) records.reserve(partitions.size());
        for (std::size_t p = 0; p < partitions.size(); ++p) {
            const std::uint32_t partition = partitions[p].value;
            if (p == records.size()) records.push_back(described(tables, partitions[p]));
            PartitionRecord& record = records[p];
            if (tables.partitions.retired[partition] != never) {
                record.retired_second = whole_seconds(tables.partitions.retired[partition]);
            }
            for (const Side side : both_sides) {
                auto& steps = record.limits[side];
                const CapacityRate limit = tables.partitions.limit[partition][side];
                if (!steps.empty() && steps.back().limit != limit)
                    open_columns_[t][side].settle_peak(p, steps.back().limit);
                if (!steps.empty() && steps.back().second == closed_)
                    steps.back().limit = limit;
                else if (steps.empty() || steps.back().limit != limit)
                    steps.push_back({closed_, limit});
            }
        }
    }
    wake_all();
}

void Recorder::sample_storage(std::int64_t second, const Tables& tables) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const Table& table = tables.tables[t];
        std::int64_t bytes = 0;
        for (std::size_t i = 0; i < table.ranges.size(); ++i)
            bytes += tables.partitions.bytes[table.ranges.owner_at(i).value];
        if (table.status == TableStatus::absent) bytes = 0;
        recording_.tables[t].storage.push_back({second, static_cast<std::uint64_t>(bytes)});
    }
}

void Recorder::finish(SimDuration simulated, const Tables& tables) {
    events_before_end_ = recording_.events;
    recording_.simulated = simulated;
    if (column_seconds_ > 1) file_open_columns();
    recording_.workloads.assign(recording_.workload_names.size(), {});
    for (const Traffic& sent : traffic_) {
        const Totals totals = sent.totals();
        TableRecording& table = recording_.tables[sent.table.value];
        recording_.workloads[sent.workload.value] += totals;
        table.totals += totals;
        if (recording_.sent_by[sent.workload.value] == SentBy::callers) table.callers += totals;
    }
    for (TableRecording& table : recording_.tables) {
        for (const auto& side : table.seconds) {
            for (const SeriesSecond& second : side) table.totals.calls += second.calls;
        }
        table.callers.calls = table.totals.calls;  // index writes are not calls
    }
    count_call_units();
    find_hot_keys(tables, [](std::size_t, TableIndex, Key) { return std::string(); });
    find_episodes();
    check_books();
}

}  // namespace isotherm
