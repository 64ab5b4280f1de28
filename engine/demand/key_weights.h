// SPDX-License-Identifier: Apache-2.0
#pragma once
// The distribution of a load's keys over the partitions of its table.

#include <vector>

#include "engine/demand/load.h"
#include "engine/model/key_space.h"

namespace isotherm {

// Average units that one row of the workload costs at this partition.
struct PartitionWeight {
    PartitionIndex partition;
    double units = 0;
};
// Average units that one row of the workload costs at this key.
struct HeavyKey {
    Key key = 0;
    PartitionIndex partition;
    double units = 0;
};

// Returns the weights of all partitions with a weight above 0. Do not use it for a walk, whose
// weights change over time; see walk_weights.
std::vector<PartitionWeight> partition_weights(const LoadKeys& load, SortOrder order,
                                               const KeyRanges& ranges);

// Returns the heaviest keys, heaviest first. Of a group of equal keys, only the first ones are
// listed.
std::vector<HeavyKey> heaviest_keys(const LoadKeys& load, const KeyRanges& ranges);

// Returns the weights after `rows_done` rows of a walk: only partitions at which readers are now.
std::vector<PartitionWeight> walk_weights(const LoadKeys& load, double rows_done,
                                          const KeyRanges& ranges);
// Returns the number of rows until the first reader of a walk enters another partition.
double rows_until_border(const LoadKeys& load, double rows_done, const KeyRanges& ranges);
// Returns the average number of a walk's rows per partition, for walks too quick to be followed.
double rows_in_partition(const LoadKeys& load, const KeyRanges& ranges);

}  // namespace isotherm
