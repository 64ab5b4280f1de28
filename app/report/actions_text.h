// SPDX-License-Identifier: Apache-2.0
#pragma once
// The actions of a run's workloads, for people.

#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// Lines of text, one block for each workload that runs as a flow; empty if there is none.
std::string actions_text(const Recording& recording);

}  // namespace isotherm
