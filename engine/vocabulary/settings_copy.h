// SPDX-License-Identifier: Apache-2.0
#pragma once
// The settings of one thing, seen from outside: their names, and all their values at once.

#include <string>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// Gives `to` the values of `from`, which has to be of the same class.
void copy_settings(Configurable& from, Configurable& to);

// Those at the top; not those of groups and lists.
std::vector<std::string> setting_names(Configurable& of);

}  // namespace isotherm
