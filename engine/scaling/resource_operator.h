// SPDX-License-Identifier: Apache-2.0
#pragma once
// The operator of one table or global index: lets its policy look, and asks DynamoDB for what the
// policy wants. What DynamoDB answers is the caller's to say.

#include <functional>
#include <memory>
#include <vector>

#include "engine/model/update_table.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// One UpdateTable an operator asked for, and what became of it.
struct ScalingRequest {
    WallTime at;
    Throughput before;
    ScalingDecision decision;
    UpdateTableAnswer answer;

    bool raises() const {
        return decision.wanted.read > before.read || decision.wanted.write > before.write;
    }
    bool lowers() const {
        return decision.wanted.read < before.read || decision.wanted.write < before.write;
    }
    // When the new values are in force, if it was accepted.
    WallTime effective() const { return at + answer.lasts; }
};

class ResourceOperator {
public:
    // Answers one UpdateTable; enters decreases into its ledger when it accepts.
    using Ask = std::function<UpdateTableAnswer(const ScalingDecision&)>;

    explicit ResourceOperator(std::unique_ptr<ScalingPolicy> policy, std::string policy_name = "")
        : policy_(std::move(policy)), policy_name_(std::move(policy_name)) {}

    // As in the catalog; empty where nobody asks.
    const std::string& policy_name() const { return policy_name_; }

    SimDuration check_interval() const { return policy_->check_interval(); }

    // One check. What was asked for, in order: nothing, one call, or a refused one and the call the
    // policy made instead. `last_reason` says why even when nothing was asked for.
    std::vector<ScalingRequest> check(const ScalingView& view, const Ask& ask);
    const Message& last_reason() const { return last_reason_; }
    // What the last check would have done, and what it waits for.
    const std::optional<ScalingWait>& last_wait() const { return last_wait_; }

private:
    std::unique_ptr<ScalingPolicy> policy_;
    std::string policy_name_;
    Message last_reason_;
    std::optional<ScalingWait> last_wait_;
};

}  // namespace isotherm
