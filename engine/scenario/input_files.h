// SPDX-License-Identifier: Apache-2.0
#pragma once
// The files that a run reads, which output must therefore never overwrite.

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

// Returns the scenario's own file, the files that it includes, and those that its workloads replay.
// `path` is the scenario's file.
std::vector<std::string> input_files(const Scenario& scenario, const std::string& path);

}  // namespace isotherm
