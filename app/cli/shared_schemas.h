// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes large parts of a JSON Schema once that stand in several places, such as the settings of
// scaling policies of tables, indexes and replicas.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

// Moves schemas of properties that occur more than once to "$defs", under the name of the property,
// and refers to them by "$ref". What the schema accepts does not change.
void share_schemas(nlohmann::ordered_json& schema);

}  // namespace isotherm
