// SPDX-License-Identifier: Apache-2.0
#include "engine/admission/partition_splits.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t sample_size = 1'024;  // requests sampled per minute and partition
constexpr std::size_t sample_least = 32;
constexpr double hot_item_share = 0.5;  // [inferred]
constexpr double in_order_share = 0.9;  // share of ascending pairs if items are visited in order

std::string partition_name(const Tables& tables, PartitionIndex partition) {
    const Table& table = tables[tables.partitions.table[partition.value]];
    const auto at = std::find(table.partitions.begin(), table.partitions.end(), partition);
    return fmt::format("{} P{}", table.name, at - table.partitions.begin());
}

// Returns the position just before `item`: the end of the first half if the cut is before `item`.
// nullopt for the first position of all.
std::optional<ItemPosition> before(ItemPosition item) {
    if (item.sort > 0) return ItemPosition{item.hash, item.sort - 1};
    if (item.hash > 0) return ItemPosition{item.hash - 1, last_sort};
    return std::nullopt;
}

// First and last position of the item's collection, for tables whose collections must not be cut.
ItemPosition start_of_collection(ItemPosition item) { return {item.hash, 0}; }
ItemPosition end_of_collection(ItemPosition item) { return {item.hash, last_sort}; }

}  // namespace

SplitChoice choose_split(std::span<const ItemPosition> sample, ItemPosition first,
                         ItemPosition last, bool may_cut_collections) {
    if (sample.size() < sample_least) return {std::nullopt, say<Says::too_few_requests>()};
    std::size_t ascending = 0;
    for (std::size_t i = 1; i < sample.size(); ++i) ascending += sample[i] > sample[i - 1];
    if (static_cast<double>(ascending) > in_order_share * static_cast<double>(sample.size() - 1)) {
        return {std::nullopt, say<Says::visited_in_order>()};
    }
    std::vector<ItemPosition> sorted(sample.begin(), sample.end());
    if (!may_cut_collections) {
        for (ItemPosition& item : sorted) item = end_of_collection(item);
    }
    std::sort(sorted.begin(), sorted.end());
    const ItemPosition median = sorted[sorted.size() / 2];
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), median);
    const auto share = static_cast<double>(high - low) / static_cast<double>(sorted.size());
    const auto below = low - sorted.begin();
    const auto above = sorted.end() - high;
    // Cut after the median, or before it if that divides the traffic more evenly. Two successive
    // splits, one on each side, separate a hot item from its neighbours.
    const ItemPosition item_start = may_cut_collections ? median : start_of_collection(median);
    const auto cut_before = before(item_start);
    const bool can_before = cut_before && *cut_before >= first && *cut_before < last;
    const bool can_after = median >= first && median < last;
    if (share > hot_item_share && below + above == 0) {
        return {std::nullopt, say<Says::one_item_has_all>()};
    }
    if (!can_before && !can_after) return {std::nullopt, say<Says::holds_one_item>()};
    if (can_before && (!can_after || below > above)) return {cut_before, {}};
    return {median, {}};
}

void PartitionSplits::state(StateVisitor& visit) {
    visit.by_partition(minute_);
    visit(watched_, splitting_);
}

std::vector<PartitionSplits::Wanted> PartitionSplits::wanted_samples() const {
    std::vector<Wanted> list;
    for (const auto& [partition, watched] : watched_) {
        if (watched.sample.size() < sample_size)
            list.push_back({partition, sample_size - watched.sample.size()});
    }
    return list;
}

void PartitionSplits::sample(const RequestBatch& batch, std::span<const SortOrder> sort_orders) {
    if (watched_.empty()) return;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto found = watched_.find(batch.partition[i]);
        if (found == watched_.end() || found->second.sample.size() >= sample_size) continue;
        found->second.sample.push_back(
            {position_of(batch.key[i]),
             sort_position(sort_orders[batch.workload[i].value], batch.key[i], batch.sequence[i])});
    }
}

void PartitionSplits::observe(SimTime now, const Tables& tables, const PartitionSeconds& seconds,
                              std::vector<SplitNotice>& notices) {
    minute_.resize(tables.partitions.size());
    for (const PartitionIndex partition : seconds.asked()) {
        const PartitionSecond& second = seconds[partition];
        if (second.idle()) continue;
        for (const Side side : both_sides)
            minute_[partition.value][side] += second.consumed(side).count();
    }
    if (whole_seconds(now) % whole_seconds(1min) == 0) {
        count_minute(now, tables, notices);
        std::fill(minute_.begin(), minute_.end(), BySide<std::int64_t>{});
    }
}

