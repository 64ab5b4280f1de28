// SPDX-License-Identifier: Apache-2.0
// Changes of capacity and partitions during the course, made by the same control plane, models and
// policies as in a simulation.

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/demand/course.h"

namespace isotherm {
namespace {

// Number of sample keys that decide where a busy partition splits.
constexpr std::size_t sampled_keys = 64;

double longest(BucketWindows windows) { return in_seconds(windows.whole()); }

// Sets the bucket's rate and its size (`seconds` of that rate). A new bucket starts with the share
// `filled` (0 to 1) of its size.
void set_bucket(FluidBucket& bucket, double rate, double seconds, double filled) {
    const bool is_new = !bucket.limits();
    bucket.set(rate, rate * seconds);
    if (is_new) bucket.fill_to(rate * seconds * filled);
}

// Permutes the numbers below `sampled_keys` so that neighbouring numbers are far apart.
std::size_t scattered(std::size_t i) { return i * 37 % sampled_keys; }

}  // namespace

bool DemandCourse::has_shares(const Table& table) const {
    return !table.capacity.on_demand() && provisioned_->shares_out();
}

void DemandCourse::schedule_control() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        if (tables_[{t}].status == TableStatus::active) allocate({t}, now_);
        note_start({t});
        by_minute_ = by_minute_ || tables_[{t}].capacity.on_demand();
    }
    by_minute_ = by_minute_ || provisioned_->goes_by_minutes();
    for (const auto& [name, change] : scenario_.changes)
        by_minute_ = by_minute_ || change.mode == CapacityMode::on_demand;
    control_.schedule();
    by_minute_ = by_minute_ || control_.has_policies();
}

void DemandCourse::note_start(TableIndex resource) {
    const Table& table = tables_[resource];
    Start& start = starts_[resource.value];
    start.partitions = table.ranges.size();
    for (const Side side : both_sides) {
        start.capacity[side] = table.provisioned[side].in_units_per_second();
        // A maximum that the user set comes before what the table has grown to.
        const auto most = static_cast<double>(table.capacity.maximum.of(side));
        if (table.capacity.on_demand() && most > 0)
            start.capacity[side] = std::min(start.capacity[side], most);
        start.limit[side] =
            tables_.partitions.limit[table.ranges.owner_at(0).value][side].in_units_per_second();
    }
}

void DemandCourse::allocate(TableIndex resource, SimTime now) {
    const bool on_demand = tables_[resource].capacity.on_demand();
    (on_demand ? on_demand_ : provisioned_)->allocate(tables_, resource, now);
    follow(resource);
}

// Sets all buckets of a resource to the present rates and sizes. New buckets start as full as in
// the admission models; the children of a split get half of their parent's level and backlog.
void DemandCourse::follow(TableIndex resource) {
    const Table& table = tables_[resource];
    const std::size_t known = partitions_.size();
    partitions_.resize(tables_.partitions.size());
    for (std::size_t i = 0; i < table.ranges.size(); ++i) {
        const PartitionIndex partition = table.ranges.owner_at(i);
        const auto parent = tables_.partitions.parent[partition.value];
        for (const Side side : both_sides) {
            PartitionState& state = partitions_[partition.value][side];
            if (partition.value >= known && parent) {
                state = partitions_[parent->value][side];
                state.share.fill_to(state.share.level() / 2);
                state.maximum.fill_to(state.maximum.level() / 2);
                state.backlog /= 2;
                state.asked = state.admitted = 0;
            }
            follow_partition(table, partition, side);
        }
    }
    for (const Side side : both_sides) follow_whole(resource, side);
}

void DemandCourse::follow_partition(const Table& table, PartitionIndex partition, Side side) {
    const Era& era = tables_.era();
    PartitionState& state = partitions_[partition.value][side];
    const auto most = static_cast<double>(era.partition_maximum(side));
    set_bucket(state.maximum, most, longest(era.maximum_windows()), era.initial_maximum);
    if (!has_shares(table)) return state.share.stop();
    const double rate = tables_.partitions.limit[partition.value][side].in_units_per_second();
    set_bucket(state.share, rate, longest(table.partition_windows), era.initial_burst);
}

void DemandCourse::follow_whole(TableIndex resource, Side side) {
    const Table& table = tables_[resource];
    const Era& era = tables_.era();
    ResourceState& state = resources_[resource.value][side];
    const bool on_demand = table.capacity.on_demand();
    const double rate = table.bucket[side].rate().in_units_per_second();
    // On-demand tables save no unused capacity: the bucket holds the throughput of
    // era.allocated_window and starts full.
    const double one = in_seconds(era.allocated_window);
    if (rate > 0)
        set_bucket(state.table, rate, on_demand ? one : longest(table.bucket_windows),
                   on_demand ? 1 : era.initial_burst);
    else
        state.table.stop();
    const auto most = static_cast<double>(on_demand ? table.capacity.maximum.of(side) : 0);
    if (most > 0)
        set_bucket(state.maximum, most, one, 1);
    else
        state.maximum.stop();
    if (on_demand && era.enforce_quotas)
        set_bucket(state.quota, static_cast<double>(era.table_quota), one, 1);
    else
        state.quota.stop();
}

