// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/entry_cells.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/demand/key_weights.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

bool covers(const Load& load, SimTime time) {
    return std::ranges::any_of(load.rows, [&](const RateStretch& stretch) {
        return stretch.begin <= time && time < stretch.end;
    });
}

// Half-units that this rate serves in a time.
double half_units_in(CapacityRate rate, SimDuration time) {
    return rate.in_units_per_second() * in_seconds(time) * 2;
}

}  // namespace

EntryCells::EntryCells(const Scenario& scenario, const Tables& tables,
                       const std::vector<Load>& loads, const IndexWrites& writes,
                       WorkloadIndex first_workload)
    : rules_(scenario.era) {
    const std::vector<TableSpec> specs = run_tables(scenario);
    WorkloadIndex workload = first_workload;
    for (const TableIndex resource : writes.workload_tables()) {
        IndexState index;
        index.resource = resource;
        index.base = *tables[resource].base;
        index.spec = spec_of_index(specs, tables, resource);
        index.workload = workload;
        for (const Load& load : loads) {
            if (load.resource != resource) continue;
            const std::string name = "cells.entries." + load.workload;
            index.sources.push_back(
                {load,
                 {},
                 XXH3_64bits_withSeed(name.data(), name.size(),
                                      static_cast<std::uint64_t>(scenario.seed)) ^
                     resource.value});
        }
        indexes_.push_back(std::move(index));
        ++workload.value;
    }
    follow(tables);
}

void EntryCells::follow(const Tables& tables) {
    constexpr auto write = Side::write;
    for (IndexState& index : indexes_) {
        const Table& table = tables[index.resource];
        index.rate = table.provisioned[write];
        const std::int64_t maximum = table.capacity.maximum.write;
        if (table.capacity.on_demand() && maximum > 0)
            index.rate = std::min(index.rate, CapacityRate::units_per_second(maximum));
        if (index.queues.size() != table.ranges.size()) {
            // What waits goes to the children: all of it to the first, which changes little.
            std::vector<Waiting> before = std::move(index.queues);
            index.queues.assign(table.ranges.size(), {});
            for (std::size_t p = 0; p < before.size(); ++p) {
                const ItemPosition at = index.ranges.first_at(p);
                Waiting& to = index.queues[table.ranges.index_of(at.hash, [&] { return at.sort; })];
                to.since.insert(to.since.end(), before[p].since.begin(), before[p].since.end());
                to.entries += before[p].entries;
                to.units += before[p].units;
                to.tried |= before[p].tried;
            }
            index.ranges = table.ranges;
            for (Source& source : index.sources) {
                source.cumulative.assign(index.ranges.size() + 1, 0);
                for (const PartitionWeight& weight :
                     partition_weights(*source.load.keys, source.load.sort_order, index.ranges)) {
                    for (std::size_t p = 0; p < index.ranges.size(); ++p)
                        if (index.ranges.owner_at(p) == weight.partition)
                            source.cumulative[p + 1] = weight.units;
                }
                for (std::size_t p = 0; p < index.ranges.size(); ++p)
                    source.cumulative[p + 1] += source.cumulative[p];
            }
        }
        for (std::size_t p = 0; p < index.queues.size(); ++p)
            index.queues[p].rate = std::min(
                index.rate, tables.partitions.limit[index.ranges.owner_at(p).value][write]);
    }
}

// The writes of the step that would make the wait of the index, or of one of its partitions, longer
// than `lag` are refused. What is served in the step makes room.
double EntryCells::share_refused(const IndexState& index, const CellStep& step, double per_row,
                                 const RowsOf& rows, Outcome& outcome) {
    const SimDuration length = step.to - step.from;
    std::vector<double> coming(index.queues.size());
    double all = 0;
    for (const Source& source : index.sources) {
        if (!covers(source.load, step.from)) continue;
        const double wanted = rows(source.load.workload) * source.load.keys->units * 2 * per_row;
        const double whole = source.cumulative.back();
        for (std::size_t p = 0; p < coming.size() && whole > 0; ++p)
            coming[p] += wanted * (source.cumulative[p + 1] - source.cumulative[p]) / whole;
        all += wanted;
    }
    double refused = 0;
    const auto see = [&](double inflow, std::int64_t waiting, CapacityRate rate, Outcome reason) {
        if (inflow <= 0) return;
        const double room =
            half_units_in(rate, index.spec.lag + length) - static_cast<double>(waiting);
        const double share = 1 - std::clamp(room / inflow, 0.0, 1.0);
        if (share <= refused) return;
        refused = share;
        outcome = reason;
    };
    see(all, index.units, index.rate, outcome);
    for (std::size_t p = 0; p < coming.size(); ++p)
        see(coming[p], index.queues[p].units, index.queues[p].rate, Outcome::index_partition);
    return refused;
}

