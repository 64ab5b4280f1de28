// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a table's changes in a Kinesis data stream are charged for.

#include <cstdint>

namespace isotherm {

struct KinesisUse {
    std::uint64_t shards = 0;        // 0: there is no such stream
    std::uint64_t on_demand = 0;     // 1: it is
    std::uint64_t change_units = 0;  // of DynamoDB: one a KB of an item
    std::uint64_t put_units = 0;     // of Kinesis: one for each 25 KB of a record
    std::uint64_t bytes_in = 0;      // a record is rounded up to 1 KB
    std::uint64_t bytes_out = 0;
    std::uint64_t duplicates = 0;

    bool operator==(const KinesisUse&) const = default;
};

}  // namespace isotherm
