// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds out why a run throttled: each throttled try of a caller belongs to exactly one finding, so
// the shares of all findings add up to 1. Computed from the recording after the run.

#include <vector>

#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Returns the findings, those with the most throttled tries first. A full item collection refuses
// but does not throttle: its finding has the share 0. Without the scenario, a policy's maximum and
// impossible writes are not known; the broader cause stands for them.
std::vector<ThrottleFinding> findings_of(const Recording& recording, const Scenario* scenario);

}  // namespace isotherm
