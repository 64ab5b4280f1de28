// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the keys of a workload cost, at its own table and at the table's indexes.

#include "engine/demand/load.h"
#include "engine/model/charge.h"

namespace isotherm {

// The rows of `side` at the workload's own resource. `locals`: local indexes of the table, which
// writes pay for.
LoadKeys own_keys(const WorkloadDemand& demand, Side side, const Charge& rules,
                  const std::vector<const IndexSpec*>& locals);

// The writes that the workload's rows cause in a global index whose keys are spread by the hash.
LoadKeys entry_keys(const WorkloadDemand& demand, const IndexSpec& index, const Charge& rules);

// Those of one period of an index whose keys are times; `period` counts from the start of the run.
LoadKeys entry_keys_of_period(const LoadKeys& entries, const IndexSpec& index,
                              std::uint64_t period);

}  // namespace isotherm
