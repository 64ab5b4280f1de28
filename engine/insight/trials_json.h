// SPDX-License-Identifier: Apache-2.0
#pragma once
// Findings with the remedies that were tried, as JSON: the contract of `isotherm fix --json`.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/insight/trials.h"

namespace isotherm {

// The list "findings", each with its remedies.
nlohmann::ordered_json findings_json(const std::vector<ThrottleFinding>& findings,
                                     const Trials& trials);

// How much the load of a run without throttling could grow; null if nothing was asked for.
nlohmann::ordered_json growth_json(const Recording& recording);

}  // namespace isotherm
