// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who is in charge of a table's or global index's throughput, as a scenario says it:
//     scaling.write = { policy = "target_tracking", target_utilization = 0.7 }
// One policy for reads and one for writes, or one for both; none at all leaves throughput alone.

#include <optional>
#include <string>
#include <vector>

#include "engine/scaling/resource_operator.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {

class ScalingPlan : public Configurable {
public:
    // `read`, `write` and `both`, each a policy with its settings.
    void settings(SettingsVisitor& visit) override;

    bool empty() const { return !read_ && !write_ && !both_; }

    // What the policy in charge of a side keeps to.
    std::optional<double> target_utilization(Side side) const;

    // The operators of one resource, reads before writes. They ask for changes independently, as
    // two policies of Application Auto Scaling do. `context`'s sides are set here.
    std::vector<ResourceOperator> start(ScalingContext context) const;

private:
    Chosen<ScalingPolicyKind> read_;
    Chosen<ScalingPolicyKind> write_;
    Chosen<ScalingPolicyKind> both_;
};

}  // namespace isotherm
