// SPDX-License-Identifier: Apache-2.0
#pragma once
// Findings as JSON: the contract of `isotherm why --json` and of findings.json in a run directory.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/insight/throttle_finding.h"

namespace isotherm {

nlohmann::ordered_json finding_json(const ThrottleFinding& finding);
// The list "findings", without remedies.
nlohmann::ordered_json findings_json(const std::vector<ThrottleFinding>& findings);

}  // namespace isotherm
