// SPDX-License-Identifier: Apache-2.0
#pragma once
// Findings in English.

#include <string>
#include <vector>

#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording.h"

namespace isotherm {

// "a hot key", as the heading of a finding.
std::string_view cause_text(ThrottleCause cause);
// "votes, writes" or "votes / by_date, reads".
std::string place_text(const ThrottleFinding& finding);
// One finding: heading, evidence, and what DynamoDB reports.
std::string finding_text(const ThrottleFinding& finding, std::size_t number);
// Whether a finding is too small for a paragraph: below `share_to_remedy` of the throttled tries.
bool is_marginal(const ThrottleFinding& finding);
// One line about all marginal findings; empty without any.
std::string marginal_text(const std::vector<ThrottleFinding>& findings);
// How much was throttled, then all findings, the marginal ones in one line.
std::string findings_text(const Recording& recording, const std::vector<ThrottleFinding>& findings);

}  // namespace isotherm
