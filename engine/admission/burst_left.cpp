// SPDX-License-Identifier: Apache-2.0
#include "engine/admission/burst_left.h"

namespace isotherm {
namespace {

template <class Level>
double share_left(const BasicTokenBucket<Level>& bucket, BucketWindows windows, SimTime now) {
    if (windows.saved() <= SimDuration{}) return 0;  // most partitions of on-demand tables
    const Level most = bucket.rate().template earned_in<Level>(windows.saved());
    const Level left = bucket.burst_at(now, windows);
    if (left >= most) return most > Level{} ? 1 : 0;  // most partitions, most of the time
    return left.in_units() / most.in_units();
}

}  // namespace

double burst_left(const Tables& tables, PartitionIndex partition, Side side, SimTime now) {
    const Table& table = tables[tables.partitions.table[partition.value]];
    return table.bursts_by_partition()
               ? share_left(tables.partitions.buckets[partition.value].of[side],
                            table.partition_windows, now)
               : share_left(table.bucket[side], table.bucket_windows, now);
}

}  // namespace isotherm
