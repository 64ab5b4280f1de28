// SPDX-License-Identifier: Apache-2.0
// The end of a second: what each partition did goes into the recording.

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/model/fetch_ahead.h"
#include "engine/recording/recorder.h"

namespace isotherm {
namespace {

// The most half-units that a cell of the heat map counts.
constexpr std::uint32_t cell_most = std::numeric_limits<std::uint32_t>::max();

bool nothing_asked(const PartitionSecond& open, Side side) {
    return (open.demand[side] | open.throttled_count[side]) == 0;
}

std::uint16_t share_stored(double share) { return static_cast<std::uint16_t>(share * burst_full); }

}  // namespace

// No two tables share anything that changes, so any threads can close them.
void Recorder::close_second(std::int64_t second, const Tables& tables, const BurstLeft& burst_left,
                            const Share& share) {
    assert(second >= closed_);
    if (column_seconds_ > 1 && second / column_seconds_ != (closed_ - 1) / column_seconds_)
        file_open_columns();
    find_awake(tables);
    share(tables.size(),
          [&](std::size_t table) { close_table(second, table, tables, burst_left); });
    closed_ = second + 1;
}

// Partitions are in order of their numbers, mostly without a gap.
void Recorder::find_awake(const Tables& tables) {
    open_.list_asked();
    for (Awake& awake : awake_) awake.asked.clear();
    for (const PartitionIndex partition : open_.asked()) {
        const std::size_t index = tables.partitions.table[partition.value].value;
        const std::vector<PartitionIndex>& all = tables.tables[index].partitions;
        std::size_t place = partition.value - all.front().value;
        if (place >= all.size() || all[place] != partition)
            place = static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), partition) -
                                             all.begin());
        awake_[index].asked.push_back(static_cast<std::uint32_t>(place));
    }
}

// After a change of partitions or limits nobody knows whose burst capacity is full.
void Recorder::wake_all() {
    for (std::size_t table = 0; table < awake_.size(); ++table) {
        for (std::vector<std::uint32_t>& recovering : awake_[table].recovering) {
            recovering.resize(recording_.tables[table].partitions.size());
            std::iota(recovering.begin(), recovering.end(), 0U);
        }
    }
}

void Recorder::close_table(std::int64_t second, std::size_t table, const Tables& tables,
                           const BurstLeft& burst_left) {
    TableRecording& record = recording_.tables[table];
    for (const Side side : both_sides) {
        // Seconds without requests have zero counts, but still record the provisioned value.
        auto& columns = record.seconds[side];
        SeriesSecond idle;
        idle.provisioned = tables.tables[table].provisioned[side].in_milli_units_per_second();
        columns.resize(static_cast<std::size_t>(second / column_seconds_) + 1, idle);
        columns.back().provisioned = idle.provisioned;
    }
    if (record.is_index || tables.tables[table].replicated) {
        record.backlog.resize(record.seconds[Side::read].size());
        record.backlog.back().raise_to(std::exchange(open_backlogs_[table], {}));
    }
    if (busy_[table][0] || busy_[table][1]) close_busy(second, table, tables, burst_left);
    for (const Side side : both_sides) {
        CallCounts& calls = record.seconds[side].back().calls;
        calls += std::exchange(open_calls_[table][side], {});
        // Rows of batches and index writes are not throttled requests of their own; batches
        // have been counted by the CallCounter.
        calls.throttled_requests -= std::exchange(open_parts_[table][side], 0);
    }
}

