// SPDX-License-Identifier: Apache-2.0
#pragma once
// The comparison of a run with the past as a member of report.json: "past".

#include <nlohmann/json_fwd.hpp>

#include "engine/past/past_fit.h"

namespace isotherm {

nlohmann::ordered_json past_fit_json(const PastFit& fit);
// Its JSON Schema.
nlohmann::ordered_json past_fit_schema();

}  // namespace isotherm
