// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs a policy on prepared readings, check by check, to compare its decisions with those of
// another program for the same readings (--decisions-only).

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/scaling/resource_operator.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// The values that CloudWatch and DescribeTable report at one check.
struct DecisionCheck {
    WallTime utc;
    bool active = true;
    WindowSums window;
};

struct DecisionCase {
    std::string policy_name;
    std::shared_ptr<ScalingPolicyKind> policy;
    bool is_index = false;
    DecreaseLimits decreases;
    Throughput provisioned;  // at the first check
    std::vector<DecisionCheck> checks;
};

struct MadeDecision {
    WallTime utc;
    Throughput before;
    Throughput after;
    Message reason;
};

// Reads a case from JSON; `era` supplies the decrease limits if the case gives none.
Result<DecisionCase> read_decision_case(const std::string& text, const std::string& file_name,
                                        const Era& era);

// Returns the decision of each check. An accepted change is in force at the next check.
std::vector<MadeDecision> run_decisions(const DecisionCase& decision_case, const Era& era);

}  // namespace isotherm
