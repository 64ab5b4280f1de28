#include "app/gui/models/cell_facts.h"

#include "app/gui/models/cause_names.h"
#include "app/render/plot_frame.h"

namespace isotherm {
namespace {

constexpr double burst_gone = 0.005;

double burst_at(const TableRecording& table, Side side, std::size_t partition,
                std::int64_t second) {
    const auto row = table.heat[static_cast<std::size_t>(side)].row(second);
    return partition < row.size() ? static_cast<double>(row[partition].burst_left) / burst_full : 1;
}

// The first second of the stretch that ends at `second` in which no burst was left.
std::int64_t burst_gone_since(const TableRecording& table, Side side, std::size_t partition,
                              std::int64_t second) {
    std::int64_t since = second;
    while (since > 0 && burst_at(table, side, partition, since - 1) < burst_gone &&
           !table.heat[static_cast<std::size_t>(side)].row(since - 1).empty()) {
        --since;
    }
    return since;
}

}  // namespace

std::vector<Outcome> CellFacts::causes() const {
    std::vector<Outcome> list;
    for (std::size_t o = 1; o < outcome_count; ++o) {
        const auto outcome = static_cast<Outcome>(o);
        // Index causes lie beyond the eight bits of a cell and are in the table's series only.
        if ((refusals & refusal_bit(outcome)) != 0) list.push_back(outcome);
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
    const auto owner = owner_of(table, cursor);
    if (!owner) return std::nullopt;
    const PartitionRecord& record = table.partitions[*owner];
    const auto s = static_cast<std::size_t>(side);
    CellFacts facts;
    facts.partition = *owner;
    facts.range = {record.first_position, record.last_position};
    facts.second = cursor.second;
    facts.limit = record.limit_at(side, cursor.second).in_units_per_second();
    const auto row = table.heat[s].row(cursor.second);
    if (*owner < row.size()) {
        const HeatCell& cell = row[*owner];
        facts.demand = HalfUnits(cell.demand).in_units();
        facts.consumed = cell.consumed().in_units();
        facts.throttled = cell.throttled_count;
        facts.refusals = cell.refusals;
        facts.burst_left = static_cast<double>(cell.burst_left) / burst_full;
    }
    const auto second = static_cast<std::size_t>(cursor.second);
    if (second < table.seconds[s].size()) {
        facts.table_demand = HalfUnits(table.seconds[s][second].demand).in_units();
        facts.table_provisioned = static_cast<double>(table.seconds[s][second].provisioned) * 1e-3;
    }
    return facts;
}

QString cell_sentence(const CellFacts& facts, Side side) {
    const QString unit = unit_name(side);
    if (facts.throttled > 0) {
        return Explanation::tr("%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled", nullptr,
                               static_cast<int>(facts.throttled))
            .arg(clock_of(facts.second), partition_name(facts.partition),
                 range_text(facts.range.first, facts.range.last), amount_text(facts.demand),
                 amount_text(facts.limit), unit, share_text(facts.heat(), 0));
    }
    return Explanation::tr("%1  %2 %3   %4 of %5 %6 asked for (%7)")
        .arg(clock_of(facts.second), partition_name(facts.partition),
             range_text(facts.range.first, facts.range.last), amount_text(facts.demand),
             amount_text(facts.limit), unit, share_text(facts.heat(), 0));
}

QStringList Explanation::why(const RunModel& run, std::size_t table_index, Side side,
                             const CellFacts& facts) {
    const TableRecording& table = run.recording().tables[table_index];
    const QString unit = unit_name(side);
    QStringList chain;
    chain << tr("At %1, partition %2 of %3 was asked for %4 %5.")
                 .arg(clock_of(facts.second), partition_name(facts.partition), qtext(table.name),
                      amount_text(facts.demand), unit);
    chain << tr("Its limit in force was %1 %2 a second, so demand was %3 of it.")
                 .arg(amount_text(facts.limit), unit, share_text(facts.heat(), 0));
    if (facts.throttled == 0) {
        chain << (facts.heat() > 1
                      ? tr("Nothing was refused: saved-up burst capacity covered the excess; %1 of "
                           "it is left.")
                            .arg(share_text(facts.burst_left, 0))
                      : tr("Nothing was refused: demand stayed within the limit."));
        return chain;
    }
    if (facts.burst_left < burst_gone) {
        const std::int64_t since = burst_gone_since(table, side, facts.partition, facts.second);
        chain << (since < facts.second
                      ? tr("Its burst capacity has been used up since %1.").arg(clock_of(since))
                      : tr("Its burst capacity was used up in this second."));
    } else {
        chain << tr("%1 of its burst capacity was left at the end of the second.")
                     .arg(share_text(facts.burst_left, 0));
    }
    chain << tr("So %Ln request(s) were refused, worth %1 %2.", nullptr,
                static_cast<int>(facts.throttled))
                 .arg(amount_text(facts.demand - facts.consumed), unit);
    for (const Outcome cause : facts.causes()) {
        const ResourceKind kind = table.is_index ? ResourceKind::index : ResourceKind::table;
        chain << tr("%1 DynamoDB's reason: %2.")
                     .arg(Words::cause_sentence(cause), qtext(throttle_reason(cause, side, kind)));
    }
    if (facts.table_provisioned > 0) {
        const double use = facts.table_demand / facts.table_provisioned;
        chain << (use <= 1
                      ? tr("The table as a whole was asked for %1 of its %2 %3 (%4): the load is "
                           "uneven, not too large. %5 of it came to this partition.")
                            .arg(amount_text(facts.table_demand),
                                 amount_text(facts.table_provisioned), unit, share_text(use, 0),
                                 share_text(facts.share_of_table(), 0))
                      : tr("The table as a whole was asked for %1 of its %2 %3 (%4): the "
                           "throughput is insufficient in this second.")
                            .arg(amount_text(facts.table_demand),
                                 amount_text(facts.table_provisioned), unit, share_text(use, 0)));
    }
    chain << scaling(run, table, facts.second);
    for (const HotKey& key : table.most_throttled) {
        if (key.partition != facts.partition) continue;
        chain << tr("Of the keys in this partition, %1 was refused most: %2 times in the run.")
                     .arg(qtext(printable(key.name)), count_text(key.count));
        break;
    }
    return chain;
}

QStringList Explanation::scaling(const RunModel& run, const TableRecording& table,
                                 std::int64_t second) {
    QStringList chain;
    const Recording& recording = run.recording();
    const CapacityChange* last = nullptr;
    for (const CapacityChange& change : recording.capacity_changes) {
        if (change.table == table.name && change.second <= second) last = &change;
    }
    if (last != nullptr) {
        const QString asked =
            tr("Its capacity was last asked to change at %1 by %2, from %3/%4 to %5/%6 RCU/WCU")
                .arg(clock_of(last->second), qtext(last->asked_by), count_text(last->before.read),
                     count_text(last->before.write), count_text(last->wanted.read),
                     count_text(last->wanted.write));
        if (!last->refusal.empty())
            chain << tr("%1; DynamoDB refused: %2.").arg(asked, qtext(last->refusal));
        else if (last->effective_second.value_or(last->second) > second)
            chain << tr("%1; that came into force only at %2.")
                         .arg(asked, clock_of(*last->effective_second));
        else
            chain << tr("%1, in force since %2.")
                         .arg(asked, clock_of(last->effective_second.value_or(last->second)));
    }
    for (const ScalingHold& hold : recording.scaling_holds) {
        if (hold.table != table.name || hold.second > second ||
            hold.second + hold.seconds <= second)
            continue;
        chain << tr("Meanwhile %1 was waiting: %2.")
                     .arg(qtext(hold.policy), qtext(hold.wait.sentence));
    }
    return chain;
}

}  // namespace isotherm
