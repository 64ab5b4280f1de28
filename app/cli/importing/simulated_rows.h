// SPDX-License-Identifier: Apache-2.0
#pragma once
// The requests of a simulated run as a recorded stream, so that a scenario becomes a log for other
// tools: what callers sent to one table, each request once, whatever its outcome.

#include <functional>
#include <memory>
#include <string>

#include "engine/scenario/scenario.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

// `table` may be empty if there is one table only. `names` gets the texts of keys. `stopped` is
// asked between pieces of the run. Times are those of the scenario's clock.
Result<std::unique_ptr<TraceReader>> simulated_rows(const Scenario& scenario,
                                                    const std::string& table, KeyNames& names,
                                                    std::function<bool()> stopped);

}  // namespace isotherm
