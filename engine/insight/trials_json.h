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

}  // namespace isotherm
