// SPDX-License-Identifier: Apache-2.0
#include "engine/control/joint_check.h"

namespace isotherm {

// Collects the decisions of this policy and of all later ones, adds them to `so_far` (those of the
// earlier policies), and sends the sum as one call. Returns the answer to the call, or nullopt when
// no policy asks for a change. Each policy gets the answer to the whole call.
std::optional<UpdateTableAnswer> JointCheck::decide(std::size_t policy,
                                                    const ScalingDecision& so_far,
                                                    const std::string& by) {
    if (policy == policies_.size()) {
        if (by.empty()) return std::nullopt;
        return ask_(so_far, by);
    }
    ResourceOperator& own = *policies_[policy];
    std::optional<UpdateTableAnswer> answer;
    bool asked = false;
    own.check(view_, [&](const ScalingDecision& decision) {
        // The policy asks a second time after its first request was refused: this one is sent
        // alone.
        if (asked) return ask_(decision, own.policy_name());
        asked = true;
        const bool named = by.empty() || by == own.policy_name();
        answer = decide(policy + 1, with(so_far, decision),
                        named ? own.policy_name() : by + ", " + own.policy_name());
        return *answer;
    });
    return asked ? answer : decide(policy + 1, so_far, by);
}

ScalingDecision JointCheck::with(ScalingDecision sum, const ScalingDecision& more) const {
    if (more.wanted.read != view_.provisioned.read) sum.wanted.read = more.wanted.read;
    if (more.wanted.write != view_.provisioned.write) sum.wanted.write = more.wanted.write;
    add(sum.reason, more.reason);
    return sum;
}

}  // namespace isotherm
