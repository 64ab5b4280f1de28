// SPDX-License-Identifier: Apache-2.0
#pragma once
// The JSON Schema (draft 2020-12) of scenarios, derived from the declared settings.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

nlohmann::ordered_json scenario_schema();

}  // namespace isotherm
