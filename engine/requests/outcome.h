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
    partition_share,    // the partition's share of the provisioned throughput, burst included
    table_throughput,   // the table's (or index's) provisioned throughput, burst included
    partition_maximum,  // what one partition can do: 3,000 read or 1,000 write units a second
};
inline constexpr std::size_t outcome_count = 4;

constexpr bool is_throttled(Outcome outcome) { return outcome != Outcome::admitted; }

// Short names for lanes, legends and file columns.
inline constexpr std::array<std::string_view, outcome_count> outcome_names{
    "admitted", "partition_share", "table_throughput", "partition_maximum"};

// The reason DynamoDB gives: resource, side and cause, such as TableWriteKeyRangeThroughputExceeded.
// Until 2025 the service answered ProvisionedThroughputExceededException without a reason, so a
// refusal by a partition's share carries the reason today's service gives for provisioned capacity.
inline std::string throttle_reason(Outcome outcome, Side side) {
    const std::string_view cause = outcome == Outcome::partition_maximum
                                       ? "KeyRangeThroughputExceeded"
                                       : "ProvisionedThroughputExceeded";
    return std::string("Table") + (side == Side::read ? "Read" : "Write") + std::string(cause);
}

}  // namespace isotherm
