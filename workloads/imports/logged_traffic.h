// SPDX-License-Identifier: Apache-2.0
#pragma once
// Workloads from logs of calls, of tables that have no metrics.

#include "workloads/imports/imported_plan.h"

namespace isotherm {

void add_logged_traffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan);

}  // namespace isotherm