std::vector<TableIndex> PartitionSplits::carry_out(SimTime now, Tables& tables,
                                                   std::vector<SplitNotice>& notices) {
    std::vector<TableIndex> changed;
    for (auto it = splitting_.begin(); it != splitting_.end();) {
        if (it->second.done_at > now) {
            ++it;
            continue;
        }
        const PartitionIndex parent = it->first;
        const auto cut = it->second.cut ? it->second.cut
                                        : middle_of(tables.partitions.first[parent.value],
                                                    tables.partitions.last[parent.value]);
        it = splitting_.erase(it);
        watched_.erase(parent);
        // A change of throughput can have split the partition in the meantime.
        if (!cut || tables.partitions.retired[parent.value] != never) continue;
        const TableIndex table = tables.partitions.table[parent.value];
        const std::string name = partition_name(tables, parent);
        const Tables::Children children = tables.split(parent, *cut, now);
        notices.push_back({SplitNotice::Kind::done, table, parent,
                           say<Says::split_done>(name, partition_name(tables, children.first),
                                                 partition_name(tables, children.second))});
        if (std::find(changed.begin(), changed.end(), table) == changed.end())
            changed.push_back(table);
    }
    return changed;
}

void PartitionSplits::count_minute(SimTime now, const Tables& tables,
                                   std::vector<SplitNotice>& notices) {
    const Era& era = tables.era();
    const std::int64_t minutes_wanted =
        std::max<std::int64_t>(1, (era.split_after + 1min - 1us) / 1min);
    for (std::uint32_t p = 0; p < tables.partitions.size(); ++p) {
        const PartitionIndex partition{p};
        if (tables.partitions.retired[p] != never || splitting_.contains(partition)) continue;
        if (tables.partitions.bytes[p] >
            static_cast<std::int64_t>(era.partition_size_maximum.count)) {
            begin(now, tables, partition, std::nullopt,
                  say<Says::too_large>(era.partition_size_maximum), notices);
            continue;
        }
        if (!era.splits_for_consumption) continue;
        bool busy = false;
        for (const Side side : both_sides) {
            const double per_second = HalfUnits(minute_[p][side]).in_units() / in_seconds(1min);
            busy = busy || per_second >= era.split_threshold.value *
                                             static_cast<double>(era.partition_maximum(side));
        }
        if (!busy) {
            watched_.erase(partition);
            continue;
        }
        Watched& watched = watched_[partition];
        if (++watched.busy_minutes >= minutes_wanted) decide(now, tables, partition, notices);
        if (const auto still = watched_.find(partition); still != watched_.end())
            still->second.sample.clear();
    }
}

void PartitionSplits::decide(SimTime now, const Tables& tables, PartitionIndex partition,
                             std::vector<SplitNotice>& notices) {
    const SplitChoice choice =
        choose_split(watched_[partition].sample, tables.partitions.first[partition.value],
                     tables.partitions.last[partition.value],
                     tables[tables.partitions.table[partition.value]].may_cut_collections);
    if (tables[tables.partitions.table[partition.value]].streams_forbid_splits) {
        refuse(tables, partition, say<Says::has_stream>(), notices);
    } else if (!choice.cut) {
        refuse(tables, partition, choice.why_not, notices);
    } else {
        begin(now, tables, partition, choice.cut, say<Says::busy>(), notices);
    }
}

void PartitionSplits::begin(SimTime now, const Tables& tables, PartitionIndex partition,
                            std::optional<ItemPosition> cut, const Message& why,
                            std::vector<SplitNotice>& notices) {
    const Era& era = tables.era();
    const SimDuration spread = era.split_lasts_most - era.split_lasts_least;
    // The random stream is named after the partition, so that splits elsewhere do not affect it.
    RandomStream random(seed_, "splits." + partition_name(tables, partition));
    const SimDuration lasts =
        era.split_lasts_least +
        SimDuration(static_cast<std::int64_t>(random.unit() * static_cast<double>(spread.count())));
    splitting_[partition] = {now + lasts, cut};
    notices.push_back({SplitNotice::Kind::begun, tables.partitions.table[partition.value],
                       partition, say<Says::split_begun>(partition_name(tables, partition), why)});
}

void PartitionSplits::refuse(const Tables& tables, PartitionIndex partition, const Message& why,
                             std::vector<SplitNotice>& notices) {
    Message& last_reason = watched_[partition].refused;
    if (last_reason == why) return;
    last_reason = why;
    notices.push_back({SplitNotice::Kind::refused, tables.partitions.table[partition.value],
                       partition,
                       say<Says::split_refused>(partition_name(tables, partition), why)});
}

}  // namespace isotherm
