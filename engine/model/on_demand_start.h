// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a table on demand has from its first moment on.

#include <cstdint>

namespace isotherm {

// It starts with so many partitions at least: [inferred] from the 4,000 writes and 12,000 reads a
// second that a new one takes (Developer Guide, on-demand capacity mode).
inline constexpr std::int64_t on_demand_partitions = 4;

}  // namespace isotherm
