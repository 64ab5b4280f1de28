// SPDX-License-Identifier: Apache-2.0
#pragma once
// The number of partitions that DynamoDB creates for a table.

#include <cstdint>

#include "engine/model/era.h"

namespace isotherm {

struct Throughput {
    std::int64_t read = 0;  // units per second
    std::int64_t write = 0;
    std::int64_t of(Side side) const { return side == Side::read ? read : write; }
};

// The number of partitions of a new table. partitions_at_creation returns the larger of the numbers
// needed for the throughput and for the size, at least 1. partitions_for_throughput returns the
// former:
//   combined limits:    ceil(R/3000 + W/1000)
//   independent limits: ceil(max(R/3000, W/1000))
std::int64_t partitions_for_throughput(const Era& era, Throughput provisioned);
std::int64_t partitions_at_creation(const Era& era, Throughput provisioned, Bytes size);

// The number of partitions after a change of provisioned throughput: `partitions`, doubled until
// the new values fit. Never fewer than before.
std::int64_t partitions_after_change(const Era& era, std::int64_t partitions,
                                     Throughput provisioned);

}  // namespace isotherm
