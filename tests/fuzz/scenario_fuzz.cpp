// SPDX-License-Identifier: Apache-2.0
// Fuzzing the scenario reader: any text ends in a scenario or in errors with a place, and a
// scenario written out reads back as itself.

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/scenario_property.h"

ISOTHERM_FUZZ_TARGET(scenario) { isotherm::check_scenario_input(std::string(input)); }
