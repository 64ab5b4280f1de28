// SPDX-License-Identifier: Apache-2.0
#pragma once
// Suggests `fidelity = "cells"` for runs that would take minutes.

#include <optional>
#include <string>

#include "engine/scenario/scenario.h"

namespace isotherm {

// Requests that the workloads send in the run, without retries and without recorded streams.
double expected_requests(const Scenario& scenario);

// A sentence; nullopt if following every request takes less than a minute, or if the fidelity is
// `cells` already.
std::optional<std::string> fidelity_suggestion(const Scenario& scenario);

}  // namespace isotherm
