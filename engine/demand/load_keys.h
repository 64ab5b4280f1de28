// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cost of a workload's keys at its own table and at the table's indexes.

#include "engine/demand/load.h"
#include "engine/model/charge.h"

namespace isotherm {

// Returns the cost of the rows of `side` at the workload's own table or index. `locals`: the
// table's local indexes, whose entries are part of the cost of writes.
LoadKeys own_keys(const WorkloadDemand& demand, Side side, const Charge& rules,
                  const std::vector<const IndexSpec*>& locals);

// Returns the cost of the index writes that the workload's rows cause in a global index whose keys
// are spread by hash.
LoadKeys entry_keys(const WorkloadDemand& demand, const IndexSpec& index, const Charge& rules);

// Like entry_keys, for one period of an index whose keys are times. `period` is the number of the
// period, counted from the start of the run.
LoadKeys entry_keys_of_period(const LoadKeys& entries, const IndexSpec& index,
                              std::uint64_t period);

}  // namespace isotherm
