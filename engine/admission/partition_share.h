#pragma once
// Admission by a partition's own bucket alone: what every model did until 2019.
// Hot path: once per request.

#include <span>

#include "engine/model/table.h"

namespace isotherm {

inline void admit_by_partition_share(RequestBatch& batch, std::span<const std::uint32_t> rows,
                                     Tables& tables) {
    const BucketWindows windows = tables.era().windows();
    PartitionBuckets* const buckets = tables.partitions.buckets.data();
    for (const std::uint32_t i : rows) {
        const auto side = static_cast<std::size_t>(side_of(batch.operation[i]));
        TokenBucket& bucket = buckets[batch.partition[i].value].of[side];
        batch.outcome[i] = bucket.try_take(batch.cost[i], batch.arrival[i], windows)
                               ? Outcome::admitted
                               : Outcome::partition_share;
    }
}

// What the partition's bucket holds at `now`.
inline CapacityUnits available_of_partition_share(const Tables& tables, PartitionIndex partition,
                                                  Side side, SimTime now) {
    const PartitionBuckets& buckets = tables.partitions.buckets[partition.value];
    return buckets.of[static_cast<std::size_t>(side)].level_at(now, tables.era().windows());
}

}  // namespace isotherm
