// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is wrong with workloads that read streams.

#include "engine/scenario/scenario.h"

namespace isotherm {

// Rejects callers that read a stream which is not there, or lose all of it. `visit` reads the
// settings of the workload.
void check_stream_use(const Scenario& scenario, const WorkloadSpec& workload,
                      SettingsVisitor& visit);

// Rejects workloads whose writes come back to them through streams: they would never end.
void check_stream_circles(const Scenario& scenario, SettingsVisitor& visit);

}  // namespace isotherm
