// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <stdexcept>
#include <utility>

#include "engine/model/fetch_ahead.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// A cell counts up to 2^32 half-units. Beyond, what was refused is cut, so that what was consumed
// stays right: partitions do not serve as much.
void add_traffic(HeatCell& cell, const HeatCell& more) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const std::uint64_t demand = std::uint64_t{cell.demand} + more.demand;
    const std::uint64_t consumed =
        std::uint64_t{cell.demand} - cell.throttled + more.demand - more.throttled;
    const std::uint64_t count = std::uint64_t{cell.throttled_count} + more.throttled_count;
    cell.demand = static_cast<std::uint32_t>(std::min(demand, most));
    cell.throttled =
        cell.demand - static_cast<std::uint32_t>(std::min<std::uint64_t>(consumed, cell.demand));
    cell.throttled_count = static_cast<std::uint32_t>(std::min(count, most));
}

// Combines operation and finding in one number. For `item`, the most frequent finding, the number
// equals the operation.
std::uint8_t operation_and_finding(Operation operation, Finding finding) {
    constexpr unsigned findings_begin = 64;
    constexpr unsigned first_findings = 4;
    // The findings that came later share the room behind the operations.
    constexpr unsigned later_begin = 16;
    static_assert(operation_count <= later_begin);
    const auto number = static_cast<unsigned>(finding);
    const unsigned added = number < first_findings ? findings_begin * number
                                                   : later_begin * (number - first_findings + 1);
    return static_cast<std::uint8_t>(static_cast<unsigned>(operation) + added);
}

std::uint16_t share_stored(double share) { return static_cast<std::uint16_t>(share * burst_full); }

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
      busy_(tables.size()),
      open_tries_(tables.size()),
      open_calls_(tables.size()),
      open_parts_(tables.size()),
      open_backlogs_(tables.size()),
      open_given_up_(tables.size()),
      open_minutes_(tables.size()),
      place_(workload_names.size() * tables.size()),
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
    recording_.tables[index.value].opened_second = second;
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

void Recorder::record(const RequestBatch& batch) {
    const FetchAhead fetch(open_, batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        fetch(i, [&](std::size_t later) { return batch.partition[later].value; });
        const auto operation = static_cast<std::size_t>(batch.operation[i]);
        const auto side = side_of(batch.operation[i]);
        const Outcome outcome = batch.outcome[i];
        const std::uint32_t table = batch.table[i].value;
        const auto cost = static_cast<std::uint32_t>(batch.cost[i].count());

        PartitionSecond& open = open_[batch.partition[i].value];
        open.demand[side] += cost;
        busy_[table][side] = true;
        ++open_tries_[table][side][static_cast<std::size_t>(outcome)];

        Traffic& sent = traffic(batch.workload[i], batch.table[i]);
        ++sent.tries[operation][static_cast<std::size_t>(outcome)];
        sent.requests += batch.attempt[i] == 1;
        sent.tried.add(batch.key[i]);

        if (is_throttled(outcome)) {
            open.throttled[side] += cost;
            ++open.throttled_count[side];
            open.refusals[side] |= refusal_bit(outcome);
            sent.throttled.add(batch.key[i]);
            if (batch.resent[i] == 0) {
                ++sent.given_up;
                open_given_up_[table][side] += cost;
            }
        } else {
            sent.consumed[operation] += batch.cost[i];
        }
    }
    record_fingerprints(batch);
}

