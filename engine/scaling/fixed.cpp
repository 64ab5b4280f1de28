// SPDX-License-Identifier: Apache-2.0
// A policy for constant throughput: sets it once and leaves it unchanged.

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {
namespace {

class FixedPolicy final : public ScalingPolicy {
public:
    FixedPolicy(Throughput wanted, const ScalingContext& context)
        : wanted_(wanted), reads_(context.reads), writes_(context.writes) {}

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        if (reads_ && wanted_.read > 0) decision.wanted.read = wanted_.read;
        if (writes_ && wanted_.write > 0) decision.wanted.write = wanted_.write;
        if (!decision.changes(view.provisioned)) return decision;
        if (!view.active) return {view.provisioned};
        decision.reason = say<Says::fixed_not_in_force>();
        return decision;
    }
    void state(StateVisitor&) override {}

private:
    Throughput wanted_;
    bool reads_;
    bool writes_;
};

class Fixed final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        const double most = CapacityRate::highest.in_units_per_second();
        visit.field({.name = "read",
                     .help = "read units per second; 0: the table's initial capacity",
                     .highest = most},
                    wanted_.read);
        visit.field({.name = "write",
                     .help = "write units per second; 0: the table's initial capacity",
                     .highest = most},
                    wanted_.write);
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<FixedPolicy>(wanted_, context);
    }

private:
    Throughput wanted_;
};

const Registered<ScalingPolicyKind, Fixed> fixed_entry("fixed",
                                                       "sets the throughput once and leaves it",
                                                       {"write = 20"});

}  // namespace
}  // namespace isotherm
