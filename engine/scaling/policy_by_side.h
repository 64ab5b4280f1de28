// SPDX-License-Identifier: Apache-2.0
#pragma once
// A policy with optional separate settings for reads and writes, like the two scalable targets of a
// table (Application Auto Scaling API Reference, RegisterScalableTarget). The groups `read` and
// `write` override the general settings. One UpdateTable call carries both sides.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "engine/scaling/scaling_policy.h"

namespace isotherm {

class PolicyBySide final : public ScalingPolicyKind {
public:
    // Returns nullptr if there is no such policy.
    static std::unique_ptr<PolicyBySide> named(std::string_view name);

    // Visits the policy's settings, then, unless names_sides(), the groups `read` and `write`.
    void settings(SettingsVisitor& visit) override;
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override;

    // Whether the policy has settings with "read" or "write" in their names, such as
    // min_provisioned_reads. Such a policy has no groups `read` and `write`.
    bool names_sides() const { return names_sides_; }

private:
    explicit PolicyBySide(std::string_view name);

    std::string name_;
    std::shared_ptr<ScalingPolicyKind> general_;
    bool names_sides_ = false;
    BySide<std::shared_ptr<ScalingPolicyKind>> own_;  // nullptr: `general_` applies
};

}  // namespace isotherm