void Recorder::record_fingerprints(const RequestBatch& batch) {
    struct Arrival {
        std::int64_t time;
        std::uint64_t key;
        std::uint32_t bytes;
        std::uint16_t workload;
        std::uint8_t operation;
        std::uint8_t attempt;
    };
    struct Decision {
        std::uint32_t partition;
        std::uint32_t cost_and_outcome;  // half-units x 256 + outcome
    };
    constexpr std::size_t chunk = 512;
    std::array<Arrival, chunk> arrivals;
    std::array<Decision, chunk> decisions;
    for (std::size_t first = 0; first < batch.size(); first += chunk) {
        const std::size_t rows = std::min(chunk, batch.size() - first);
        for (std::size_t j = 0; j < rows; ++j) {
            const std::size_t i = first + j;
            arrivals[j] = {batch.arrival[i].time_since_epoch().count(),
                           batch.key[i],
                           batch.bytes[i],
                           static_cast<std::uint16_t>(batch.workload[i].value),
                           operation_and_finding(batch.operation[i], batch.finding[i]),
                           batch.attempt[i]};
            decisions[j] = {batch.partition[i].value,
                            (static_cast<std::uint32_t>(batch.cost[i].count()) << 8) |
                                static_cast<std::uint32_t>(batch.outcome[i])};
        }
        arrivals_.add(std::span<const Arrival>(arrivals.data(), rows));
        outcomes_.add(std::span<const Decision>(decisions.data(), rows));
    }
}

void Recorder::close_second(std::int64_t second, const Tables& tables,
                            const BurstLeft& burst_left) {
    assert(second >= closed_);
    if (column_seconds_ > 1 && second / column_seconds_ != (closed_ - 1) / column_seconds_)
        file_open_columns();
    for (std::size_t table = 0; table < tables.size(); ++table) {
        for (const Side side : both_sides) {
            // Seconds without requests have zero counts, but still record the provisioned value.
            auto& columns = recording_.tables[table].seconds[side];
            SeriesSecond idle;
            idle.provisioned = tables.tables[table].provisioned[side].in_milli_units_per_second();
            columns.resize(static_cast<std::size_t>(second / column_seconds_) + 1, idle);
            columns.back().provisioned = idle.provisioned;
        }
        if (recording_.tables[table].is_index) {
            auto& backlog = recording_.tables[table].backlog;
            backlog.resize(recording_.tables[table].seconds[Side::read].size());
            backlog.back().raise_to(std::exchange(open_backlogs_[table], {}));
        }
        if (busy_[table][0] || busy_[table][1]) close_table(second, table, tables, burst_left);
        for (const Side side : both_sides) {
            CallCounts& calls = recording_.tables[table].seconds[side].back().calls;
            calls += std::exchange(open_calls_[table][side], {});
            // Rows of batches and index writes are not throttled requests of their own; batches
            // have been counted by the CallCounter.
            calls.throttled_requests -= std::exchange(open_parts_[table][side], 0);
        }
    }
    closed_ = second + 1;
}

void Recorder::close_table(std::int64_t second, std::size_t index, const Tables& tables,
                           const BurstLeft& burst_left) {
    const Table& table = tables.tables[index];
    TableRecording& record = recording_.tables[index];
    HalfUnits consumed;
    for (const Side side : both_sides) {
        if (!busy_[index][side]) continue;
        busy_[index][side] = false;
        SeriesSecond& sum = record.seconds[side].back();
        const auto tries = std::exchange(open_tries_[index][side], {});
        for (std::size_t o = 0; o < outcome_count; ++o) sum.requests[o] += tries[o];
        const std::uint64_t throttled = throttled_of(tries);
        sum.calls.throttled_requests += throttled;
        sum.throttled_seconds += throttled > 0;
        sum.given_up += std::exchange(open_given_up_[index][side], 0);
        const std::size_t count = table.partitions.size();
        const bool coarse = column_seconds_ > 1;
        const auto row = coarse ? std::span<HeatCell>{} : record.heat[side].add_row(second, count);
        const bool own = table.bursts_by_partition();
        const std::uint16_t of_table =
            own ? std::uint16_t{0} : share_stored(burst_left(table.partitions.front(), side));
        std::int64_t demand = 0;
        for (std::size_t p = 0; p < count; ++p) {
            const PartitionIndex partition = table.partitions[p];
            HeatCell cell = cell_of(partition, side);
            cell.burst_left = own ? burst_left_of(partition, side, burst_left) : of_table;
            if (coarse)
                fold(open_columns_[index][side], p, cell,
                     tables.partitions.limit[partition.value][side]);
            else
                row[p] = cell;
            // Most partitions of a large table are idle: their records stay out of the cache.
            if (cell.demand == 0) continue;
            demand += cell.demand;
            sum.consumed += cell.consumed().count();
            consumed += cell.consumed();
            record.partitions[p].consumed[side] += cell.consumed();
            record.partitions[p].throttled[side] += cell.throttled_count;
        }
        sum.demand += demand;
        sum.peak_demand = std::max(sum.peak_demand, demand);
    }
    count_busiest(second, index, consumed);
}

