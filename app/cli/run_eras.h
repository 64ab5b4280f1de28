// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm run --eras: the same workload, with the same random numbers, under each DynamoDB.

#include <string>

#include "app/cli/scenario_options.h"

namespace isotherm {

// `wanted` is "all" or names separated by commas. Prints a table, or with `json` an array.
ExitCode run_eras(const ScenarioOptions& options, const std::string& wanted, bool json);

}  // namespace isotherm
