// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is left of saved capacity, for charts and the window.

#include "engine/model/table.h"

namespace isotherm {

// 0 (spent) to 1 (full): the partition's own burst where its model gives it one, its table's
// otherwise; 0 where nothing is saved.
double burst_left(const Tables& tables, PartitionIndex partition, Side side, SimTime now);

}  // namespace isotherm
