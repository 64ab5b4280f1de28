// SPDX-License-Identifier: Apache-2.0
#pragma once
// Indices that cannot be mixed up: a PartitionIndex is not a TableIndex.

#include <compare>
#include <cstdint>

namespace isotherm {

template <class Tag>
struct Index {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Index&) const = default;
};

// Position in Simulation's tables; a secondary index is a table of its own here.
using TableIndex = Index<struct TableTag>;
// Position in the partition columns, counted over all tables of a run in order of birth.
using PartitionIndex = Index<struct PartitionTag>;
// Position in the scenario's workloads, sorted by name.
using WorkloadIndex = Index<struct WorkloadTag>;

}  // namespace isotherm
