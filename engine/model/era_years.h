// SPDX-License-Identifier: Apache-2.0
#pragma once
// Years without an era: each uses the latest era before it.

#include <vector>

#include "engine/vocabulary/spelling.h"

namespace isotherm {

// Aliases such as "2017" for "2016", for all such years from the first era to 2030.
std::vector<Alias> years_between_eras();

}  // namespace isotherm
