// SPDX-License-Identifier: Apache-2.0
#pragma once
// A policy whose reads and writes may each have settings of their own, as the two scalable targets
// of a table have (Application Auto Scaling API Reference, RegisterScalableTarget): general
// settings, and under `read` and `write` what differs. One UpdateTable carries both sides.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "engine/scaling/scaling_policy.h"

namespace isotherm {

class PolicyBySide final : public ScalingPolicyKind {
public:
    // nullptr when there is no such policy.
    static std::unique_ptr<PolicyBySide> named(std::string_view name);

    // Of the policy, then `read` and `write`, where it does not name sides in its settings.
    void settings(SettingsVisitor& visit) override;
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override;

    // Whether the settings say themselves which side they are of, as min_provisioned_reads does;
    // then there is no `read` and no `write`.
    bool names_sides() const { return names_sides_; }

private:
    explicit PolicyBySide(std::string_view name);

    std::string name_;
    std::shared_ptr<ScalingPolicyKind> general_;
    bool names_sides_ = false;
    BySide<std::shared_ptr<ScalingPolicyKind>> own_;  // nullptr: as `general_`
};

}  // namespace isotherm