void Recorder::count_busiest(std::int64_t second, std::size_t table, HalfUnits consumed) {
    TableRecording& record = recording_.tables[table];
    record.busiest_second = std::max(record.busiest_second, consumed);
    OpenMinute& open = open_minutes_[table];
    if (open.minute != second / 60) open = {second / 60, {}};
    open.consumed += consumed;
    record.busiest_minute = std::max(record.busiest_minute, open.consumed);
}

// Returns the partition's traffic in the second that ends.
HeatCell Recorder::cell_of(PartitionIndex partition, Side side) const {
    const PartitionSecond& open = open_[partition.value];
    HeatCell cell;
    cell.demand = open.demand[side];
    cell.throttled = open.throttled[side];
    cell.throttled_count = open.throttled_count[side];
    cell.refusals = open.refusals[side];
    return cell;
}

// Returns what a partition has left of a burst of its own. Most partitions of a large table rest:
// their buckets stay out of the cache.
std::uint16_t Recorder::burst_left_of(PartitionIndex partition, Side side,
                                      const BurstLeft& burst_left) {
    bool& rested = rested_[partition.value][side];
    if (rested && open_[partition.value].demand[side] == 0) return burst_full;
    const std::uint16_t left = share_stored(burst_left(partition, side));
    rested = left == burst_full;
    return left;
}

void Recorder::fold(OpenColumn& column, std::size_t partition, const HeatCell& second,
                    CapacityRate limit) {
    if (column.cells.size() <= partition) {
        column.cells.resize(partition + 1);
        column.peak_heat.resize(partition + 1);
    }
    HeatCell& cell = column.cells[partition];
    add_traffic(cell, second);
    cell.refusals |= second.refusals;
    cell.burst_left = second.burst_left;
    const double heat = limit > CapacityRate{}
                            ? HalfUnits(second.demand).in_units() / limit.in_units_per_second()
                            : 0;
    column.peak_heat[partition] = std::max(column.peak_heat[partition], static_cast<float>(heat));
}

void Recorder::file_open_columns() {
    const std::int64_t column = (closed_ - 1) / column_seconds_;
    for (std::size_t table = 0; table < open_columns_.size(); ++table) {
        for (const Side side : both_sides) {
            OpenColumn open = std::exchange(open_columns_[table][side], {});
            if (open.cells.empty()) continue;
            HeatStore& heat = recording_.tables[table].heat[side];
            const auto row = heat.add_row(column, open.cells.size());
            std::copy(open.cells.begin(), open.cells.end(), row.begin());
            heat.set_peaks(column, std::move(open.peak_heat));
        }
    }
}

void Recorder::follow(const Tables& tables) {
    open_.resize(tables.partitions.size());
    rested_.assign(tables.partitions.size(), {});
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const std::vector<PartitionIndex>& partitions = tables.tables[t].partitions;
        std::vector<ModeStep>& modes = recording_.tables[t].modes;
        const bool on_demand = tables.tables[t].capacity.on_demand();
        if (modes.empty() || modes.back().on_demand != on_demand)
            modes.push_back({closed_, on_demand});
        std::vector<PartitionRecord>& records = recording_.tables[t].partitions;
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
                if (!steps.empty() && steps.back().second == closed_)
                    steps.back().limit = limit;
                else if (steps.empty() || steps.back().limit != limit)
                    steps.push_back({closed_, limit});
            }
        }
    }
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
