// SPDX-License-Identifier: Apache-2.0
#pragma once
// Joint check of several scaling policies of one table or index that are due at the same moment,
// for example one for reads and one for writes. Their decisions become one UpdateTable call.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/scaling/resource_operator.h"

namespace isotherm {

class JointCheck {
public:
    // Sends one UpdateTable call; `by` holds the names of the policies that ask, in order.
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
