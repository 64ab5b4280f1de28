// SPDX-License-Identifier: Apache-2.0
#pragma once
// The outcome of a request: admitted, or the limit that refused it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/requests/operation.h"

namespace isotherm {

// Every value except `admitted` names the limit that refused the request. The values are part of
// run files: append new ones at the end.
enum class Outcome : std::uint8_t {
    admitted,
    partition_share,     // the partition's share of the provisioned throughput, burst included
    table_throughput,    // the table's (or index's) provisioned throughput, burst included
    partition_maximum,   // maximum of one partition: 3,000 read or 1,000 write units per second
    on_demand_capacity,  // capacity that an on-demand table has grown to so far
    on_demand_maximum,   // the maximum set for an on-demand table
    quota,               // the quota of a table or account
    node_capacity,       // the partition's storage nodes had no capacity left for a burst
    // The next three refuse a write of a table because one of its indexes lags too far behind.
    index_throughput,         // the index's throughput is too low
    index_partition,          // one partition of the index is too hot
    index_on_demand_maximum,  // the maximum set for an on-demand index is too low
    collection_full,          // not a throughput limit: the item collection has reached 10 GB
};
inline constexpr std::size_t outcome_count = 12;

// Refused for lack of throughput: callers send the request again, CloudWatch counts it as
// throttled.
constexpr bool is_throttled(Outcome outcome) {
    return outcome != Outcome::admitted && outcome != Outcome::collection_full;
}

// Returns the sum of the throttled outcomes in counts that are indexed by outcome.
template <class Count>
constexpr std::uint64_t throttled_of(const std::array<Count, outcome_count>& counts) {
    std::uint64_t sum = 0;
    for (std::size_t o = 0; o < outcome_count; ++o)
        if (is_throttled(static_cast<Outcome>(o))) sum += counts[o];
    return sum;
}

// A set of refusals is a bit mask with one bit per outcome; `admitted` has no bit.
static_assert(outcome_count <= 16);
constexpr std::uint16_t refusal_bit(Outcome outcome) {
    return outcome == Outcome::admitted
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(1U << static_cast<unsigned>(outcome));
}

// Whether a write of the table was refused because of one of its indexes.
constexpr bool is_back_pressure(Outcome outcome) {
    return outcome == Outcome::index_throughput || outcome == Outcome::index_partition ||
           outcome == Outcome::index_on_demand_maximum;
}

// Short names for lanes, legends and file columns.
inline constexpr std::array<std::string_view, outcome_count> outcome_names{"admitted",
                                                                           "partition_share",
                                                                           "table_throughput",
                                                                           "partition_maximum",
                                                                           "on_demand_capacity",
                                                                           "on_demand_maximum",
                                                                           "quota",
                                                                           "node_capacity",
                                                                           "index_throughput",
                                                                           "index_partition",
                                                                           "index_on_demand_"
                                                                           "maximum",
                                                                           "collection_full"};

// The limit that refused, for sentences such as "4 throttled by …". Indexed by Outcome.
inline constexpr std::array<std::string_view, outcome_count> outcome_texts{
    "nobody",
    "the partition's share of the provisioned throughput",
    "the table's provisioned throughput",
    "the maximum throughput of one partition",
    "the capacity that the on-demand table has grown to so far",
    "the maximum throughput set for the on-demand table",
    "the quota",
    "the storage nodes, which had no spare capacity for the burst",
    "an index that is too far behind: its throughput is too low",
    "an index that is too far behind: one of its partitions is too hot",
    "an index that is too far behind: its on-demand maximum is too low",
    "their item collection, which is full (10 GB)"};

// Whether a resource is a table or an index.
enum class ResourceKind : std::uint8_t { table, index };

// The exception that the caller receives. Since August 2025 it also carries a throttling reason;
// before that, the exception was the only information. In on-demand mode, every throttled request
// gets a ThrottlingException, except for a quota (Developer Guide, Error handling and Diagnosing
// throttling).
constexpr std::string_view exception_name(Outcome outcome, bool on_demand) {
    if (outcome == Outcome::collection_full) return "ItemCollectionSizeLimitExceededException";
    if (outcome == Outcome::quota) return "RequestLimitExceeded";
    return on_demand ? "ThrottlingException" : "ProvisionedThroughputExceededException";
}

// The throttling reason that DynamoDB gives: resource, side and cause, such as
// TableWriteKeyRangeThroughputExceeded (Developer Guide, Diagnosing throttling). Which Outcome
// leads to which cause is [inferred]. For eras without reasons, returns the reason that DynamoDB
// would give today.
inline std::string throttle_reason(Outcome outcome, Side side,
                                   ResourceKind resource = ResourceKind::table) {
    std::string_view cause = "ProvisionedThroughputExceeded";
    switch (outcome) {
        case Outcome::partition_maximum:
        case Outcome::on_demand_capacity:
        case Outcome::index_partition:
            cause = "KeyRangeThroughputExceeded";
            break;
        case Outcome::on_demand_maximum:
        case Outcome::index_on_demand_maximum:
            cause = "MaxOnDemandThroughputExceeded";
            break;
        case Outcome::quota:
            cause = "AccountLimitExceeded";
            break;
        default:
            break;
    }
    // Back-pressure refuses a write of the table, but the reason names the index.
    const bool index = resource == ResourceKind::index || is_back_pressure(outcome);
    return std::string(index ? "Index" : "Table") + (side == Side::read ? "Read" : "Write") +
           std::string(cause);
}

}  // namespace isotherm
