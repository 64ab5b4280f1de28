// SPDX-License-Identifier: Apache-2.0
#pragma once
// What caches did, as text.

#include <string>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Empty if the scenario has no caches.
std::string caches_text(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
