// SPDX-License-Identifier: Apache-2.0
#pragma once
// The JSON Schema (draft 2020-12) of report.json, derived from the report of an example scenario.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

nlohmann::ordered_json report_schema();

}  // namespace isotherm
