// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm run --eras: runs the same workload, with the same random numbers, under each era's
// DynamoDB.

#include <string>

#include "app/cli/scenario_options.h"

namespace isotherm {

// `wanted` is "all" or names of eras separated by commas. Prints a table, or a JSON array if `json`
// is set.
ExitCode run_eras(const ScenarioOptions& options, const std::string& wanted, bool json);

}  // namespace isotherm
