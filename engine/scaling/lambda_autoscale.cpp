// SPDX-License-Identifier: Apache-2.0
// dynamodb-lambda-autoscale, a popular AWS Lambda function of 2016. Every minute it increases
// capacity if there are throttles or high utilization; it spreads the few decreases over the day.

#include <fmt/format.h>

#include <cmath>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/decrease_pacing.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

struct LambdaSettings {
    double raise_above = 75;            // percent of provisioned
    double raise_above_throttles = 25;  // events per minute
    double raise_units = 3;             // smallest increase
    double raise_percent = 30;          // smallest increase in percent of provisioned
    double raise_by_throttles = 0.7;    // units added per throttled event
    double raise_to_consumed = 130;     // lowest new value in percent of consumed
    double lower_below = 30;            // percent of provisioned
    double lower_to_consumed = 100;     // new value in percent of consumed
    SimDuration quiet = 60min;          // no decrease for this time after an increase or decrease
    double smallest_decrease = 5;       // units; a decrease must be larger than this
    CapacityBounds bounds{.min = 1, .max = 100};
};

class LambdaPolicy final : public ScalingPolicy {
public:
    LambdaPolicy(const LambdaSettings& settings, const ScalingContext& context)
        : settings_(settings), bounds_(settings.bounds.within(context.era)) {
        covered_[Side::read] = context.reads;
        covered_[Side::write] = context.writes;
    }

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        for (const Side side : both_sides) {
            if (covered_[side]) look_at(view, side, decision);
        }
        return view.active ? decision
                           : decision.held_back(view.provisioned, WaitFor::active,
                                                say<Says::table_not_active>());
    }
    void accepted(const ScalingView& view, const ScalingDecision& decision) override {
        if (decision.wanted.read > view.provisioned.read ||
            decision.wanted.write > view.provisioned.write) {
            last_increase_ = view.now;
        }
        if (decision.wanted.read < view.provisioned.read ||
            decision.wanted.write < view.provisioned.write) {
            pacing_.record(view.now);
        }
    }
    void state(StateVisitor& visit) override { visit(last_increase_, pacing_); }

private:
    // The highest of the last five one-minute averages, in units per second.
    static double consumed(const ScalingView& view, Side side) {
        return view.metrics.highest(ScalingMetric::consumed, side, 5).value_or(0.0) / 60;
    }

    std::int64_t clamped(double wanted) const { return bounds_.clamp(std::llround(wanted)); }

    void look_at(const ScalingView& view, Side side, ScalingDecision& decision) const {
        const std::int64_t present = view.provisioned.of(side);
        const auto provisioned = static_cast<double>(present);
        const double used = consumed(view, side);
        const double percent = used / provisioned * 100;
        const double throttles =
            view.metrics.highest(ScalingMetric::throttle_events, side, 5).value_or(0.0);
        std::int64_t wanted = present;
        if (percent > settings_.raise_above || throttles > settings_.raise_above_throttles) {
            const double by_throttles = settings_.raise_by_throttles * throttles;
            const double by_units = provisioned + settings_.raise_units + by_throttles;
            const double by_percent =
                provisioned + provisioned / 100 * settings_.raise_percent + by_throttles;
            const double to_consumed = used / 100 * settings_.raise_to_consumed;
            wanted = std::max(clamped(std::max({by_units, by_percent, to_consumed})), present);
        } else if (percent < settings_.lower_below) {
            const std::int64_t lower = clamped(used / 100 * settings_.lower_to_consumed);
            if (lower < present && may_lower(view, present - lower)) {
                wanted = lower;
            } else if (lower < present && view.explain) {
                const bool none = view.decreases_left == 0;
                decision.wait = ScalingWait{none ? WaitFor::decreases : WaitFor::cooldown,
                                            say<Says::but>(say<Says::used>(side, percent),
                                                           none ? say<Says::no_decrease_left>()
                                                                : say<Says::decreases_paced>())};
            }
        }
        if (wanted == present) return;
        side_of(decision.wanted, side) = wanted;
        add(decision.reason, say<Says::used_with_throttles>(side, percent, throttles));
    }

    bool may_lower(const ScalingView& view, std::int64_t by) const {
        if (view.decreases_left == 0) return false;
        if (last_increase_ && view.now - *last_increase_ <= settings_.quiet) return false;
        if (pacing_.last() && view.now - *pacing_.last() <= settings_.quiet) return false;
        if (view.now < pacing_.next_allowed(view.now)) return false;
        return static_cast<double>(by) > settings_.smallest_decrease ||
               view.now >= DecreasePacing::last_barrier(view.now);
    }

    LambdaSettings settings_;
    CapacityBounds bounds_;
    BySide<bool> covered_{};
    std::optional<WallTime> last_increase_;
    DecreasePacing pacing_;
};

class LambdaAutoscale final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        const auto number = [&visit](std::string_view name, std::string_view help, double& value,
                                     std::string_view source) {
            visit.field({.name = name, .help = help, .highest = 1e6, .source = source}, value);
        };
        constexpr std::string_view config =
            "channl/dynamodb-lambda-autoscale, DefaultProvisioner.json";
        number("raise_above", "raises above this utilization in percent", settings_.raise_above,
               config);
        number("raise_above_throttles", "raises above this number of throttled events per minute",
               settings_.raise_above_throttles, config);
        number("raise_units", "smallest increase, in units", settings_.raise_units, config);
        number("raise_percent", "smallest increase, in percent of the provisioned capacity",
               settings_.raise_percent, config);
        number("raise_by_throttles",
               "units added to an increase for each throttled event of the minute",
               settings_.raise_by_throttles, config);
        number("raise_to_consumed",
               "smallest new value after an increase, in percent of consumption",
               settings_.raise_to_consumed, config);
        number("lower_below", "lowers below this utilization in percent", settings_.lower_below,
               config);
        number("lower_to_consumed", "new value after a decrease, in percent of consumption",
               settings_.lower_to_consumed, config);
        visit.field({.name = "quiet",
                     .help = "minimum time between the last change and a decrease",
                     .highest = 86'400,
                     .source = config},
                    settings_.quiet);
        number("smallest_decrease",
               "decreases must exceed this number of units, except after 23:30 UTC",
               settings_.smallest_decrease, config);
        settings_.bounds.settings(visit);
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<LambdaPolicy>(settings_, context);
    }

private:
    LambdaSettings settings_;
};

const Registered<ScalingPolicyKind, LambdaAutoscale> lambda_autoscale_entry(
    "lambda_autoscale",
    "dynamodb-lambda-autoscale: checks every minute, spreads decreases over the day", {});

}  // namespace
}  // namespace isotherm
