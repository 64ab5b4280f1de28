// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/policy_by_side.h"

#include <numeric>

#include "engine/scaling/capacity_bounds.h"
#include "engine/vocabulary/settings_copy.h"

namespace isotherm {
namespace {

// Combines the decisions of one policy for reads and one for writes.
class TwoSides final : public ScalingPolicy {
public:
    explicit TwoSides(BySide<std::unique_ptr<ScalingPolicy>> policies)
        : policies_(std::move(policies)) {}

    SimDuration check_interval() const override {
        return SimDuration(std::gcd(interval(Side::read).count(), interval(Side::write).count()));
    }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        for (const Side side : both_sides) {
            if (!due(side, view.now)) continue;
            const ScalingDecision one = of(side).check(view);
            side_of(decision.wanted, side) = one.wanted.of(side);
            add(decision.reason, one.reason);
            if (one.wait) decision.wait = one.wait;
        }
        return decision;
    }

    std::optional<ScalingDecision> refused(const ScalingView& view, const ScalingDecision& asked,
                                           std::string_view exception) override {
        std::optional<ScalingDecision> instead;
        for (const Side side : both_sides) {
            const auto one = of(side).refused(view, asked, exception);
            if (!one) continue;
            if (!instead) instead = ScalingDecision{asked.wanted};
            side_of(instead->wanted, side) = one->wanted.of(side);
            add(instead->reason, one->reason);
        }
        return instead;
    }
    void accepted(const ScalingView& view, const ScalingDecision& decision) override {
        for (const auto& policy : policies_) policy->accepted(view, decision);
    }
    void state(StateVisitor& visit) override {
        for (const auto& policy : policies_) policy->state(visit);
        visit(next_);
    }

private:
    ScalingPolicy& of(Side side) const { return *policies_[side]; }
    SimDuration interval(Side side) const { return of(side).check_interval(); }

    // With equal intervals, both sides are due at every call: the caller then keeps the interval.
    bool due(Side side, WallTime now) {
        if (interval(Side::read) == interval(Side::write)) return true;
        WallTime& next = next_[side];
        if (now < next) return false;
        next = now + interval(side);
        return true;
    }

    BySide<std::unique_ptr<ScalingPolicy>> policies_;
    BySide<WallTime> next_{WallTime::min(), WallTime::min()};
};

std::shared_ptr<ScalingPolicyKind> kind_named(std::string_view name) {
    return Catalog<ScalingPolicyKind>::instance().create(name);
}

}  // namespace

PolicyBySide::PolicyBySide(std::string_view name) : name_(name), general_(kind_named(name)) {
    for (const std::string& setting : setting_names(*general_)) {
        for (const std::string_view side : side_names)
            names_sides_ = names_sides_ || setting.find(side) != setting.npos;
    }
}

std::unique_ptr<PolicyBySide> PolicyBySide::named(std::string_view name) {
    if (kind_named(name) == nullptr) return nullptr;
    return std::unique_ptr<PolicyBySide>(new PolicyBySide(name));
}

void PolicyBySide::settings(SettingsVisitor& visit) {
    general_->settings(visit);
    if (names_sides_) return;
    for (const Side side : both_sides) {
        const std::string_view name = side_names[side];
        if (!visit.given(name)) continue;
        auto& own = own_[side];
        if (own == nullptr) {
            own = kind_named(name_);
            copy_settings(*general_, *own);
        }
        visit.group({.name = name, .help = "settings that differ for this side"},
                    [&own](SettingsVisitor& inner) { own->settings(inner); });
    }
}

std::unique_ptr<ScalingPolicy> PolicyBySide::start(const ScalingContext& context) const {
    if (own_[Side::read] == nullptr && own_[Side::write] == nullptr)
        return general_->start(context);
    BySide<std::unique_ptr<ScalingPolicy>> policies;
    for (const Side side : both_sides) {
        ScalingContext one = context;
        one.reads = context.reads && side == Side::read;
        one.writes = context.writes && side == Side::write;
        policies[side] = (own_[side] == nullptr ? general_ : own_[side])->start(one);
    }
    return std::make_unique<TwoSides>(std::move(policies));
}

}  // namespace isotherm
