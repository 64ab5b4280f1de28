// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/findings.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/insight/behind_causes.h"
#include "engine/insight/capacity_causes.h"
#include "engine/insight/finding_tally.h"
#include "engine/insight/limits_in_force.h"
#include "engine/insight/partition_causes.h"
#include "engine/insight/refusal_split.h"

namespace isotherm {
namespace {

bool of_one_partition(Outcome outcome) {
    return outcome == Outcome::partition_share || outcome == Outcome::partition_maximum ||
           outcome == Outcome::node_capacity;
}

// One side of one table or index.
class SideFindings {
public:
    SideFindings(const Recording& recording, std::size_t table, Side side, const Scenario* scenario,
                 FindingTallies& tallies)
        : recording_(recording),
          table_(recording.tables[table]),
          side_(side),
          scenario_(scenario),
          tallies_(tallies),
          history_(table_, side),
          partitions_(recording, table, side, history_),
          capacity_(recording, table, side, history_, scenario),
          behind_(recording, table, side) {}

    void find() {
        for (std::size_t c = 0; c < history_.size(); ++c) {
            const SeriesSecond& series = table_.seconds[side_][c];
            if (series.throttled() > 0)
                for (const RefusedPart& part :
                     refused_parts(series, table_.heat[side_].row(static_cast<std::int64_t>(c))))
                    attribute(c, left_of_those_behind(c, part));
            const auto full = static_cast<std::size_t>(Outcome::collection_full);
            if (series.requests[full] > 0)
                add(c, ThrottleCause::collection_full,
                    {Outcome::collection_full, std::nullopt, series.requests[full]});
        }
    }

private:
    // Takes off what belongs to those who have to catch up.
    RefusedPart left_of_those_behind(std::size_t column, RefusedPart part) {
        const std::uint64_t all = part.count;
        for (const BehindCauses::Part& behind : behind_.of(column)) {
            RefusedPart own = part;
            own.count =
                std::min(part.count,
                         static_cast<std::uint64_t>(static_cast<double>(all) * behind.share + 0.5));
            if (own.count == 0 || is_back_pressure(part.outcome)) continue;
            behind_.add_evidence(behind, add(column, behind.cause, own).evidence);
            part.count -= own.count;
        }
        return part;
    }

    void attribute(std::size_t column, RefusedPart part) {
        if (part.count == 0) return;
        if (is_back_pressure(part.outcome)) {
            attribute_to_indexes(column, part);
            return;
        }
        take_impossible(column, part);
        if (part.count == 0) return;
        if (part.outcome == Outcome::on_demand_maximum) {
            add(column, ThrottleCause::on_demand_maximum, part);
        } else if (part.outcome == Outcome::quota) {
            add(column, ThrottleCause::table_quota, part);
        } else if (const auto* job = capacity_.job(column)) {
            FindingTally& tally = add(column, ThrottleCause::background_job, part);
            tally.evidence.job = job->workload;
            tally.evidence.job_units = job->units;
            tally.evidence.others = job->baseline;
        } else if (part.partition && of_one_partition(part.outcome)) {
            attribute_to_partition(column, part);
        } else {
            attribute_to_capacity(column, part);
        }
    }

    // Writes that can never be admitted are refused as long as they are sent; how many of a
    // second's refusals they are is not recorded, so each second has their mean share.
    void take_impossible(std::size_t column, RefusedPart& part) {
        const auto& impossible = capacity_.impossible();
        if (!impossible || part.outcome == Outcome::partition_maximum) return;
        owed_ += impossible->share * static_cast<double>(part.count);
        const auto taken = std::min(part.count, static_cast<std::uint64_t>(owed_ + 1e-9));
        owed_ -= static_cast<double>(taken);
        if (taken == 0) return;
        RefusedPart of_them = part;
        of_them.count = taken;
        add(column, ThrottleCause::impossible_write, of_them).evidence.write_units =
            impossible->units;
        part.count -= taken;
    }

    void attribute_to_partition(std::size_t column, const RefusedPart& part) {
        auto cause = partitions_.cause(column, *part.partition, part.outcome);
        if (!cause) {
            attribute_to_capacity(column, part);
            return;
        }
        if (*cause == ThrottleCause::hot_key && table_.is_index)
            cause = ThrottleCause::hot_index_key;
        FindingTally& tally = add(column, *cause, part);
        if (*cause == ThrottleCause::dilution) {
            tally.evidence.partitions_before = partitions_.partitions_before();
            tally.evidence.limit_before = partitions_.limit_before(column);
        }
        if (*cause != ThrottleCause::uneven_partitions && *cause != ThrottleCause::dilution)
            tally.add_keys(*part.partition, partitions_.keys_of(*part.partition));
    }

