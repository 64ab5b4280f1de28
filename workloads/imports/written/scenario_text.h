// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes what was imported as a scenario with comments: where each value comes from, what was
// assumed, and what has to be answered.

#include <string>
#include <vector>

#include "workloads/imports/imported_plan.h"

namespace isotherm {

struct ImportedScenario {
    std::string text;
    std::string rates;  // CSV of the workloads' rates; empty: all stand in the text
};

// Series with more values than this go into a file beside the scenario.
inline constexpr std::size_t inline_rates_most = 200;

// `rates_file` is the name under which the rates will be stored; empty: there will be no such file,
// and all values stand in the text.
ImportedScenario imported_scenario(ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& rates_file);

}  // namespace isotherm