void Recorder::close_busy(std::int64_t second, std::size_t index, const Tables& tables,
                          const BurstLeft& burst_left) {
    HalfUnits consumed;
    for (const Side side : both_sides) {
        if (!busy_[index][side]) continue;
        busy_[index][side] = false;
        SeriesSecond& sum = recording_.tables[index].seconds[side].back();
        const auto tries = std::exchange(open_tries_[index][side], {});
        for (std::size_t o = 0; o < outcome_count; ++o) sum.requests[o] += tries[o];
        const std::uint64_t throttled = throttled_of(tries);
        sum.calls.throttled_requests += throttled;
        sum.throttled_seconds += throttled > 0;
        if (side == Side::write)
            sum.throttled_replication += std::exchange(open_replication_[index], 0U);
        sum.given_up += std::exchange(open_given_up_[index][side], 0);
        const SideSum asked = file_cells(second, index, side, tables, burst_left);
        sum.consumed += asked.demand - asked.throttled;
        consumed += HalfUnits(asked.demand - asked.throttled);
        sum.demand += asked.demand;
        sum.peak_demand = std::max(sum.peak_demand, asked.demand);
    }
    count_busiest(second, index, consumed);
}

// Hot path: once per partition that was asked, or whose burst is not full, side and second. The
// records and buckets of the others, most in a large table, stay out of the cache.
Recorder::SideSum Recorder::file_cells(std::int64_t second, std::size_t index, Side side,
                                       const Tables& tables, const BurstLeft& burst_left) {
    const Table& table = tables.tables[index];
    TableRecording& record = recording_.tables[index];
    const std::size_t count = table.partitions.size();
    const bool coarse = column_seconds_ > 1;
    OpenColumn& column = open_columns_[index][side];
    // Partitions of tables in on-demand mode save nothing.
    const bool own = table.bursts_by_partition() && table.partition_windows.saved() > SimDuration{};
    const std::uint16_t of_table =
        own ? std::uint16_t{0} : share_stored(burst_left(table.partitions.front(), side));
    const HeatCell resting{.burst_left = own ? burst_full : of_table};
    const auto row = coarse ? std::span<HeatCell>{} : record.heat[side].add_row(second, count);
    std::ranges::fill(row, resting);
    if (coarse) {
        column.resize(count, resting.burst_left);
        column.burst_left_of_table = own ? std::nullopt : std::optional(of_table);
    }
    SideSum sum;
    const auto file = [&](std::uint32_t p) {
        HeatCell cell = cell_of(table.partitions[p], side);
        cell.burst_left = own ? share_stored(burst_left(table.partitions[p], side)) : of_table;
        sum.demand += cell.demand;
        sum.throttled += cell.throttled;
        if (coarse) {
            assert(record.partitions[p].limits[side].back().limit ==
                   tables.partitions.limit[table.partitions[p].value][side]);
            fold(column, p, cell, record.partitions[p], side);
        } else {
            row[p] = cell;
            record.partitions[p].consumed[side] += cell.consumed();
            record.partitions[p].throttled[side] += cell.throttled_count;
        }
        return cell.burst_left != burst_full;
    };
    const auto asked = [&](std::uint32_t p) {
        return !nothing_asked(open_[table.partitions[p]], side);
    };
    // Loads what a partition further down a list needs, if the cache does not hold all of them.
    const auto fetch = [&](const std::vector<std::uint32_t>& list, std::size_t at) {
        if (count <= cached_partitions || at + rows_ahead >= list.size()) return;
        const std::uint32_t p = list[at + rows_ahead];
        __builtin_prefetch(&open_[table.partitions[p]]);
        __builtin_prefetch(&tables.partitions.buckets[table.partitions[p].value]);
        __builtin_prefetch(&record.partitions[p].consumed, 1);
    };
    std::vector<std::uint32_t>& recovering = awake_[index].recovering[side];
    std::size_t next = 0;
    const auto rests = [&](std::uint32_t p) {
        fetch(recovering, next++);
        return asked(p) || !file(p);
    };
    if (own) std::erase_if(recovering, rests);
    const std::vector<std::uint32_t>& all = awake_[index].asked;
    for (std::size_t i = 0; i < all.size(); ++i) {
        fetch(all, i);
        if (asked(all[i]) && file(all[i]) && own) recovering.push_back(all[i]);
    }
    return sum;
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
    const PartitionSecond& open = open_[partition];
    HeatCell cell;
    cell.demand = open.demand[side];
    cell.throttled = open.throttled[side];
    cell.throttled_count = open.throttled_count[side];
    cell.refusals = open.refusals[side];
    return cell;
}

