// SPDX-License-Identifier: Apache-2.0
#pragma once
// How many partitions DynamoDB makes for a table.

#include <cstdint>

#include "engine/model/era.h"

namespace isotherm {

struct Throughput {
    std::int64_t read = 0;  // units per second
    std::int64_t write = 0;
    std::int64_t of(Side side) const { return side == Side::read ? read : write; }
};

// Partitions of a new table: what throughput needs or what size needs, whichever is more.
//   combined limits:    ceil(R/3000 + W/1000)
//   independent limits: ceil(max(R/3000, W/1000))
std::int64_t partitions_for_throughput(const Era& era, Throughput provisioned);
std::int64_t partitions_at_creation(const Era& era, Throughput provisioned, Bytes size);

// After provisioned throughput changes: doubled until the new values fit, never fewer.
std::int64_t partitions_after_change(const Era& era, std::int64_t partitions,
                                     Throughput provisioned);

}  // namespace isotherm
