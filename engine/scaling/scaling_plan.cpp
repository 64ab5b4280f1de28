// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/scaling_plan.h"

namespace isotherm {

void ScalingPlan::settings(SettingsVisitor& visit) {
    const auto policy = [&visit](std::string_view name, std::string_view help, Chosen& chosen) {
        visit.field({.name = name, .help = help},
                    PlugIn{.selector = "policy",
                           .catalog = Catalog<ScalingPolicyKind>::instance(),
                           .chosen = chosen.name,
                           .made = chosen.made});
    };
    policy("read", "policy that scales the read capacity", read_);
    policy("write", "policy that scales the write capacity", write_);
    policy("both", "policy that scales read and write capacity together", both_);
    if (both_.made && (read_.made || write_.made)) {
        visit.reject("both", "cannot be combined with a policy for reads or writes",
                     "remove it, or give read and write");
    }
}

std::optional<double> ScalingPlan::target_utilization(Side side) const {
    const Chosen& own = side == Side::read ? read_ : write_;
    const Chosen& chosen = own.made ? own : both_;
    if (!chosen.made) return std::nullopt;
    return dynamic_cast<const ScalingPolicyKind&>(*chosen.made).target_utilization();
}

std::vector<ResourceOperator> ScalingPlan::start(ScalingContext context) const {
    std::vector<ResourceOperator> operators;
    const auto add = [&](const Chosen& chosen, bool reads, bool writes) {
        if (!chosen.made) return;
        context.reads = reads;
        context.writes = writes;
        operators.emplace_back(dynamic_cast<const ScalingPolicyKind&>(*chosen.made).start(context),
                               chosen.name);
    };
    add(read_, true, false);
    add(write_, false, true);
    add(both_, true, true);
    return operators;
}

}  // namespace isotherm
