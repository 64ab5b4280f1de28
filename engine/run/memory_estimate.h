// SPDX-License-Identifier: Apache-2.0
#pragma once
// How much memory a run needs, known before it begins: better told than found out an hour later by
// a machine that ends programs.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/table_spec.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Bytes that a run needs at the least: series, partitions, buffers of the workloads. What heat will
// be recorded depends on what happens.
std::uint64_t least_memory(const Scenario& scenario, const std::vector<TableSpec>& tables);

// Bytes that this process may still take: of the machine, its control group, its own limits.
std::uint64_t available_memory();

// Error 71 where the run cannot fit, with both numbers.
std::optional<Error> lack_of_memory(const Scenario& scenario, const std::vector<TableSpec>& tables);

}  // namespace isotherm