// The duration of a backfill is not estimated: an index is complete as soon as it has its
// partitions.
void DemandCourse::begin_backfill(TableIndex index, SimTime now) {
    control_.index_filled(index, now);
}

void DemandCourse::opened(TableIndex resource, SimTime /*now*/) { note_start(resource); }

// Passes a minute's sums to models and policies, in the form that they expect for a second.
void DemandCourse::close_minute() {
    std::vector<PartitionSecond> seconds(partitions_.size());
    for (std::size_t p = 0; p < seconds.size(); ++p) {
        for (const Side side : both_sides) {
            PartitionState& state = partitions_[p][side];
            const double refused = std::max(0.0, state.asked - state.admitted);
            const auto half_units = [](double units) {
                constexpr double most = 4e9;
                return static_cast<std::uint32_t>(std::min(most, std::round(2 * units)));
            };
            seconds[p].demand[side] = half_units(std::max(state.asked, state.admitted));
            seconds[p].throttled[side] =
                seconds[p].demand[side] - half_units(std::min(state.asked, state.admitted));
            seconds[p].throttled_count[side] =
                seconds[p].throttled[side] == 0 ? 0 : half_units(std::max(0.5, refused / 2));
            seconds[p].refusals[side] = std::exchange(state.refusals, 0);
            state.asked = state.admitted = 0;
        }
    }
    sample_busy_partitions(seconds);
    std::vector<SplitNotice> notices;
    splits_.observe(now_, tables_, PartitionSeconds(seconds), notices);
    control_.observe(now_, seconds);
    std::vector<TableIndex> of_model[2];
    for (std::uint32_t t = 0; t < tables_.size(); ++t)
        of_model[tables_[{t}].capacity.on_demand() ? 1 : 0].push_back({t});
    for (const TableIndex table : provisioned_->observe(now_, tables_, of_model[0], seconds))
        follow(table);
    for (const TableIndex table : on_demand_->observe(now_, tables_, of_model[1], seconds))
        follow(table);
    for (const TableIndex table : splits_.carry_out(now_, tables_, notices)) allocate(table, now_);
}

// Returns sample keys in proportion to their share of the partition's demand. Demand without known
// keys is represented by evenly spread keys.
std::vector<Key> DemandCourse::keys_asked_of(PartitionIndex partition, Side side,
                                             SortOrder& order) const {
    const std::uint32_t p = partition.value;
    const double asked = asked_[p][side].from;
    std::vector<Key> keys;
    const std::uint32_t resource = tables_.partitions.table[p].value;
    for (const ActiveLoad* active : of_resource_[resource][side]) {
        order = active->load->sort_order;
        for (const HeavyKey& heavy : active->heavy) {
            if (heavy.partition != partition || asked <= 0) continue;
            const double part = active->rate_from * heavy.units / asked;
            for (auto n = std::llround(part * sampled_keys); n > 0; --n) keys.push_back(heavy.key);
        }
    }
    const KeyPosition first = tables_.partitions.first[p].hash;
    const KeyPosition step = (tables_.partitions.last[p].hash - first) / sampled_keys;
    for (std::size_t i = 0; keys.size() < sampled_keys; ++i)
        keys.push_back(key_at(first + step * scattered(i)));
    keys.resize(sampled_keys);
    return keys;
}

// Passes sample keys of busy partitions to the split logic, which chooses the split position from
// them.
void DemandCourse::sample_busy_partitions(std::span<const PartitionSecond> seconds) {
    const Era& era = tables_.era();
    if (!era.splits_for_consumption) return;
    RequestBatch batch;
    std::vector<SortOrder> orders;
    for (std::uint32_t p = 0; p < seconds.size(); ++p) {
        for (const Side side : both_sides) {
            const double consumed = seconds[p].consumed(side).in_units() / in_seconds(1min);
            const auto most = static_cast<double>(era.partition_maximum(side));
            if (consumed < era.split_threshold.value * most) continue;
            SortOrder order = SortOrder::single;
            const std::vector<Key> keys = keys_asked_of({p}, side, order);
            const std::size_t before = batch.size();
            batch.resize(before + sampled_keys);
            for (std::size_t i = 0; i < sampled_keys; ++i) {
                Request request;
                request.key = keys[scattered(i)];
                request.sequence = i;
                request.workload = {static_cast<std::uint32_t>(orders.size())};
                batch.set_row(before + i, request);
                batch.partition[before + i] = {p};
            }
            orders.push_back(order);
        }
    }
    if (batch.size() > 0) splits_.sample(batch, orders);
}

}  // namespace isotherm
