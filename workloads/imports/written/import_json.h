// SPDX-License-Identifier: Apache-2.0
#pragma once
// What was imported as JSON, for programs.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "workloads/imports/imported_plan.h"

namespace isotherm {

// {tables, workloads, assumed, ask, sources, scenario}. `scenario` is the path of the file that was
// written; empty: none.
nlohmann::ordered_json import_json(const ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& scenario);

}  // namespace isotherm
