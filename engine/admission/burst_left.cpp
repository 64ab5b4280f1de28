// SPDX-License-Identifier: Apache-2.0
#include "engine/admission/burst_left.h"

namespace isotherm {

double burst_left(const Tables& tables, PartitionIndex partition, Side side, SimTime now) {
    const Table& table = tables[tables.partitions.table[partition.value]];
    const bool own = table.partition_windows.burst > SimDuration{};
    const BucketWindows windows = own ? table.partition_windows : table.bucket_windows;
    if (windows.saved() <= SimDuration{}) return 0;  // most partitions of on-demand tables
    const TokenBucket& bucket =
        own ? tables.partitions.buckets[partition.value].of[side] : table.bucket[side];
    const CapacityUnits most = bucket.rate() * windows.saved();
    const CapacityUnits left = bucket.burst_at(now, windows);
    if (left >= most) return most > CapacityUnits{} ? 1 : 0;  // most partitions, most of the time
    return left.in_units() / most.in_units();
}

}  // namespace isotherm