EntryCells::Refusal EntryCells::back_pressure(TableIndex table, const CellStep& step,
                                              const RowsOf& rows) const {
    Refusal most;
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
        const IndexState& index = indexes_[i];
        if (index.base != table || index.rate == CapacityRate{}) continue;
        Outcome outcome = index.spec.capacity.on_demand() && index.spec.capacity.maximum.write > 0
                              ? Outcome::index_on_demand_maximum
                              : Outcome::index_throughput;
        const double share = share_refused(index, step, 1, rows, outcome);
        if (share > most.pressure.share) most = {{share, outcome}, i};
    }
    return most;
}

void EntryCells::count_refused(std::size_t index, std::uint64_t writes, Outcome outcome,
                               Recorder& recorder) const {
    CallCounts& calls = recorder.calls(indexes_[index].resource, Side::write);
    calls.refused_base_writes += writes;
    if (outcome == Outcome::index_partition) calls.refused_by_hot_partition += writes;
    if (outcome == Outcome::index_on_demand_maximum) calls.refused_by_on_demand_maximum += writes;
}

CallCost EntryCells::entry_cost(const IndexState& index, const CellLoad& load,
                                Operation operation) const {
    const WorkloadDemand& demand = *load.load().demand;
    constexpr int points = 256;
    const int count = demand.sizes_differ ? points : 1;
    CallCost cost;
    for (int q = 0; q < count; ++q) {
        const std::uint32_t bytes =
            index.spec.entry_bytes(demand.bytes_at((q + 0.5) / count, operation));
        cost.mean += static_cast<double>(rules_.of(Operation::put_item, bytes).count()) / count;
    }
    return cost;
}

void EntryCells::take_in(const CellLoad& load, const CellFlow& flow, std::uint64_t admitted,
                         const CellStep& step) {
    if (load.side() != Side::write || admitted == 0) return;
    for (IndexState& index : indexes_) {
        if (index.base != load.resource()) continue;
        const double each = entry_writes(index.spec, flow.operation, flow.finding).all();
        if (each <= 0) continue;
        for (Source& source : index.sources) {
            if (source.load.workload != load.load().workload || !covers(source.load, step.from))
                continue;
            CellRandom random(source.stream ^ flow.stream, 1, step.from.time_since_epoch().count());
            const double whole = std::floor(each);
            const std::uint64_t entries =
                admitted * static_cast<std::uint64_t>(whole) +
                CountDraws::tables().binomial(static_cast<std::uint32_t>(admitted), each - whole,
                                              random);
            add_entries(index, source, entries, entry_cost(index, load, flow.operation), step);
            break;
        }
    }
}

// Divides the entries among the partitions of the index: halves of them, by binomial draws.
void EntryCells::add_entries(IndexState& index, Source& source, std::uint64_t entries,
                             const CallCost& cost, const CellStep& step) const {
    struct Part {
        std::size_t first, end;
        std::uint32_t entries;
    };
    CellRandom random(source.stream, 2, step.from.time_since_epoch().count());
    const Tries tries = tries_in(step);
    std::vector<Part> parts{{0, index.queues.size(), static_cast<std::uint32_t>(entries)}};
    while (!parts.empty()) {
        const Part part = parts.back();
        parts.pop_back();
        if (part.entries == 0) continue;
        if (part.end - part.first == 1) {
            Waiting& queue = index.queues[part.first];
            const auto units =
                static_cast<std::int64_t>(std::floor(cost.mean * part.entries + 0.5));
            const std::uint64_t late = tries.late_of(part.entries);
            const auto late_units =
                static_cast<std::int64_t>(std::floor(cost.mean * static_cast<double>(late) + 0.5));
            if (part.entries > late) queue.since.emplace_back(step.from, part.entries - late);
            queue.entries += part.entries - late;
            queue.units += units - late_units;
            queue.late_entries += late;
            queue.late_units += late_units;
            index.units += units - late_units;
            continue;
        }
        const std::size_t middle = (part.first + part.end) / 2;
        const double all = source.cumulative[part.end] - source.cumulative[part.first];
        const double chance =
            all > 0 ? (source.cumulative[middle] - source.cumulative[part.first]) / all : 0;
        const std::uint32_t left = CountDraws::tables().binomial(part.entries, chance, random);
        parts.push_back({part.first, middle, left});
        parts.push_back({middle, part.end, part.entries - left});
    }
}

