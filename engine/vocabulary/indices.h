// SPDX-License-Identifier: Apache-2.0
#pragma once
// Index types that the compiler does not convert into each other: a PartitionIndex is not a
// TableIndex.

#include <compare>
#include <cstdint>

namespace isotherm {

template <class Tag>
struct Index {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Index&) const = default;
};

// Position in Simulation's tables; a secondary index is treated as a table.
using TableIndex = Index<struct TableTag>;
// Position in the partition columns, counted over all tables of a run in order of creation.
using PartitionIndex = Index<struct PartitionTag>;
// Position in the scenario's workloads, sorted by name.
using WorkloadIndex = Index<struct WorkloadTag>;

}  // namespace isotherm
