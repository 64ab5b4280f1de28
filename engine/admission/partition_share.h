// SPDX-License-Identifier: Apache-2.0
#pragma once
// Admission by the buckets of a partition: its share of the throughput, with burst, and its
// maximum, which neither share nor burst can exceed. Used by the models until 2019.
// Hot path: runs once per request.

#include <array>
#include <span>

#include "engine/admission/admission_model.h"
#include "engine/model/fetch_ahead.h"

namespace isotherm {

// `with_table`: the bucket of the table must also admit the request. Flat, so that what does not
// change stays in registers; no branch depends on a bucket, because which one refuses is hard to
// predict for the CPU (`isotherm_benches --branches`).
template <bool with_table>
[[gnu::flatten]] void admit_by_partition_share(RequestBatch& batch,
                                               std::span<const std::uint32_t> rows,
                                               Tables& tables) {
    // The outcome by what the buckets of table, share and maximum hold, one bit each.
    using enum Outcome;
    static constexpr std::array<Outcome, 8> outcomes{
        table_throughput, table_throughput, table_throughput,  table_throughput,
        partition_share,  partition_share,  partition_maximum, admitted};
    const Era& era = tables.era();
    const BucketWindows windows = era.windows();
    const BucketWindows maximum_windows = era.maximum_windows();
    const AskedBy asked_by(era);
    const FetchAhead shares(tables.partitions.buckets, rows.size());
    const FetchAhead maxima(tables.partitions.maximum, rows.size());
    PartitionBuckets* const share_of = tables.partitions.buckets.data();
    PartitionBuckets* const maximum_of = tables.partitions.maximum.data();
    const PartitionIndex* const partitions = batch.partition.data();
    const auto partition_of = [&](std::size_t place) { return partitions[rows[place]].value; };
    for (std::size_t place = 0; place < rows.size(); ++place) {
        shares(place, partition_of);
        maxima(place, partition_of);
        const std::uint32_t i = rows[place];
        const SimTime now = batch.arrival[i];
        const auto side = side_of(batch.operation[i]);
        const std::uint32_t partition = partitions[i].value;
        const Asked asked = asked_by(batch.cost[i], batch.operation[i]);
        TokenBucket& share = share_of[partition].of[side];
        TokenBucket& maximum = maximum_of[partition].of[side];
        const bool in_share = share.holds(asked.needed, now, windows);
        const bool in_maximum = maximum.holds(asked.needed_of_maximum, now, maximum_windows);
        bool taken = in_share & in_maximum;
        std::size_t held = 4U | std::size_t{in_share} << 1 | std::size_t{in_maximum};
        if constexpr (with_table) {
            TableTokenBucket& table = tables[batch.table[i]].bucket[side];
            const bool in_table = table.holds(asked.needed, now, windows);
            held &= 3U | std::size_t{in_table} << 2;
            taken &= in_table;
            table.take_if(taken, asked.cost);
        }
        share.take_if(taken, asked.cost);
        maximum.take_if(taken, asked.cost_of_maximum);
        batch.outcome[i] = outcomes[held];
    }
}

// Sets a partition's rate and maximum for one side; new buckets start with the era's initial fill.
inline void allocate_share(Tables& tables, PartitionIndex partition, Side side, CapacityRate rate,
                           SimTime now) {
    const Era& era = tables.era();
    const auto maximum = CapacityRate::units_per_second(era.partition_maximum(side));
    tables.partitions.buckets[partition.value].of[side].allocate(rate, era.initial_burst, now,
                                                                 era.windows());
    tables.partitions.maximum[partition.value].of[side].allocate(maximum, era.initial_maximum, now,
                                                                 era.maximum_windows());
    tables.partitions.limit[partition.value][side] = rate;
}

// Adds the buckets that admit_by_partition_share uses.
template <bool with_table>
void list_partition_share(Tables& tables, TableIndex table, Side side, ServiceLimits& limits) {
    const Era& era = tables.era();
    limits.partition.push_back(
        {&Partitions::buckets, era.windows(), Outcome::partition_share, false});
    limits.partition.push_back(
        {&Partitions::maximum, era.maximum_windows(), Outcome::partition_maximum, true});
    if (with_table)
        limits.table.push_back(
            {&tables[table].bucket[side], era.windows(), Outcome::table_throughput});
}

// The capacity left in the partition's buckets at `now`.
inline CapacityUnits available_of_partition_share(const Tables& tables, PartitionIndex partition,
                                                  Side side, SimTime now) {
    const Era& era = tables.era();
    const Partitions& partitions = tables.partitions;
    return std::min(
        partitions.buckets[partition.value].of[side].level_at(now, era.windows()),
        partitions.maximum[partition.value].of[side].level_at(now, era.maximum_windows()));
}

}  // namespace isotherm