void EntryCells::take_out(Waiting& queue, std::uint64_t entries, std::int64_t units) {
    queue.entries -= entries;
    queue.units -= units;
    while (entries > 0) {
        auto& [since, count] = queue.since.front();
        const std::uint64_t taken = std::min(count, entries);
        count -= taken;
        entries -= taken;
        if (count == 0) queue.since.pop_front();
    }
}

void EntryCells::Waiting::state(StateVisitor& visit) {
    visit(since, entries, units, tried);
    std::uint64_t counted = 0;
    for (const auto& [time, count] : since) counted += count;
    visit.require(counted == entries && units >= 0);
}

EntryCells::Tries EntryCells::tries_in(const CellStep& step) {
    const auto periods_before = [](SimTime time) {
        return (time - sim_start + IndexWrites::period - 1us) / IndexWrites::period;
    };
    const auto first = std::max<std::int64_t>(1, periods_before(step.from));
    const auto end = periods_before(step.to);
    const SimDuration length = step.to - step.from;
    if (first >= end) return {0, step.from, length, length};
    const SimTime last = sim_start + (end - 1) * IndexWrites::period;
    return {static_cast<std::uint64_t>(end - first), last, step.to - last, length};
}

// The entries after the last try wait for the first one of the next step.
void EntryCells::admit_late(IndexState& index, const Tries& tries) {
    for (Waiting& queue : index.queues) {
        if (queue.late_entries == 0) continue;
        queue.since.emplace_back(tries.last, queue.late_entries);
        queue.entries += std::exchange(queue.late_entries, 0);
        index.units += queue.late_units;
        queue.units += std::exchange(queue.late_units, 0);
    }
}

// At each try, the entry that finds no more tokens is refused.
void EntryCells::apply_place(IndexState& index, std::size_t place, const CellStep& step,
                             const Tries& tries, const ServiceLimits& limits,
                             std::vector<WideCapacityUnits>& table_left, Tables& tables,
                             Recorder& recorder, Applied& sum) const {
    Waiting& queue = index.queues[place];
    if (queue.entries == 0) return;
    const PartitionIndex partition = index.ranges.owner_at(place);
    WideCapacityUnits available =
        CapacityUnits::nano_units(std::numeric_limits<std::int64_t>::max());
    Outcome refused = Outcome::table_throughput;
    const auto see = [&](WideCapacityUnits left, Outcome outcome) {
        if (left < available) refused = outcome;
        available = std::min(available, left);
    };
    for (std::size_t t = 0; t < limits.table.size(); ++t)
        see(table_left[t], limits.table[t].refused);
    for (const PartitionLimit& limit : limits.partition) {
        TokenBucket& bucket = (tables.partitions.*limit.buckets)[partition.value].of[Side::write];
        see(bucket.offered(step.from, tries.last, limit.windows), limit.refused);
    }
    const auto room =
        static_cast<std::int64_t>(std::max(WideCapacityUnits{}, available).in_nano_units() /
                                  nano_units_of_half);  // half-units
    std::uint64_t applied = queue.entries;
    if (queue.units > room)
        applied =
            static_cast<std::uint64_t>(static_cast<__int128>(queue.entries) * room / queue.units);
    const auto units = static_cast<std::int64_t>(static_cast<__int128>(queue.units) *
                                                 static_cast<std::int64_t>(applied) /
                                                 static_cast<std::int64_t>(queue.entries));
    const std::uint64_t left = queue.entries - applied;
    const std::int64_t each =
        std::max<std::int64_t>(1, queue.units / static_cast<std::int64_t>(queue.entries));
    const std::uint64_t refusals = left > 0 ? tries.count : 0;
    sum.first_tries += applied + (left > 0) - queue.tried;
    queue.tried = left > 0;
    take_out(queue, applied, units);
    index.units -= units;
    sum.admitted += applied;
    sum.units += units;
    sum.tries[0] += applied;
    sum.tries[static_cast<std::size_t>(refused)] += refusals;
    for (WideCapacityUnits& of_table : table_left) of_table -= HalfUnits(units);
    for (const PartitionLimit& limit : limits.partition)
        (tables.partitions.*limit.buckets)[partition.value].of[Side::write].spend(
            HalfUnits(units), tries.last, limit.windows);
    PartitionSecond& second = recorder.count_second_of(partition);
    const auto refused_units =
        static_cast<std::uint32_t>(each) * static_cast<std::uint32_t>(refusals);
    second.demand[Side::write] += static_cast<std::uint32_t>(units) + refused_units;
    second.throttled[Side::write] += refused_units;
    second.throttled_count[Side::write] += static_cast<std::uint32_t>(refusals);
    if (refusals > 0) second.refusals[Side::write] |= refusal_bit(refused);
    recorder.throttled_parts(index.resource, Side::write) += refusals;
}

