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
    index_throughput,  // a write of the base table: the buffer of an index is full, its throughput
                       // too low
    index_partition,   // the same, because one partition of the index is too hot
};
inline constexpr std::size_t outcome_count = 10;

constexpr bool is_throttled(Outcome outcome) { return outcome != Outcome::admitted; }

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
                                                                           "index_partition"};

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
    "an index whose buffer is full: its throughput is too low",
    "an index whose buffer is full: one of its partitions is too hot"};

// What a resource is to the user.
enum class ResourceKind : std::uint8_t { table, index };

// What the caller gets. Until 2025 that is all it gets; since then the exception carries a reason
// (throughput-model 6.3, 9.1).
constexpr std::string_view exception_name(Outcome outcome) {
    switch (outcome) {
        case Outcome::on_demand_capacity:
        case Outcome::on_demand_maximum:
            return "ThrottlingException";
        case Outcome::quota:
            return "RequestLimitExceeded";
        default:
            return "ProvisionedThroughputExceededException";
    }
}

// The reason DynamoDB gives: resource, side and cause, such as TableWriteKeyRangeThroughputExceeded
// (throughput-model 9.1; which of our limits gives which cause is [inferred]). For the years before
// reasons, it is what the service would say today.
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
            cause = "MaxOnDemandThroughputExceeded";
            break;
        case Outcome::quota:
            cause = "AccountLimitExceeded";
            break;
        default:
            break;
    }
    // Back-pressure refuses a write of the table and names the index.
    const bool index = resource == ResourceKind::index || outcome == Outcome::index_throughput ||
                       outcome == Outcome::index_partition;
    return std::string(index ? "Index" : "Table") + (side == Side::read ? "Read" : "Write") +
           std::string(cause);
}

}  // namespace isotherm
