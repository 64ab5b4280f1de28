// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/run_end.h"

#include <algorithm>

#include "engine/insight/side_history.h"

namespace isotherm {
namespace {

// The end of a run: at most the time in which a burst bucket fills, and at most a quarter of the
// run, so that it can be compared with what was before [inferred].
constexpr std::int64_t parts_of_run = 4;
// Chance in arrivals moves backlogs and buckets by less than this [inferred].
constexpr double backlog_growth = 1.02;
constexpr std::int64_t wait_least_us = 1'000'000;
constexpr double burst_spent_least = 0.02;

std::size_t columns_at_end(std::size_t columns, std::int64_t column_seconds) {
    const auto burst = static_cast<std::size_t>(burst_seconds / column_seconds);
    return std::max<std::size_t>(1, std::min(burst, columns / parts_of_run));
}

double mean_entries(const std::vector<BacklogSecond>& backlog, std::size_t first, std::size_t end) {
    double sum = 0;
    for (std::size_t c = first; c < end; ++c) sum += static_cast<double>(backlog[c].entries);
    return sum / static_cast<double>(end - first);
}

bool backlog_grows(const TableRecording& index) {
    const std::vector<BacklogSecond>& backlog = index.backlog;
    if (backlog.size() < parts_of_run || backlog.back().expected_wait_us < wait_least_us)
        return false;
    const std::size_t end = backlog.size();
    const std::size_t width = columns_at_end(end, index.column_seconds);
    const double before = mean_entries(backlog, end - 2 * width, end - width);
    return mean_entries(backlog, end - width, end) > backlog_growth * before;
}

// With global admission, the cells have the burst of the whole table.
bool burst_shrinks(const TableRecording& table, Side side, std::size_t partition) {
    const std::size_t columns = table.seconds[side].size();
    const std::size_t width = columns_at_end(columns, table.column_seconds);
    double asked = 0;
    const HeatCell *first = nullptr, *last = nullptr;
    for (std::size_t c = columns - width; c < columns; ++c) {
        const auto row = table.heat[side].row(static_cast<std::int64_t>(c));
        if (partition >= row.size() || row[partition].demand == 0) continue;
        last = &row[partition];
        if (first == nullptr) first = last;
        asked += HalfUnits(last->demand).in_units();
    }
    if (last == nullptr) return false;
    const auto seconds = static_cast<double>(width) * static_cast<double>(table.column_seconds);
    const auto end = static_cast<std::int64_t>(columns) * table.column_seconds - 1;
    const double limit =
        table.partitions[partition].limit_at(side, end).in_units_per_second() * seconds;
    const double spent = static_cast<double>(first->burst_left) - last->burst_left;
    return asked > limit && spent >= burst_spent_least * burst_full;
}

bool burst_shrinks(const TableRecording& table, Side side) {
    const std::size_t columns = table.seconds[side].size();
    if (columns < parts_of_run) return false;
    const auto end = static_cast<std::int64_t>(columns) * table.column_seconds - 1;
    if (end == 0 || table.on_demand_at(end)) return false;
    for (std::size_t p = 0; p < table.partitions.size(); ++p)
        if (!table.partitions[p].retired_second && burst_shrinks(table, side, p)) return true;
    return false;
}

// What waits for an index at the end is still to be done, in half-units.
double waiting_half_units(const TableRecording& table, Side side) {
    if (side != Side::write || table.backlog.empty() || table.totals.admitted == 0) return 0;
    const double of_one = static_cast<double>(table.totals.consumed[side].count()) /
                          static_cast<double>(table.totals.admitted);
    return static_cast<double>(table.backlog.back().entries) * of_one;
}

// What the last read of a saturated bucket owes: its call may take more than the mean.
double owed_half_units(const TableRecording& table, Side side) {
    if (side != Side::read || table.totals.admitted == 0) return 0;
    return static_cast<double>(table.totals.consumed[side].count()) /
           static_cast<double>(table.totals.admitted);
}

// Compares the whole run. What a bucket of one second holds is no saved burst. Seconds in on-demand
// mode do not count.
bool takes_more_than_provisioned(const TableRecording& table, Side side) {
    constexpr double milli_units_per_half = 500;
    const auto end = static_cast<std::int64_t>(table.seconds[side].size()) * table.column_seconds;
    if (end == 0 || table.on_demand_at(end)) return false;
    double provisioned = 0, consumed = waiting_half_units(table, side);
    for (std::size_t c = 0; c < table.seconds[side].size(); ++c) {
        const SeriesSecond& column = table.seconds[side][c];
        if (table.on_demand_at(static_cast<std::int64_t>(c) * table.column_seconds)) continue;
        provisioned += static_cast<double>(column.provisioned) / milli_units_per_half *
                       static_cast<double>(table.column_seconds);
        consumed += static_cast<double>(column.consumed);
    }
    const double second =
        static_cast<double>(table.seconds[side].back().provisioned) / milli_units_per_half;
    return consumed > provisioned + second + 2 * owed_half_units(table, side);
}

// A partition with a share of the table's throughput has a burst of its own. Only writes: what
// eventually consistent reads may take of a partition is no single limit.
bool takes_more_than_limit(const TableRecording& table, const PartitionRecord& partition) {
    constexpr Side side = Side::write;
    const auto end = static_cast<std::int64_t>(table.seconds[side].size()) * table.column_seconds;
    const std::vector<LimitStep>& limits = partition.limits[side];
    double allowed = 0;
    for (std::size_t l = 0; l < limits.size(); ++l) {
        const std::int64_t until = l + 1 < limits.size() ? limits[l + 1].second : end;
        const std::int64_t from = std::max(limits[l].second, partition.born_second);
        allowed += limits[l].limit.in_units_per_second() *
                   static_cast<double>(std::max<std::int64_t>(0, until - from));
    }
    allowed += limits.empty() ? 0 : limits.back().limit.in_units_per_second();
    return partition.consumed[side].in_units() > allowed;
}

bool lives_on_savings(const TableRecording& table, Side side) {
    if (takes_more_than_provisioned(table, side)) return true;
    return std::any_of(table.partitions.begin(), table.partitions.end(),
                       [&](const PartitionRecord& partition) {
                           return side == Side::write && !partition.retired_second &&
                                  takes_more_than_limit(table, partition);
                       });
}

}  // namespace

bool debt_grows(const Recording& recording, const std::string& table) {
    return std::any_of(
        recording.tables.begin(), recording.tables.end(), [&](const TableRecording& one) {
            if (!table.empty() && one.name.table != table) return false;
            return backlog_grows(one) || burst_shrinks(one, Side::read) ||
                   burst_shrinks(one, Side::write) || lives_on_savings(one, Side::read) ||
                   lives_on_savings(one, Side::write);
        });
}

}  // namespace isotherm
