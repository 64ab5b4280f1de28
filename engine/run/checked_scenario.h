// SPDX-License-Identifier: Apache-2.0
#pragma once
// What can be checked of a scenario only by whoever knows its reports.

#include "engine/scenario/scenario.h"

namespace isotherm {

// The scenario, or errors where an expectation names what no report of it has: better told before
// the run than after it. Error 108, exit code 78.
Result<Scenario> checked(Result<Scenario> scenario);

}  // namespace isotherm