    // The numbers of the finding are then those of the whole table.
    void attribute_to_capacity(std::size_t column, RefusedPart part) {
        part.partition.reset();
        if (table_.on_demand_at(history_.second_of(column))) {
            add(column, ThrottleCause::on_demand_growth, part);
            return;
        }
        const CapacityCauses::Answer answer = capacity_.cause(column);
        FindingTally& tally = add(column, answer.cause, part);
        tally.evidence.weak = tally.evidence.weak || answer.weak;
        if (answer.scaling && !tally.evidence.scaling) tally.evidence.scaling = answer.scaling;
        if (answer.cause == ThrottleCause::retry_storm)
            tally.add_resent(history_.at(column).resent, part.count);
    }

    // The index that refused is recorded with each refused write of its table.
    void attribute_to_indexes(std::size_t column, const RefusedPart& part) {
        std::vector<std::pair<std::size_t, std::uint64_t>> behind;  // index and its refusals
        std::uint64_t all = 0;
        for (std::size_t t = 0; t < recording_.tables.size(); ++t) {
            const TableRecording& index = recording_.tables[t];
            if (!index.is_index || index.name.table != table_.name.table) continue;
            if (column >= index.seconds[Side::write].size()) continue;
            const CallCounts& calls = index.seconds[Side::write][column].calls;
            std::uint64_t refused = calls.refused_base_writes;
            if (part.outcome == Outcome::index_partition) refused = calls.refused_by_hot_partition;
            if (part.outcome == Outcome::index_on_demand_maximum)
                refused = calls.refused_by_on_demand_maximum;
            if (part.outcome == Outcome::index_throughput)
                refused -= calls.refused_by_hot_partition + calls.refused_by_on_demand_maximum;
            if (refused > 0) behind.emplace_back(t, refused);
            all += refused;
        }
        std::uint64_t left = part.count;
        for (std::size_t i = 0; i < behind.size(); ++i) {
            RefusedPart of_index = part;
            of_index.count =
                i + 1 == behind.size() ? left : std::min(left, part.count * behind[i].second / all);
            left -= of_index.count;
            if (of_index.count > 0) add_index(column, behind[i].first, of_index);
        }
        if (behind.empty()) add(column, ThrottleCause::index_capacity, part);
    }

    void add_index(std::size_t column, std::size_t number, const RefusedPart& part) {
        const TableRecording& index = recording_.tables[number];
        ThrottleCause cause = ThrottleCause::index_capacity;
        const bool key = std::any_of(index.hottest.begin(), index.hottest.end(),
                                     [](const HotKey& hot) { return hot.stands_out; });
        if (part.outcome == Outcome::index_on_demand_maximum)
            cause = ThrottleCause::on_demand_maximum;
        else if (part.outcome == Outcome::index_partition)
            cause = key ? ThrottleCause::hot_index_key : ThrottleCause::uneven_partitions;
        FindingTally& tally = tallies_.at(cause, index.name, Side::write);
        const std::int64_t second = history_.second_of(column);
        const auto row = index.heat[Side::write].row(static_cast<std::int64_t>(column));
        tally.on_demand = index.on_demand_at(second);
        if (part.outcome == Outcome::index_partition && !row.empty()) {
            // The partition that is behind is the one that is asked for most.
            const auto most =
                static_cast<std::size_t>(std::max_element(row.begin(), row.end(),
                                                          [](const HeatCell& a, const HeatCell& b) {
                                                              return a.demand < b.demand;
                                                          }) -
                                         row.begin());
            tally.add(part.outcome, most, part.count, second, history_.column_seconds());
            tally.add_demand(
                HalfUnits(row[most].demand).in_units() / static_cast<double>(index.column_seconds),
                limit_of(index, most, Side::write, second, part.outcome), part.count);
        } else {
            const SeriesSecond& series = index.seconds[Side::write][column];
            tally.add(part.outcome, std::nullopt, part.count, second, history_.column_seconds());
            tally.add_demand(
                HalfUnits(series.demand).in_units() / static_cast<double>(index.column_seconds),
                whole_limit(index, Side::write, second, part.outcome,
                            static_cast<double>(series.provisioned) * 1e-3),
                part.count);
        }
        if (column < index.backlog.size())
            tally.evidence.index_wait_s =
                std::max(tally.evidence.index_wait_s,
                         static_cast<double>(index.backlog[column].expected_wait_us) * 1e-6);
        if (cause == ThrottleCause::hot_index_key && tally.evidence.keys.empty())
            add_index_keys(index, tally);
    }

