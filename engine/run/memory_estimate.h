// SPDX-License-Identifier: Apache-2.0
#pragma once
// Estimate of the memory that a run needs, made before it begins, so that a run that cannot fit is
// refused at once and not killed by the system after an hour.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/table_spec.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Returns the minimum number of bytes that a run needs: series, partitions and buffers of the
// workloads. Heat data is not included, because its size depends on what happens during the run.
std::uint64_t least_memory(const Scenario& scenario, const std::vector<TableSpec>& tables);

// Returns the bytes that this process may still allocate: the smallest of the machine's free
// memory, the rest of its control group's limit, and the rest of its address space limit.
std::uint64_t available_memory();

// Returns error 72 (exit code 71) with the needed and the available memory if the run cannot fit;
// otherwise nullopt.
std::optional<Error> lack_of_memory(const Scenario& scenario, const std::vector<TableSpec>& tables);

}  // namespace isotherm
