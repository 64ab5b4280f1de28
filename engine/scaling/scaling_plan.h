// SPDX-License-Identifier: Apache-2.0
#pragma once
// The scaling policies of a table or global index, as a scenario defines them:
//     scaling.write = { policy = "target_tracking", target_utilization = 0.7 }
// There is one policy for reads and one for writes, or one for both. Without a policy, throughput
// does not change.

#include <optional>
#include <string>
#include <vector>

#include "engine/scaling/resource_operator.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {

class ScalingPlan : public Configurable {
public:
    // Settings `read`, `write` and `both`, each a policy with its settings.
    void settings(SettingsVisitor& visit) override;

    bool empty() const { return !read_ && !write_ && !both_; }

    // The target utilization of the side's policy, 0 to 1; nullopt if it has none.
    std::optional<double> target_utilization(Side side) const;

    // Returns the operators of one resource, reads before writes. They request changes
    // independently, like two policies of Application Auto Scaling. `reads` and `writes` in
    // `context` are ignored.
    std::vector<ResourceOperator> start(ScalingContext context) const;

private:
    Chosen<ScalingPolicyKind> read_;
    Chosen<ScalingPolicyKind> write_;
    Chosen<ScalingPolicyKind> both_;
};

}  // namespace isotherm
