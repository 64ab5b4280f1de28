// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the keys of a load fall on the partitions of its table.

#include <vector>

#include "engine/demand/load.h"
#include "engine/model/key_space.h"

namespace isotherm {

// Units of one row of the workload, on average.
struct PartitionWeight {
    PartitionIndex partition;
    double units = 0;
};
struct HeavyKey {
    Key key = 0;
    PartitionIndex partition;
    double units = 0;
};

// Partitions that get nothing are left out. A walk has no weights of its own: see walk_weights.
std::vector<PartitionWeight> partition_weights(const LoadKeys& load, SortOrder order,
                                               const KeyRanges& ranges);

// The heaviest keys, heaviest first; keys of a run that are all alike are represented by its first.
std::vector<HeavyKey> heaviest_keys(const LoadKeys& load, const KeyRanges& ranges);

// A walk after so many rows: where its readers stand …
std::vector<PartitionWeight> walk_weights(const LoadKeys& load, double rows_done,
                                          const KeyRanges& ranges);
// … and how many rows it takes until the first of them comes to another partition.
double rows_until_border(const LoadKeys& load, double rows_done, const KeyRanges& ranges);
// Of one partition on average, for walks that are too quick to be followed.
double rows_in_partition(const LoadKeys& load, const KeyRanges& ranges);

}  // namespace isotherm
