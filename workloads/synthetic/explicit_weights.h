// SPDX-License-Identifier: Apache-2.0
#pragma once
// Weights listed in a scenario: [50, 50, 50, 150].

#include <string>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// Declares the setting "weights"; rejects lists that are too long or have no positive weight.
void visit_weights(SettingsVisitor& visit, std::string_view help, std::vector<double>& weights);

}  // namespace isotherm
