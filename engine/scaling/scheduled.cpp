// SPDX-License-Identifier: Apache-2.0
// Scheduled scaling: raises capacity to the minimum in force and lowers it to the maximum in force.
// Capacity between the two is not changed.

#include <fmt/format.h>

#include "engine/scaling/capacity_actions.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

class ScheduledPolicy final : public ScalingPolicy {
public:
    ScheduledPolicy(const CapacityActions& actions, const ScalingContext& context)
        : actions_(actions), context_reads_(context.reads), context_writes_(context.writes) {
        bounds_.min = 0;
        bounds_.max = 0;
    }

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        const UtcMinute now = minute_of(view.now);
        const std::string applied =
            actions_.apply(looked_.value_or(now - std::chrono::minutes(1)), now, bounds_);
        looked_ = now;
        if (!applied.empty()) applied_ = applied;
        ScalingDecision decision{view.provisioned};
        if (applied_.empty() || !view.active) return decision;
        for (const Side side : both_sides) {
            if (side == Side::read ? !context_reads_ : !context_writes_) continue;
            const std::int64_t present = view.provisioned.of(side);
            std::int64_t wanted = std::max(present, bounds_.min);
            if (bounds_.max > 0) wanted = std::min(wanted, bounds_.max);
            // If no decrease is left, do not request one: DynamoDB would refuse it every minute.
            if (wanted < present && view.decreases_left == 0) {
                decision.wait = ScalingWait{
                    WaitFor::decreases, say<Says::but>(say<Says::would_go_down_to>(side, wanted),
                                                       say<Says::no_decrease_left>())};
                continue;
            }
            side_of(decision.wanted, side) = wanted;
        }
        if (decision.changes(view.provisioned) || view.explain) {
            decision.reason = say<Says::scheduled_action>(applied_, bounds_.min, bounds_.max);
        }
        return decision;
    }
    void state(StateVisitor& visit) override { visit(bounds_, looked_, applied_); }

private:
    CapacityActions actions_;
    bool context_reads_;
    bool context_writes_;
    CapacityBounds bounds_;  // 0: not set yet
    std::optional<UtcMinute> looked_;
    std::string applied_;  // `at` of the action in force
};

class Scheduled final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override { actions_.settings(visit); }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<ScheduledPolicy>(actions_, context);
    }

private:
    CapacityActions actions_;
};

const Registered<ScalingPolicyKind, Scheduled> scheduled_entry(
    "scheduled", "minimum and maximum capacity change at set times (UTC)",
    {R"(actions = [{ at = "09:00", min = 40 }])"});

}  // namespace
}  // namespace isotherm