void EntryCells::apply(const CellStep& step, Tables& tables, const ModelOf& model,
                       Recorder& recorder) {
    const Tries tries = tries_in(step);
    ServiceLimits limits;
    for (IndexState& index : indexes_) {
        if (index.units > 0 && tries.count > 0) {
            limits.partition.clear();
            limits.table.clear();
            model(index.resource).list_limits(tables, index.resource, Side::write, limits);
            std::vector<WideCapacityUnits> table_left;
            for (const TableLimit& limit : limits.table)
                table_left.push_back(limit.bucket->offered(step.from, tries.last, limit.windows));
            Applied sum;
            for (std::size_t p = 0; p < index.queues.size(); ++p)
                apply_place(index, p, step, tries, limits, table_left, tables, recorder, sum);
            for (const TableLimit& limit : limits.table)
                limit.bucket->spend(HalfUnits(sum.units), tries.last, limit.windows);
            recorder.count({.workload = index.workload,
                            .table = index.resource,
                            .operation = Operation::put_item,
                            .tries = sum.tries,
                            .requests = sum.first_tries,
                            .given_up = 0,
                            .consumed = HalfUnits(sum.units),
                            .units_given_up = {}});
            recorder.add_to_fingerprint(sum.admitted, sum.first_tries);
        }
        look_at_lag(index, step.to, recorder);
        admit_late(index, tries);
    }
}

void EntryCells::look_at_lag(const IndexState& index, SimTime now, Recorder& recorder) const {
    const auto wait_of = [](std::int64_t units, CapacityRate rate) {
        if (units == 0) return std::int64_t{0};
        if (rate == CapacityRate{}) return std::int64_t{SimDuration::max().count()};
        const auto nano_units = static_cast<__int128>(units) * nano_units_of_half;
        const std::int64_t per_us = rate.in_milli_units_per_second();
        return static_cast<std::int64_t>((nano_units + per_us - 1) / per_us);
    };
    BacklogSecond behind;
    behind.expected_wait_us = wait_of(index.units, index.rate);
    for (const Waiting& queue : index.queues) {
        behind.expected_wait_us =
            std::max(behind.expected_wait_us, wait_of(queue.units, queue.rate));
        behind.entries += queue.entries;
        if (!queue.since.empty())
            behind.oldest_us =
                std::max(behind.oldest_us, std::int64_t{(now - queue.since.front().first).count()});
    }
    recorder.add_backlog(index.resource, behind);
}

std::vector<TableIndex> EntryCells::resources() const {
    std::vector<TableIndex> list;
    for (const IndexState& index : indexes_) list.push_back(index.resource);
    return list;
}

std::vector<std::uint64_t> EntryCells::tried_and_waiting() const {
    std::vector<std::uint64_t> counts;
    for (const IndexState& index : indexes_) {
        std::uint64_t count = 0;
        for (const Waiting& queue : index.queues) count += queue.tried;
        counts.push_back(count);
    }
    return counts;
}

}  // namespace isotherm
