// SPDX-License-Identifier: Apache-2.0
#pragma once
// Several policies look at one table or index at the same moment, each at its own side. What they
// decide is one UpdateTable.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/scaling/resource_operator.h"

namespace isotherm {

class JointCheck {
public:
    // Asks DynamoDB; `by` names the policies, in order.
    using Ask = std::function<UpdateTableAnswer(const ScalingDecision&, const std::string& by)>;

    JointCheck(const ScalingView& view, std::vector<ResourceOperator*> policies, Ask ask)
        : view_(view), policies_(std::move(policies)), ask_(std::move(ask)) {}

    void run() { decide(0, {view_.provisioned}, ""); }

private:
    std::optional<UpdateTableAnswer> decide(std::size_t policy, const ScalingDecision& so_far,
                                            const std::string& by);
    ScalingDecision with(ScalingDecision sum, const ScalingDecision& more) const;

    const ScalingView& view_;
    std::vector<ResourceOperator*> policies_;
    Ask ask_;
};

}  // namespace isotherm
