// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/cell_facts.h"

#include <algorithm>

#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

// Returns the partition that owned the position at `cursor`. A partition may split within a minute;
// of the owners in the minute's first and last second, returns the one with more throttled
// requests, or the one with more demand if these are equal.
std::optional<std::size_t> busiest_owner(const TableRecording& table, const RecordedMoment& moment,
                                         CellCursor cursor) {
    const auto weight = [&](std::size_t partition) {
        if (partition >= moment.cells.size()) return std::pair{0U, 0U};
        const HeatCell& cell = moment.cells[partition];
        return std::pair{cell.throttled_count, cell.demand};
    };
    const auto first = owner_of(table, {moment.seconds.first, cursor.position});
    const auto last = owner_of(table, {moment.seconds.end - 1, cursor.position});
    if (!first || !last) return first ? first : last;
    return weight(*last) > weight(*first) ? last : first;
}

}  // namespace

std::vector<Outcome> CellFacts::causes() const {
    std::vector<Outcome> list;
    for (std::size_t o = 1; o < outcome_count; ++o) {
        const auto outcome = static_cast<Outcome>(o);
        if (refused_by(outcome)) list.push_back(outcome);
    }
    return list;
}

KeyPosition middle_position(const TableRecording& table, std::size_t partition) {
    if (partition >= table.partitions.size()) return 0;
    const PartitionRecord& record = table.partitions[partition];
    return record.first_position + (record.last_position - record.first_position) / 2;
}

std::optional<std::size_t> owner_of(const TableRecording& table, CellCursor cursor) {
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const PartitionRecord& record = table.partitions[p];
        if (cursor.position < record.first_position || cursor.position > record.last_position)
            continue;
        if (cursor.second < record.born_second) continue;
        if (record.retired_second && cursor.second >= *record.retired_second) continue;
        return p;
    }
    return std::nullopt;
}

std::optional<CellFacts> cell_facts(const Recording& recording, std::size_t table_index, Side side,
                                    CellCursor cursor) {
    if (table_index >= recording.tables.size()) return std::nullopt;
    if (cursor.second < 0 || cursor.second >= recording.seconds()) return std::nullopt;
    const TableRecording& table = recording.tables[table_index];
    const RecordedMoment moment = moment_of(table, side, cursor.second);
    const auto owner = busiest_owner(table, moment, cursor);
    if (!owner) return std::nullopt;
    const PartitionRecord& record = table.partitions[*owner];
    CellFacts facts;
    facts.partition = *owner;
    facts.range = {record.first_position, record.last_position};
    facts.time = moment.seconds;
    facts.limit = record.limit_at(side, std::max(moment.seconds.first, record.born_second))
                      .in_units_per_second();
    if (*owner < moment.cells.size()) {
        const HeatCell& cell = moment.cells[*owner];
        facts.demand = HalfUnits(cell.demand).in_units();
        facts.consumed = cell.consumed().in_units();
        facts.throttled = cell.throttled_count;
        facts.refusals = cell.refusals;
        facts.burst_left = moment.burst_at(*owner);
        if (*owner < moment.peaks.size())
            facts.heat = static_cast<double>(moment.peaks[*owner]);
        else if (facts.limit > 0)
            facts.heat = facts.demand / facts.limit;
    }
    facts.on_demand = table.on_demand_at(cursor.second);
    if (facts.on_demand) facts.burst_left.reset();
    if (moment.series != nullptr) {
        facts.table_demand = HalfUnits(moment.series->demand).in_units();
        facts.table_busiest = HalfUnits(moment.busiest_demand()).in_units();
        facts.table_provisioned = static_cast<double>(moment.series->provisioned) * 1e-3;
        facts.table_throttled_seconds = moment.throttled_seconds();
    }
    return facts;
}

}  // namespace isotherm
