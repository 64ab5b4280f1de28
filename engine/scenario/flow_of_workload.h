// SPDX-License-Identifier: Apache-2.0
#pragma once
// Makes the flow of a workload of a scenario.

#include "engine/caches/cache.h"
#include "engine/flows/flow_making.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// `tables`: those of the run. Returns the errors of opening the workload's input.
Result<FlowMaking> flow_of(const Scenario& scenario, const WorkloadSpec& workload,
                           WorkloadIndex index, const Tables& tables);

// The caches of the scenario before a run, in the order of their names.
std::vector<std::unique_ptr<Cache>> caches_of(const Scenario& scenario);

// Rejects steps that cannot be run. `visit` reads the workload's settings.
void check_steps(const Scenario& scenario, const WorkloadSpec& workload, SettingsVisitor& visit);

// Reports complaints about the steps of a workload, each at its step. `visit` has read the
// workload's settings.
void report_complaints(const FlowSettings& flow, const std::vector<FlowComplaint>& complaints,
                       SettingsVisitor& visit);

// Rejects a change that alters what a flow keeps: its steps, who calls, and which limits there are.
void check_change_of_flow(WorkloadKind& before, WorkloadKind& after, SettingsVisitor& visit);

}  // namespace isotherm
