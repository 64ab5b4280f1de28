// SPDX-License-Identifier: Apache-2.0
#pragma once
// Workloads from what was recorded: CloudWatch metrics, reports of the hottest keys, logs of calls.

#include <optional>

#include "workloads/imports/imported_plan.h"

namespace isotherm {

// The time that the metrics, or else the logs, cover; nullopt without either.
std::optional<RunSpan> recorded_span(const ImportedFacts& facts);

// Adds the workloads of plan.run to the plan, the capacity at its start to the tables, and tables
// that only metrics or logs name.
void add_recorded_traffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan);

}  // namespace isotherm
