// SPDX-License-Identifier: Apache-2.0
// Fuzzes the scenario reader: any text must result in a scenario or in errors with a place, and a
// scenario that is written out must be read back unchanged.

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/scenario_property.h"

ISOTHERM_FUZZ_TARGET(scenario) { isotherm::check_scenario_input(std::string(input)); }
