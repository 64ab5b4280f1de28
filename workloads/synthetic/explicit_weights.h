// SPDX-License-Identifier: Apache-2.0
#pragma once
// Weights as a scenario lists them: [50, 50, 50, 150].

#include <string>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// Declares the setting "weights"; refuses lists that cannot be drawn from.
void visit_weights(SettingsVisitor& visit, std::string_view help, std::vector<double>& weights);

}  // namespace isotherm
