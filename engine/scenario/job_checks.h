// SPDX-License-Identifier: Apache-2.0
#pragma once
// The jobs of a scenario: their settings, and what DynamoDB would refuse.

#include "engine/scenario/scenario.h"

namespace isotherm {

// Visits [jobs.NAME]; rejects jobs on tables that are not there or are gone by then, exports
// without point-in-time recovery, and jobs that wait for each other.
void jobs_setting(Scenario& scenario, SettingsVisitor& visit);

// Rejects a share that the program does not take.
void check_share_of_job(const WorkloadSpec& workload, SettingsVisitor& visit);

}  // namespace isotherm
