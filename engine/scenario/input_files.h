// SPDX-License-Identifier: Apache-2.0
#pragma once
// The files that a run reads, and so may never replace.

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

// The scenario's own file, what it includes and what its workloads replay. `path` is where the
// scenario was read from.
std::vector<std::string> input_files(const Scenario& scenario, const std::string& path);

}  // namespace isotherm
