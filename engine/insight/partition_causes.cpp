// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/partition_causes.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

// Keys dominate a partition with half of what it refused [inferred; AWS says "one key dominates"].
constexpr double dominant = 0.5;
// Fewer refusals show nothing about keys [inferred].
constexpr std::uint64_t refusals_least = 10;
// If it takes more keys than these, the load is uneven [inferred].
constexpr std::size_t few_keys = 5;
// A partition is hotter than an even load would make it from this ratio on.
constexpr double clearly_above = 1.5;

// The busy partition moves if at least three take turns, none has it for more than half of the
// seconds, the one that has it refuses nearly everything, and turns last for some seconds
// [inferred].
constexpr std::size_t rolling_least = 3;
constexpr double rolling_longest = 0.5;
constexpr double rolling_share = 0.8;
constexpr double rolling_turns = 1.0 / 3;  // of the seconds; minutes are turns of their own

bool of_share(Outcome outcome) {
    return outcome == Outcome::partition_share || outcome == Outcome::node_capacity;
}

constexpr std::uint16_t partition_limits = refusal_bit(Outcome::partition_share) |
                                           refusal_bit(Outcome::partition_maximum) |
                                           refusal_bit(Outcome::node_capacity);

}  // namespace

PartitionCauses::PartitionCauses(const Recording& recording, std::size_t table, Side side,
                                 const SideHistory& history)
    : recording_(recording), table_(recording.tables[table]), side_(side), history_(history) {
    find_roots();
    find_dominated();
    find_rolling();
}

void PartitionCauses::find_roots() {
    root_.resize(table_.partitions.size());
    for (std::size_t p = 0; p < root_.size(); ++p) {
        // A parent stands before its children.
        const auto parent = table_.partitions[p].parent;
        root_[p] = parent ? root_[*parent] : p;
        if (!parent) ++roots_;
    }
}

// A few keys stand out, and have most of what their partition refused.
void PartitionCauses::find_dominated() {
    dominated_.assign(table_.partitions.size(), false);
    // Keys are counted for both sides together. What an even load would have been refused, too, is
    // no key's doing.
    std::vector<std::uint64_t> refused(table_.partitions.size(), 0);
    for (std::size_t p = 0; p < refused.size(); ++p)
        refused[p] = table_.partitions[p].throttled[other_side(side_)];
    for (std::size_t c = 0; c < history_.size(); ++c) {
        if (history_.at(c).throttled == 0 || even_use(c) > 1) continue;
        const auto row = table_.heat[side_].row(static_cast<std::int64_t>(c));
        for (std::size_t p = 0; p < row.size(); ++p) refused[p] += row[p].throttled_count;
    }
    for (std::size_t p = 0; p < dominated_.size(); ++p) {
        std::vector<KeyEvidence> keys = keys_of(p);
        if (keys.empty()) continue;
        if (keys.size() > few_keys) keys.resize(few_keys);
        std::set<std::size_t> lineage{p};  // a key's partition is the one at the end of the run
        std::uint64_t sum = 0, all = 0;
        for (const KeyEvidence& key : keys) {
            sum += key.throttled;
            for (std::optional<std::size_t> q = key.partition; q; q = table_.partitions[*q].parent)
                lineage.insert(*q);
        }
        for (const std::size_t q : lineage) all += refused[q];
        dominated_[p] = sum >= refusals_least &&
                        static_cast<double>(sum) >= dominant * static_cast<double>(all);
    }
}

std::vector<KeyEvidence> PartitionCauses::keys_of(std::size_t partition) const {
    std::vector<KeyEvidence> keys;
    for (const HotKey& key : table_.most_throttled) {
        if (!key.stands_out) continue;
        std::optional<std::size_t> at = key.partition;
        while (at && *at != partition) {
            at = *at < table_.partitions.size() ? table_.partitions[*at].parent : std::nullopt;
        }
        if (!at) continue;
        const auto& names = recording_.workload_names;
        keys.push_back({key.name, key.workload < names.size() ? names[key.workload] : "",
                        key.partition, key.count});
    }
    return keys;
}

