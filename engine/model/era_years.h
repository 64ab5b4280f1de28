// SPDX-License-Identifier: Apache-2.0
#pragma once
// Years that have no era of their own: each belongs to the one before it.

#include <vector>

#include "engine/vocabulary/spelling.h"

namespace isotherm {

// "2017" means "2016". From the first era to 2030.
std::vector<Alias> years_between_eras();

}  // namespace isotherm
