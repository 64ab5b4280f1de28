// SPDX-License-Identifier: Apache-2.0
// A scaling policy to learn from: every minute it asks for what the last minute consumed, and a
// fixed number of units above.

#include <cmath>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

struct HeadroomSettings {
    std::int64_t units = 100;
    CapacityBounds bounds;
};

// At work on one table or index.
class HeadroomPolicy final : public ScalingPolicy {
public:
    HeadroomPolicy(const HeadroomSettings& settings, const ScalingContext& context)
        : units_(settings.units),
          bounds_(settings.bounds.within(context.era)),
          reads_(context.reads),
          writes_(context.writes) {}

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        for (const Side side : both_sides) {
            if (side == Side::read ? reads_ : writes_) look_at(view, side, decision);
        }
        return view.active ? decision
                           : decision.held_back(view.provisioned, WaitFor::active,
                                                say<Says::table_not_active>());
    }

    // It remembers nothing from one check to the next.
    void state(StateVisitor&) override {}

private:
    // A minute without a point is one in which nothing was consumed.
    void look_at(const ScalingView& view, Side side, ScalingDecision& decision) const {
        const auto sum = view.metrics.point(ScalingMetric::consumed, side,
                                            view.metrics.end() - std::chrono::minutes(1));
        const double per_second = sum.value_or(0.0) / 60;
        const std::int64_t present = view.provisioned.of(side);
        const std::int64_t wanted =
            bounds_.clamp(static_cast<std::int64_t>(std::ceil(per_second)) + units_);
        if (wanted == present) return;
        side_of(decision.wanted, side) = wanted;
        const double used = 100 * per_second / static_cast<double>(present);
        add(decision.reason, say<Says::used_of>(side, used, present));
    }

    std::int64_t units_;
    CapacityBounds bounds_;
    bool reads_;
    bool writes_;
};

// The policy as scenarios choose it.
class Headroom final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "units",
                     .help = "units per second above what the last minute consumed",
                     .lowest = 0,
                     .highest = 1'000'000},
                    settings_.units);
        settings_.bounds.settings(visit);
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<HeadroomPolicy>(settings_, context);
    }

private:
    HeadroomSettings settings_;
};

const Registered<ScalingPolicyKind, Headroom> headroom_entry(
    "headroom", "what was consumed, and some units above", {});

}  // namespace
}  // namespace isotherm
