// SPDX-License-Identifier: Apache-2.0
#pragma once
// Plans as `isotherm plan --json` prints them. Keys are added and never renamed.

#include <nlohmann/json_fwd.hpp>

#include "engine/plans/scenario_plan.h"
#include "engine/plans/series_plan.h"

namespace isotherm {

nlohmann::ordered_json plan_json(const ScenarioPlan& plan);
nlohmann::ordered_json plan_json(const SeriesPlan& plan);

}  // namespace isotherm
