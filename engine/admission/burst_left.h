// SPDX-License-Identifier: Apache-2.0
#pragma once
// The remaining burst capacity, for charts and the window.

#include "engine/model/table.h"

namespace isotherm {

// Returns 0 (used up) to 1 (full): the partition's own burst if its model has one, else the burst
// of its table. Returns 0 if nothing can be saved.
double burst_left(const Tables& tables, PartitionIndex partition, Side side, SimTime now);

}  // namespace isotherm
