// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings as JSON lists: name, type, default, range, help text and source.

#include <nlohmann/json_fwd.hpp>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// Returns one object per setting, in order of declaration. The name of a setting in a nested table
// is its path ("capacity.read"). Plug-ins are listed under their own catalogs.
nlohmann::ordered_json settings_of(Configurable& configurable);

}  // namespace isotherm
