// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/resource_operator.h"

namespace isotherm {

std::vector<ScalingRequest> ResourceOperator::check(const ScalingView& view, const Ask& ask) {
    std::vector<ScalingRequest> requests;
    ScalingDecision decision = policy_->check(view);
    last_reason_ = decision.reason;
    last_wait_ = decision.wait;
    if (!decision.changes(view.provisioned)) return requests;
    UpdateTableAnswer answer = ask(decision);
    requests.push_back({view.now, view.provisioned, decision, answer});
    if (!answer.accepted) {
        auto instead = policy_->refused(view, decision, answer.exception);
        if (!instead || !instead->changes(view.provisioned)) return requests;
        last_reason_ = instead->reason;
        answer = ask(*instead);
        requests.push_back({view.now, view.provisioned, *std::move(instead), answer});
        if (!answer.accepted) return requests;
    }
    policy_->accepted(view, requests.back().decision);
    return requests;
}

}  // namespace isotherm