    void add_index_keys(const TableRecording& index, FindingTally& tally) const {
        std::vector<KeyEvidence> keys;
        for (const HotKey& key : index.hottest)
            if (key.stands_out) keys.push_back({key.name, "", key.partition, key.count});
        tally.add_keys(~std::size_t{0}, keys);
    }

    FindingTally& add(std::size_t column, ThrottleCause cause, const RefusedPart& part) {
        FindingTally& tally = tallies_.at(cause, table_.name, side_);
        const std::int64_t second = history_.second_of(column);
        tally.add(part.outcome, part.partition, part.count, second, history_.column_seconds());
        tally.on_demand = table_.on_demand_at(second);
        const SideHistory::Column& of_table = history_.at(column);
        const auto row = table_.heat[side_].row(static_cast<std::int64_t>(column));
        const bool partition =
            part.partition && *part.partition < row.size() && of_one_partition(part.outcome);
        if (!partition) {
            tally.add_demand(of_table.asked,
                             whole_limit(table_, side_, second, part.outcome, of_table.provisioned),
                             part.count);
            tally.add_fresh(of_table.fresh, part.count);
            return tally;
        }
        tally.add_whole(HalfUnits(table_.seconds[side_][column].consumed).in_units() /
                            static_cast<double>(history_.column_seconds()),
                        of_table.provisioned, part.count);
        tally.add_demand(HalfUnits(row[*part.partition].demand).in_units() /
                             static_cast<double>(history_.column_seconds()),
                         limit_of(table_, *part.partition, side_, second, part.outcome),
                         part.count);
        return tally;
    }

    // Units per second that the whole table or index was allowed by the limit that refused.
    double whole_limit(const TableRecording& table, Side side, std::int64_t second, Outcome outcome,
                       double provisioned) const {
        if (outcome == Outcome::on_demand_maximum || outcome == Outcome::index_on_demand_maximum)
            return on_demand_maximum_at(recording_, scenario_, table.name, side, second)
                .value_or(provisioned);
        if (outcome == Outcome::quota && scenario_ != nullptr)
            return static_cast<double>(scenario_->era.table_quota);
        return provisioned;
    }

    // Units per second that a partition was allowed. Recorded is its share of the throughput; the
    // maximum of a partition is the era's.
    double limit_of(const TableRecording& table, std::size_t partition, Side side,
                    std::int64_t second, Outcome outcome) const {
        if (outcome == Outcome::partition_maximum && scenario_ != nullptr)
            return static_cast<double>(scenario_->era.partition_maximum(side));
        const PartitionRecord& record = table.partitions[partition];
        return record.limit_at(side, std::max(second, record.born_second)).in_units_per_second();
    }

    const Recording& recording_;
    const TableRecording& table_;
    Side side_;
    const Scenario* scenario_;
    FindingTallies& tallies_;
    SideHistory history_;
    PartitionCauses partitions_;
    CapacityCauses capacity_;
    BehindCauses behind_;
    double owed_ = 0;  // impossible writes that have not been told from others yet
};

// A cause for which too little was provisioned.
bool is_of_capacity(ThrottleCause cause) {
    return cause == ThrottleCause::insufficient_capacity || cause == ThrottleCause::burst_spent ||
           cause == ThrottleCause::index_capacity || cause == ThrottleCause::retry_storm;
}

// Names the change that had lowered the throughput when the throttling began.
void add_decreases(const Recording& recording, std::vector<ThrottleFinding>& findings) {
    for (ThrottleFinding& finding : findings) {
        if (!is_of_capacity(finding.cause) || finding.on_demand) continue;
        const CapacityChange* change =
            last_change_of(recording, finding.resource, finding.side, finding.first_second);
        if (change == nullptr || !lowered(*change, finding.side)) continue;
        finding.evidence.lowered = LoweredCapacity{
            change->asked_by, change->before.of(finding.side), *change->effective_second};
    }
}

}  // namespace

// Writes of an index are caused by writes of its table; no caller sees them refused.
std::vector<ThrottleFinding> findings_of(const Recording& recording, const Scenario* scenario) {
    FindingTallies tallies;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        for (const Side side : both_sides) {
            const TableRecording& table = recording.tables[t];
            if (table.is_index && side == Side::write) continue;
            const bool any = std::any_of(table.seconds[side].begin(), table.seconds[side].end(),
                                         [](const SeriesSecond& second) {
                                             return second.throttled() + second.refused() > 0;
                                         });
            if (any) SideFindings(recording, t, side, scenario, tallies).find();
        }
    }
    std::vector<ThrottleFinding> findings = tallies.findings();
    add_decreases(recording, findings);
    return findings;
}

}  // namespace isotherm
