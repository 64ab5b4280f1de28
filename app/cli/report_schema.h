// SPDX-License-Identifier: Apache-2.0
#pragma once
// The JSON Schema (draft 2020-12) of report.json, made from the shape of an example's report.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

nlohmann::ordered_json report_schema();

}  // namespace isotherm
