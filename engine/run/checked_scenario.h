// SPDX-License-Identifier: Apache-2.0
#pragma once
// The check of a scenario that needs the structure of its report: whether its expectations name
// existing figures.

#include "engine/scenario/scenario.h"

namespace isotherm {

// Returns the scenario, or an error for each expectation that names a figure which no report of
// this scenario contains, so that the user learns of it before the run. Error 108, exit code 78.
Result<Scenario> checked(Result<Scenario> scenario);

}  // namespace isotherm