void Recorder::fold(OpenColumn& column, std::size_t partition, const HeatCell& second,
                    PartitionRecord& record, Side side) {
    HeatCell& cell = column.cells[partition];
    cell.burst_left = second.burst_left;
    std::uint32_t& peak = column.peak_demand[partition];
    peak = std::max(peak, second.demand);
    if (cell_most - cell.demand < second.demand) {
        fill(cell, second, record, side);
        return;
    }
    cell.demand += second.demand;
    if (second.throttled_count == 0) return;
    cell.throttled += second.throttled;
    cell.throttled_count += second.throttled_count;
    cell.refusals |= second.refusals;
}

// A cell that is full shows as much of what was consumed as it can, and loses what was refused:
// partitions do not serve as much. What it loses goes into the totals at once.
void Recorder::fill(HeatCell& cell, const HeatCell& second, PartitionRecord& record, Side side) {
    const HalfUnits consumed = cell.consumed() + second.consumed();
    const std::uint64_t throttled = std::uint64_t{cell.throttled_count} + second.throttled_count;
    cell.demand = cell_most;
    cell.throttled =
        cell_most - static_cast<std::uint32_t>(std::min<std::int64_t>(consumed.count(), cell_most));
    cell.throttled_count =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(throttled, cell_most));
    cell.refusals |= second.refusals;
    record.consumed[side] += consumed - cell.consumed();
    record.throttled[side] += throttled - cell.throttled_count;
}

void Recorder::OpenColumn::resize(std::size_t partitions, std::uint16_t burst_left) {
    if (cells.size() == partitions) return;
    cells.resize(partitions, HeatCell{.burst_left = burst_left});
    peak_heat.resize(partitions);
    peak_demand.resize(partitions);
}

void Recorder::OpenColumn::settle_burst_left() {
    if (!burst_left_of_table) return;
    for (HeatCell& cell : cells) cell.burst_left = *burst_left_of_table;
}

void Recorder::OpenColumn::settle_peak(std::size_t partition, CapacityRate limit) {
    if (partition >= peak_demand.size() || peak_demand[partition] == 0) return;
    const double units = HalfUnits(std::exchange(peak_demand[partition], 0U)).in_units();
    const double heat = limit > CapacityRate{} ? units / limit.in_units_per_second() : 0;
    peak_heat[partition] = std::max(peak_heat[partition], static_cast<float>(heat));
}

// The limits of the partitions have not changed since the last call, or since follow().
void Recorder::settle_peaks(std::size_t table, Side side) {
    const std::vector<PartitionRecord>& records = recording_.tables[table].partitions;
    OpenColumn& column = open_columns_[table][side];
    for (std::size_t p = 0; p < column.cells.size(); ++p)
        column.settle_peak(p, records[p].limits[side].back().limit);
}

void Recorder::file_open_columns() {
    const std::int64_t number = (closed_ - 1) / column_seconds_;
    for (std::size_t table = 0; table < open_columns_.size(); ++table) {
        for (const Side side : both_sides) {
            settle_peaks(table, side);
            OpenColumn column = std::exchange(open_columns_[table][side], {});
            if (column.cells.empty()) continue;
            column.settle_burst_left();
            TableRecording& record = recording_.tables[table];
            for (std::size_t p = 0; p < column.cells.size(); ++p) {
                record.partitions[p].consumed[side] += column.cells[p].consumed();
                record.partitions[p].throttled[side] += column.cells[p].throttled_count;
            }
            const auto row = record.heat[side].add_row(number, column.cells.size());
            std::copy(column.cells.begin(), column.cells.end(), row.begin());
            record.heat[side].set_peaks(number, std::move(column.peak_heat));
        }
    }
}

}  // namespace isotherm
