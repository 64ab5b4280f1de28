// SPDX-License-Identifier: Apache-2.0
#pragma once
// What became of a request, and who refused it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/requests/operation.h"

namespace isotherm {

// Everything but `admitted` names the limit that refused. Values stand in run files: only append.
enum class Outcome : std::uint8_t {
    admitted,
    partition_share,     // the partition's share of the provisioned throughput, burst included
    table_throughput,    // the table's (or index's) provisioned throughput, burst included
    partition_maximum,   // what one partition can do: 3,000 read or 1,000 write units a second
    on_demand_capacity,  // what an on-demand table has grown to so far
    on_demand_maximum,   // the maximum set for an on-demand table
    quota,               // the quota of a table or account
    node_capacity,       // a burst that the partition's storage nodes could not take
    index_throughput,    // a write of the base table: an index is too far behind, its throughput is
                         // too low
    index_partition,     // the same, because one partition of the index is too hot
    index_on_demand_maximum,  // the same, because of the maximum set for an on-demand index
    collection_full,  // no matter of throughput: the item's collection may not grow any more
};
inline constexpr std::size_t outcome_count = 12;

// Refused for want of throughput: what callers send again, and CloudWatch counts as throttled.
constexpr bool is_throttled(Outcome outcome) {
    return outcome != Outcome::admitted && outcome != Outcome::collection_full;
}

// Of counts by outcome, those that were throttled.
template <class Count>
constexpr std::uint64_t throttled_of(const std::array<Count, outcome_count>& counts) {
    std::uint64_t sum = 0;
    for (std::size_t o = 0; o < outcome_count; ++o)
        if (is_throttled(static_cast<Outcome>(o))) sum += counts[o];
    return sum;
}

// Sets of refusals have a bit for each outcome but `admitted`.
static_assert(outcome_count <= 16);
constexpr std::uint16_t refusal_bit(Outcome outcome) {
    return outcome == Outcome::admitted
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(1U << static_cast<unsigned>(outcome));
}

// Whether an index refused a write of its table.
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

// Who refused, for a sentence: "4 throttled by …".
inline constexpr std::array<std::string_view, outcome_count> outcome_texts{
    "nobody",
    "the partition's share of the provisioned throughput",
    "the table's provisioned throughput",
    "the maximum of one partition",
    "what the on-demand table has grown to so far",
    "the maximum set for the on-demand table",
    "the quota",
    "the storage nodes, which could not take the burst",
    "an index that is too far behind: its throughput is too low",
    "an index that is too far behind: one of its partitions is too hot",
    "an index that is too far behind: the maximum set for it is too low",
    "their item collection, which is full (10 GB)"};

// What a resource is to the user.
enum class ResourceKind : std::uint8_t { table, index };

// What the caller gets. Until August 2025 that is all it gets; since then the exception carries a
// reason. In on-demand mode everything but a quota is a ThrottlingException (Developer Guide, Error
// handling and Diagnosing throttling).
constexpr std::string_view exception_name(Outcome outcome, bool on_demand) {
    if (outcome == Outcome::collection_full) return "ItemCollectionSizeLimitExceededException";
    if (outcome == Outcome::quota) return "RequestLimitExceeded";
    return on_demand ? "ThrottlingException" : "ProvisionedThroughputExceededException";
}

// The reason DynamoDB gives: resource, side and cause, such as TableWriteKeyRangeThroughputExceeded
// (Developer Guide, Diagnosing throttling; which of our limits gives which cause is [inferred]).
// For the years before reasons, it is what the service would say today.
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
    // Back-pressure refuses a write of the table and names the index.
    const bool index = resource == ResourceKind::index || is_back_pressure(outcome);
    return std::string(index ? "Index" : "Table") + (side == Side::read ? "Read" : "Write") +
           std::string(cause);
}

}  // namespace isotherm
