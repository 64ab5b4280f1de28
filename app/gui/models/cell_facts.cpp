// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/cell_facts.h"

#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_words.h"
#include "app/gui/models/recorded_moment.h"
#include "app/render/backlog_columns.h"
#include "app/render/plot_frame.h"

namespace isotherm {
namespace {

constexpr double burst_gone = 0.005;

double burst_at(const RecordedMoment& moment, std::size_t partition) {
    return partition < moment.cells.size()
               ? static_cast<double>(moment.cells[partition].burst_left) / burst_full
               : 1;
}

bool refused_by(const CellFacts& facts, Outcome outcome) {
    return (facts.refusals & refusal_bit(outcome)) != 0;
}

// The first second of the stretch that ends with `time` in which no burst was left.
std::int64_t burst_gone_since(const TableRecording& table, Side side, std::size_t partition,
                              TimeWindow time) {
    std::int64_t since = time.first;
    while (since > 0) {
        const RecordedMoment before = moment_of(table, side, since - 1);
        if (before.cells.empty() || burst_at(before, partition) >= burst_gone) break;
        since = before.seconds.first;
    }
    return since;
}

// In a minute a partition may split: of those that owned the position in it, the one that was
// refused more, else asked for more.
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
        if (refused_by(*this, outcome)) list.push_back(outcome);
    }
    return list;
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

std::optional<CellFacts> cell_facts(const RunModel& run, std::size_t table_index, Side side,
                                    CellCursor cursor) {
    if (table_index >= run.recording().tables.size()) return std::nullopt;
    if (cursor.second < 0 || cursor.second >= run.recorded_seconds()) return std::nullopt;
    const TableRecording& table = run.recording().tables[table_index];
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
        facts.burst_left = burst_at(moment, *owner);
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

QString cell_sentence(const CellFacts& facts, Side side) {
    const QString unit = unit_name(side);
    const QString partition = partition_name(facts.partition);
    const QString range = range_text(facts.range.first, facts.range.last);
    const QString demand = amount_text(facts.demand), limit = amount_text(facts.limit);
    const QString heat = share_text(facts.heat, 0);
    if (!facts.is_second()) {
        return Explanation::tr(
                   "%1  %2 %3   hottest second %4 of %5 %6 a second; %7 asked for in "
                   "the minute, throttled %8")
            .arg(Words::moment(facts.time), partition, range, heat, limit, unit, demand,
                 count_text(facts.throttled));
    }
    if (facts.throttled > 0) {
        return Explanation::tr("%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled", nullptr,
                               static_cast<int>(facts.throttled))
            .arg(clock_of(facts.time.first), partition, range, demand, limit, unit, heat);
    }
    return Explanation::tr("%1  %2 %3   %4 of %5 %6 asked for (%7)")
        .arg(clock_of(facts.time.first), partition, range, demand, limit, unit, heat);
}

QStringList Explanation::why(const RunModel& run, std::size_t table_index, Side side,
                             const CellFacts& facts) {
    const TableRecording& table = run.recording().tables[table_index];
    QStringList chain = facts.is_second() ? asked_in_second(table, side, facts)
                                          : asked_in_minute(table, side, facts);
    if (facts.throttled == 0) {
        chain << (facts.heat > 1 && facts.burst_left
                      ? tr("Nothing was refused: saved-up burst capacity covered the excess; %1 of "
                           "it is left.")
                            .arg(share_text(*facts.burst_left, 0))
                      : tr("Nothing was refused: demand stayed within the limit."));
        return chain;
    }
    const bool of_index = refused_by(facts, Outcome::index_throughput) ||
                          refused_by(facts, Outcome::index_partition) ||
                          refused_by(facts, Outcome::index_on_demand_maximum);
    if (of_index)
        chain << of_indexes(run, table, facts.time);
    else
        chain << burst(table, side, facts);
    chain << tr("So %Ln request(s) were refused, worth %1 %2.", nullptr,
                static_cast<int>(facts.throttled))
                 .arg(amount_text(facts.demand - facts.consumed), unit_name(side));
    for (const Outcome cause : facts.causes()) {
        const ResourceKind kind = table.is_index ? ResourceKind::index : ResourceKind::table;
        chain << tr("%1 DynamoDB's reason: %2.")
                     .arg(Words::cause_sentence(cause), qtext(throttle_reason(cause, side, kind)));
    }
    if (facts.table_provisioned > 0 && !of_index && !refused_by(facts, Outcome::quota))
        chain << (facts.on_demand ? whole_table_on_demand(side, facts) : whole_table(side, facts));
    chain << scaling(run, table, facts.time);
    chain << hot_key(run, table, facts.partition);
    return chain;
}

// Only one that is certain to have had more than the others.
QString Explanation::hot_key(const RunModel& run, const TableRecording& table,
                             std::size_t partition) {
    for (const HotKey& key : table.most_throttled) {
        if (key.partition != partition || !key.stands_out) continue;
        const auto& workloads = run.recording().workload_names;
        const QString sender =
            key.workload < workloads.size() ? qtext(printable(workloads[key.workload])) : QString();
        return tr("Of the keys in this partition, %1 of %2 was refused most: %3 times in the run.")
            .arg(qtext(printable(key.name)), sender, count_text(key.count));
    }
    return tr("No key of this partition stands out.");
}

QStringList Explanation::scaling(const RunModel& run, const TableRecording& table,
                                 TimeWindow time) {
    QStringList chain;
    const Recording& recording = run.recording();
    const CapacityChange* last = nullptr;
    for (const CapacityChange& change : recording.capacity_changes) {
        if (change.resource == table.name && change.second < time.end) last = &change;
    }
    if (last != nullptr) {
        const QString asked =
            tr("Its capacity was last asked to change at %1 by %2, from %3 to %4 RCU/WCU")
                .arg(clock_of(last->second), asked_by_words(last->asked_by),
                     Words::capacity(last->on_demand_before, last->before),
                     Words::capacity(last->on_demand_wanted, last->wanted));
        if (!last->refusal.empty())
            chain << tr("%1; DynamoDB refused: %2.").arg(asked, engine_words(last->refusal));
        else if (last->effective_second.value_or(last->second) >= time.end)
            chain << tr("%1; that came into force only at %2.")
                         .arg(asked, clock_of(*last->effective_second));
        else
            chain << tr("%1, in force since %2.")
                         .arg(asked, clock_of(last->effective_second.value_or(last->second)));
    }
    for (const ScalingHold& hold : recording.scaling_holds) {
        if (hold.resource != table.name || hold.second >= time.end ||
            hold.second + hold.seconds <= time.first)
            continue;
        chain << tr("Meanwhile %1 was waiting: %2.")
                     .arg(qtext(hold.policy), engine_words(hold.wait.message));
    }
    return chain;
}

QStringList Explanation::asked_in_second(const TableRecording& table, Side side,
                                         const CellFacts& facts) {
    const QString unit = unit_name(side);
    return {tr("At %1, partition %2 of %3 was asked for %4 %5.")
                .arg(Words::moment(facts.time), partition_name(facts.partition), qtext(table.name),
                     amount_text(facts.demand), unit),
            tr("Its limit in force was %1 %2 a second, so demand was %3 of it.")
                .arg(amount_text(facts.limit), unit, share_text(facts.heat, 0))};
}

QStringList Explanation::asked_in_minute(const TableRecording& table, Side side,
                                         const CellFacts& facts) {
    const QString unit = unit_name(side);
    return {tr("In the minute from %1 to %2, partition %3 of %4 was asked for %5 %6. This run is "
               "recorded by the minute; which second did it is not known.")
                .arg(clock_of(facts.time.first), clock_of(facts.time.end),
                     partition_name(facts.partition), qtext(table.name), amount_text(facts.demand),
                     unit),
            tr("Its limit in force was %1 %2 a second; in its hottest second demand was %3 of the "
               "limit.")
                .arg(amount_text(facts.limit), unit, share_text(facts.heat, 0))};
}

QString Explanation::burst(const TableRecording& table, Side side, const CellFacts& facts) {
    const bool of_table = refused_by(facts, Outcome::table_throughput);
    const bool of_partition =
        refused_by(facts, Outcome::partition_share) || refused_by(facts, Outcome::node_capacity);
    if (facts.burst_left && of_table) return table_burst(table, side, facts);
    if (!facts.burst_left || !of_partition)
        return tr("Unused capacity is not saved up for this limit; there is no burst.");
    if (*facts.burst_left < burst_gone) {
        const std::int64_t since = burst_gone_since(table, side, facts.partition, facts.time);
        if (since < facts.time.first)
            return tr("Its burst capacity has been used up since %1.").arg(clock_of(since));
        return facts.is_second() ? tr("Its burst capacity was used up in this second.")
                                 : tr("Its burst capacity was used up in this minute.");
    }
    const QString left = share_text(*facts.burst_left, 0);
    return facts.is_second()
               ? tr("%1 of its burst capacity was left at the end of the second.").arg(left)
               : tr("%1 of its burst capacity was left when it was last asked in this minute.")
                     .arg(left);
}

// What the indexes of a table were asked for, when one of them has stopped its writes.
QStringList Explanation::of_indexes(const RunModel& run, const TableRecording& table,
                                    TimeWindow time) {
    QStringList chain{
        tr("The table's indexes must not be too far behind for a write, and one of them was.")};
    for (const TableRecording& index : run.recording().tables) {
        if (!index.is_index || index.name.table != table.name.table) continue;
        const RecordedMoment moment = moment_of(index, Side::write, time.first);
        if (moment.series == nullptr) continue;
        chain << tr("Its index %1 was asked for %2 of its %3 WCU in its busiest second then.")
                     .arg(qtext(printable(index.name.label())),
                          amount_text(HalfUnits(moment.busiest_demand()).in_units()),
                          amount_text(static_cast<double>(moment.series->provisioned) * 1e-3));
        const BacklogSecond behind = backlog_between(index, time.first, time.end);
        if (behind.entries == 0) continue;
        chain << tr("%1 index writes waited for it, and a new one could expect to wait %2 s.")
                     .arg(count_text(behind.entries),
                          amount_text(static_cast<double>(behind.expected_wait_us) * 1e-6));
    }
    return chain;
}

QString Explanation::whole_table_on_demand(Side side, const CellFacts& facts) {
    return tr("The table as a whole was asked for %1 %2; on demand it had grown to %3 a second.")
        .arg(amount_text(facts.table_busiest), unit_name(side),
             amount_text(facts.table_provisioned));
}

// Where admission is global, all partitions draw on what the table has saved.
QString Explanation::table_burst(const TableRecording& table, Side side, const CellFacts& facts) {
    if (*facts.burst_left >= burst_gone)
        return tr("%1 of the table's burst capacity was left after it.")
            .arg(share_text(*facts.burst_left, 0));
    const std::int64_t since = burst_gone_since(table, side, facts.partition, facts.time);
    return since < facts.time.first
               ? tr("The table's burst capacity has been used up since %1.").arg(clock_of(since))
               : tr("The table's burst capacity was used up just then.");
}

// Whether the load is uneven or the throughput insufficient.
QString Explanation::whole_table(Side side, const CellFacts& facts) {
    const double use = facts.table_busiest / facts.table_provisioned;
    const QString unit = unit_name(side), share = share_text(facts.share_of_table(), 0);
    const QString asked = amount_text(facts.table_busiest);
    const QString provisioned = amount_text(facts.table_provisioned), used = share_text(use, 0);
    if (facts.is_second()) {
        return use <= 1 ? tr("The table as a whole was asked for %1 of its %2 %3 (%4): the load is "
                             "uneven, not too large. %5 of it came to this partition.")
                              .arg(asked, provisioned, unit, used, share)
                        : tr("The table as a whole was asked for %1 of its %2 %3 (%4): the "
                             "throughput is insufficient in this second.")
                              .arg(asked, provisioned, unit, used);
    }
    return use <= 1 ? tr("Even in its busiest second of this minute the table as a whole was asked "
                         "for %1 of its %2 %3 (%4): the load is uneven, not too large. %5 of the "
                         "minute's demand came to this partition.")
                          .arg(asked, provisioned, unit, used, share)
                    : tr("In its busiest second of this minute the table as a whole was asked for "
                         "%1 of its %2 %3 (%4): the throughput is insufficient then. Something "
                         "was refused in %5 of its seconds.")
                          .arg(asked, provisioned, unit, used,
                               count_text(facts.table_throttled_seconds));
}

}  // namespace isotherm
