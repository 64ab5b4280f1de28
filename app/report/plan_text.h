// SPDX-License-Identifier: Apache-2.0
#pragma once
// Plans in English.

#include <string>

#include "engine/plans/scenario_plan.h"
#include "engine/plans/series_plan.h"

namespace isotherm {

// A table of tables, the largest saving first; the promise, how sure it is, and the limit that
// binds.
std::string plan_text(const ScenarioPlan& plan, const Promise& promise);
std::string plan_text(const SeriesPlan& plan, const Promise& promise);

// "table class Standard-IA of orders", "400 read units reserved for 1y", …
std::vector<std::string> payment_texts(const Payment& payment);

}  // namespace isotherm
