// SPDX-License-Identifier: Apache-2.0
#pragma once
// Throttling that was recorded. A scenario has no place for it, so that it is told with what may
// keep a run from showing the same.

#include "workloads/imports/imported_plan.h"

namespace isotherm {

// Adds a remark and an assumption for each side of a table or index whose requests were throttled.
// Call it when the workloads have their keys.
void tell_recorded_throttling(ImportedFacts& facts, const ImportPlan& plan);

}  // namespace isotherm
