// SPDX-License-Identifier: Apache-2.0
#pragma once
// Admission by the buckets of a partition: its share of the throughput, with burst, and its
// maximum, which neither share nor burst can exceed. Used by the models until 2019.
// Hot path: runs once per request.

#include <span>

#include "engine/admission/admission_model.h"
#include "engine/model/fetch_ahead.h"

namespace isotherm {

// `with_table`: the bucket of the table must also admit the request.
template <bool with_table>
void admit_by_partition_share(RequestBatch& batch, std::span<const std::uint32_t> rows,
                              Tables& tables) {
    const Era& era = tables.era();
    const BucketWindows windows = era.windows();
    Partitions& partitions = tables.partitions;
    const AskedBy asked_by(era);
    const FetchAhead shares(partitions.buckets, rows.size());
    const FetchAhead maxima(partitions.maximum, rows.size());
    const auto partition_of = [&](std::size_t place) { return batch.partition[rows[place]].value; };
    for (std::size_t place = 0; place < rows.size(); ++place) {
        shares(place, partition_of);
        maxima(place, partition_of);
        const std::uint32_t i = rows[place];
        const auto side = side_of(batch.operation[i]);
        const std::uint32_t partition = batch.partition[i].value;
        const Asked asked = asked_by(batch.cost[i], batch.operation[i]);
        TokenBucket& share = partitions.buckets[partition].of[side];
        TokenBucket& maximum = partitions.maximum[partition].of[side];
        // No short-circuit evaluation: which bucket refuses is hard to predict for the CPU.
        const bool in_share = share.holds(asked.needed, batch.arrival[i], windows);
        const bool in_maximum =
            maximum.holds(asked.needed_of_maximum, batch.arrival[i], era.maximum_windows());
        bool taken = in_share & in_maximum;
        Outcome refused = in_share ? Outcome::partition_maximum : Outcome::partition_share;
        if constexpr (with_table) {
            TableTokenBucket& table = tables[batch.table[i]].bucket[side];
            const bool in_table = table.holds(asked.needed, batch.arrival[i], windows);
            refused = in_table ? refused : Outcome::table_throughput;
            taken = taken & in_table;
            table.take_if(taken, asked.cost);
        }
        share.take_if(taken, asked.cost);
        maximum.take_if(taken, asked.cost_of_maximum);
        batch.outcome[i] = taken ? Outcome::admitted : refused;
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
