// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/scaling_plan.h"

namespace isotherm {

void ScalingPlan::settings(SettingsVisitor& visit) {
    const auto policy = [&visit](std::string_view name, std::string_view help,
                                 Chosen<ScalingPolicyKind>& chosen) {
        visit.field({.name = name, .help = help}, chosen.by("policy"));
    };
    policy("read", "policy that scales the read capacity", read_);
    policy("write", "policy that scales the write capacity", write_);
    policy("both", "policy that scales read and write capacity together", both_);
    if (both_ && (read_ || write_)) {
        visit.reject("both", "cannot be combined with a policy for reads or writes",
                     "remove it, or remove read and write");
    }
}

std::optional<double> ScalingPlan::target_utilization(Side side) const {
    const Chosen<ScalingPolicyKind>& own = side == Side::read ? read_ : write_;
    const Chosen<ScalingPolicyKind>& chosen = own ? own : both_;
    return chosen ? chosen->target_utilization() : std::nullopt;
}

std::vector<ResourceOperator> ScalingPlan::start(ScalingContext context) const {
    std::vector<ResourceOperator> operators;
    const auto add = [&](const Chosen<ScalingPolicyKind>& chosen, bool reads, bool writes) {
        if (!chosen) return;
        context.reads = reads;
        context.writes = writes;
        operators.emplace_back(chosen->start(context), chosen.name);
    };
    add(read_, true, false);
    add(write_, false, true);
    add(both_, true, true);
    return operators;
}

}  // namespace isotherm
