// SPDX-License-Identifier: Apache-2.0
#pragma once
// Access to the settings of one object from outside: their names, and all values at once.

#include <string>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// Copies the values of `from` to `to`, which must be of the same class.
void copy_settings(Configurable& from, Configurable& to);

// Returns the names of the top-level settings, without those inside groups and lists.
std::vector<std::string> setting_names(Configurable& of);

}  // namespace isotherm
