// SPDX-License-Identifier: Apache-2.0
#pragma once
// The operator of one table or global index: runs its policy and asks DynamoDB for the changes that
// the policy wants. The caller supplies DynamoDB's answers.

#include <functional>
#include <memory>
#include <vector>

#include "engine/model/update_table.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// One UpdateTable call of an operator, with its result.
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
    // The time when the new values are in force. Only valid if the call was accepted.
    WallTime effective() const { return at + answer.lasts; }
};

class ResourceOperator {
public:
    // Answers one UpdateTable call, and records an accepted decrease in the DecreaseLedger.
    using Ask = std::function<UpdateTableAnswer(const ScalingDecision&)>;

    explicit ResourceOperator(std::unique_ptr<ScalingPolicy> policy, std::string policy_name = "")
        : policy_(std::move(policy)), policy_name_(std::move(policy_name)) {}

    // The name of the policy in the catalog; can be empty if the name is not needed.
    const std::string& policy_name() const { return policy_name_; }

    SimDuration check_interval() const { return policy_->check_interval(); }

    // Runs one check. Returns the calls made, in order: none, one, or a refused call followed by
    // the policy's alternative. last_reason() gives the policy's reason even if there was no call.
    std::vector<ScalingRequest> check(const ScalingView& view, const Ask& ask);
    const Message& last_reason() const { return last_reason_; }
    // The change that the last check held back, and what it waits for; nullopt if none.
    const std::optional<ScalingWait>& last_wait() const { return last_wait_; }

    // Reason and wait of the last check are known only until the next event of the control plane.
    void state(StateVisitor& visit) { policy_->state(visit); }

private:
    std::unique_ptr<ScalingPolicy> policy_;
    std::string policy_name_;
    Message last_reason_;
    std::optional<ScalingWait> last_wait_;
};

}  // namespace isotherm
