// SPDX-License-Identifier: Apache-2.0
#pragma once
// The capacity of a new on-demand table.

#include <cstdint>

namespace isotherm {

// Minimum number of partitions at creation: [inferred] from the 4,000 writes and 12,000 reads per
// second that a new table can serve (Developer Guide, on-demand capacity mode).
inline constexpr std::int64_t on_demand_partitions = 4;

}  // namespace isotherm
