// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where `fidelity = "cells"` is known to differ from `requests`, for what a scenario does: see
// "Cells" in model.md.

#include <string>
#include <vector>

#include "engine/demand/demand.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Sentences, one for each difference; none for other fidelities.
std::vector<std::string> cells_deviations(const Scenario& scenario, const Demand& demand);

}  // namespace isotherm
