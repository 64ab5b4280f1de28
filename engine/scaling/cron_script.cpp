// SPDX-License-Identifier: Apache-2.0
// A script of 2012: from 07:00 on, each run increases capacity by a fifth if the last minute used
// more than 80 % of the provisioned throughput. It never decreases (slides of Tim Gross).

#include <fmt/format.h>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

struct ScriptSettings {
    SimDuration interval = 5min;
    SimDuration from = 7h;
    SimDuration until = 24h;
    Share threshold{0.8};
    double factor = 1.2;
    CapacityBounds bounds;
};

class ScriptPolicy final : public ScalingPolicy {
public:
    ScriptPolicy(const ScriptSettings& settings, const ScalingContext& context)
        : settings_(settings),
          bounds_(settings.bounds.within(context.era)),
          reads_(context.reads),
          writes_(context.writes) {}

    SimDuration check_interval() const override { return settings_.interval; }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        const SimDuration of_day = view.now - std::chrono::floor<std::chrono::days>(view.now);
        if (of_day < settings_.from || of_day >= settings_.until) {
            if (view.explain) decision.reason = say<Says::outside_hours>();
            return decision;
        }
        for (const Side side : both_sides) {
            if (side == Side::read ? reads_ : writes_) look_at(view, side, decision);
        }
        // If the script did not check the table's status, its call would be refused and it would
        // try again in its next run.
        return view.active ? decision
                           : decision.held_back(view.provisioned, WaitFor::active,
                                                say<Says::table_not_active>());
    }
    void state(StateVisitor&) override {}

private:
    void look_at(const ScalingView& view, Side side, ScalingDecision& decision) const {
        const auto sum = view.metrics.point(ScalingMetric::consumed, side,
                                            view.metrics.end() - std::chrono::minutes(1));
        const std::int64_t present = view.provisioned.of(side);
        const double per_second = sum.value_or(0.0) / 60;
        const double used = per_second / static_cast<double>(present);
        if (used <= settings_.threshold.value) return;
        const std::int64_t wanted =
            bounds_.clamp(times_rounded_up(present, in_millionths(settings_.factor)));
        if (wanted <= present) return;
        side_of(decision.wanted, side) = wanted;
        add(decision.reason, say<Says::used_of>(side, used * 100, present));
    }

    ScriptSettings settings_;
    CapacityBounds bounds_;
    bool reads_;
    bool writes_;
};

class CronScript final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        constexpr double day = 86'400;
        visit.field({.name = "interval",
                     .help = "time between two runs",
                     .lowest = 60,
                     .highest = day,
                     .source = "[inferred] not shown in the slides of 2012"},
                    settings_.interval);
        visit.field({.name = "from",
                     .help = "time after midnight UTC at which the script begins to run",
                     .highest = day,
                     .source = "slides of Tim Gross: now.hour > 6, true from 07:00"},
                    settings_.from);
        visit.field({.name = "until",
                     .help = "time after midnight UTC at which the script stops",
                     .highest = day,
                     .source = "[inferred] midnight"},
                    settings_.until);
        visit.field(
            {.name = "threshold",
             .help = "raises when consumption exceeds this share of the provisioned throughput",
             .highest = 10,
             .source = "slides of Tim Gross: 0.80"},
            settings_.threshold);
        visit.field({.name = "factor",
                     .help = "factor by which the script raises the provisioned throughput",
                     .lowest = 1,
                     .highest = 100,
                     .source = "slides of Tim Gross: 1.2"},
                    settings_.factor);
        settings_.bounds.settings(visit);
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<ScriptPolicy>(settings_, context);
    }

private:
    ScriptSettings settings_;
};

const Registered<ScalingPolicyKind, CronScript> cron_script_entry(
    "cron_script", "from 07:00, raises by a fifth above 80 % utilization; never lowers (2012)", {});

}  // namespace
}  // namespace isotherm
