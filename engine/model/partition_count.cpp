// SPDX-License-Identifier: Apache-2.0
#include "engine/model/partition_count.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr std::int64_t ceil_divide(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

}  // namespace

std::int64_t partitions_for_throughput(const Era& era, Throughput provisioned) {
    const std::int64_t read_maximum = era.partition_read_maximum;
    const std::int64_t write_maximum = era.partition_write_maximum;
    if (!era.combined_partition_limits) {
        return std::max(ceil_divide(provisioned.read, read_maximum),
                        ceil_divide(provisioned.write, write_maximum));
    }
    return ceil_divide(provisioned.read * write_maximum + provisioned.write * read_maximum,
                       read_maximum * write_maximum);
}

std::int64_t partitions_at_creation(const Era& era, Throughput provisioned, Bytes size) {
    const auto for_size = ceil_divide(static_cast<std::int64_t>(size.count),
                                      static_cast<std::int64_t>(era.partition_size_maximum.count));
    return std::max({std::int64_t{1}, partitions_for_throughput(era, provisioned), for_size});
}

std::int64_t partitions_after_change(const Era& era, std::int64_t partitions,
                                     Throughput provisioned) {
    while (partitions_for_throughput(era, provisioned) > partitions) partitions *= 2;
    return partitions;
}

}  // namespace isotherm