void PartitionCauses::find_rolling() {
    std::map<std::size_t, std::size_t> columns_of;  // by the partition that refused most
    std::size_t columns = 0, turns = 0;
    std::uint64_t all = 0, of_hottest = 0;
    std::optional<std::size_t> before;
    for (std::size_t c = 0; c < history_.size(); ++c) {
        if (history_.at(c).throttled == 0) continue;
        const auto row = table_.heat[side_].row(static_cast<std::int64_t>(c));
        std::uint64_t most = 0;
        std::size_t hottest = 0;
        for (std::size_t p = 0; p < row.size(); ++p) {
            if ((row[p].refusals & partition_limits) == 0) continue;
            all += row[p].throttled_count;
            if (row[p].throttled_count <= most) continue;
            most = row[p].throttled_count;
            hottest = root_[p];
        }
        if (most == 0) continue;
        of_hottest += most;
        ++columns;
        ++columns_of[hottest];
        if (before != hottest) ++turns;
        before = hottest;
    }
    std::size_t longest = 0;
    for (const auto& [partition, count] : columns_of) longest = std::max(longest, count);
    const auto seconds = static_cast<double>(columns);
    rolls_ =
        columns_of.size() >= rolling_least &&
        static_cast<double>(longest) <= rolling_longest * seconds &&
        static_cast<double>(of_hottest) >= rolling_share * static_cast<double>(all) &&
        (history_.column_seconds() > 1 || static_cast<double>(turns) <= rolling_turns * seconds);
}

// The use of each partition's limit, 1 for all of it, if the column's demand were even.
double PartitionCauses::even_use(std::size_t column) {
    if (seen_column_ != column) {
        seen_column_ = column;
        root_demand_.assign(table_.partitions.size(), 0);
        const auto row = table_.heat[side_].row(static_cast<std::int64_t>(column));
        for (std::size_t p = 0; p < row.size(); ++p) root_demand_[root_[p]] += row[p].demand;
        limits_ = 0;
        serving_ = 0;
        const std::int64_t second = history_.second_of(column);
        for (const PartitionRecord& partition : table_.partitions) {
            if (partition.born_second >= second + history_.column_seconds()) continue;
            if (partition.retired_second && *partition.retired_second <= second) continue;
            limits_ += partition.limit_at(side_, std::max(second, partition.born_second))
                           .in_units_per_second();
            ++serving_;
        }
    }
    return limits_ > 0 ? history_.at(column).busiest / limits_ : 0;
}

double PartitionCauses::limit_before(std::size_t column) const {
    return roots_ > 0 ? history_.at(column).provisioned / static_cast<double>(roots_) : 0;
}

std::optional<ThrottleCause> PartitionCauses::cause(std::size_t column, std::size_t partition,
                                                    Outcome outcome) {
    const auto row = table_.heat[side_].row(static_cast<std::int64_t>(column));
    const double even = even_use(column);
    if (partition >= row.size()) return std::nullopt;
    // One partition has all that the table has; only its maximum can be less.
    if (serving_ <= 1 && (of_share(outcome) || !dominated_[partition])) return std::nullopt;
    const PartitionRecord& record = table_.partitions[partition];
    const std::int64_t second = std::max(history_.second_of(column), record.born_second);
    const double limit = record.limit_at(side_, second).in_units_per_second();
    const auto peaks = table_.heat[side_].peaks(static_cast<std::int64_t>(column));
    double use = limit > 0 ? HalfUnits(row[partition].demand).in_units() /
                                 static_cast<double>(history_.column_seconds()) / limit
                           : 0;
    if (partition < peaks.size()) use = static_cast<double>(peaks[partition]);
    if (even > 1 && use < clearly_above * even) return std::nullopt;
    // It had too little only because nothing was saved up when its requests came together.
    if (use <= 1 && !dominated_[partition] && !rolls_) return std::nullopt;
    if (rolls_) return ThrottleCause::rolling_hot_key;
    if (of_share(outcome) && root_[partition] != partition) {
        // What was sent again would not have come.
        const double fresh =
            HalfUnits(static_cast<std::int64_t>(root_demand_[root_[partition]])).in_units() /
            static_cast<double>(history_.column_seconds()) * (1 - history_.at(column).resent);
        if (fresh <= limit_before(column)) return ThrottleCause::dilution;
    }
    return dominated_[partition] ? ThrottleCause::hot_key : ThrottleCause::uneven_partitions;
}

}  // namespace isotherm
