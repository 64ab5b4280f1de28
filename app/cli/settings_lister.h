// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings as lists for people and programs: name, type, default, range, what it is, source.

#include <nlohmann/json_fwd.hpp>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// One object a setting, in the order in which they are declared; those of tables within by their
// path ("capacity.read"). Plug-ins are listed under their own catalogs.
nlohmann::ordered_json settings_of(Configurable& configurable);

}  // namespace isotherm
