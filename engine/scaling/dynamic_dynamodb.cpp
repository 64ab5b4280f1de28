// SPDX-License-Identifier: Apache-2.0
// Dynamic DynamoDB, the scaler that most tables had before 2017. Every few minutes it compares the
// consumption in a past time window, in percent of the provisioned throughput, with thresholds.

#include <fmt/format.h>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/dynamic_dynamodb_rules.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

class DynamicPolicy final : public ScalingPolicy {
public:
    DynamicPolicy(const DynamicOptions& options, const ScalingContext& context)
        : options_(options),
          covered_{context.reads, context.writes},
          index_(context.is_index),
          breaker_open_(*parse_utc_ranges(options.circuit_breaker_open)) {}

    SimDuration check_interval() const override {
        return std::chrono::seconds(options_.check_interval);
    }

    ScalingDecision check(const ScalingView& view) override {
        const Throughput present = view.provisioned;
        if (is_breaker_open(view.now)) {
            checks_ = {};
            return {present, say<Says::breaker_open>()};
        }
        ScalingDecision decision{present};
        bool update = false;
        for (const Side side : both_sides) {
            if (!covered_[side]) continue;
            std::int64_t& checks = checks_[side];
            const DynamicSideDecision one = decide_side(
                options_.of(side), side, index_, present.of(side), readings(view, side), checks);
            // An update resets the count of checks even if DynamoDB refuses the update.
            checks = one.update ? 0 : one.checks;
            update = update || one.update;
            side_of(decision.wanted, side) = one.units;
            add(decision.reason, one.reason);
        }
        if (!update) {
            if (checks_[Side::read] + checks_[Side::write] > 0)
                decision.wait = ScalingWait{WaitFor::points, decision.reason};
            return decision;
        }
        if (!view.active) {
            decision = decision.held_back(present, WaitFor::active, say<Says::table_not_active>());
            add(decision.reason, say<Says::not_active>());
            return decision;
        }
        if (options_.always_decrease_rw_together) decrease_together(decision, present);
        keep_disabled(decision, present);
        if (!options_.maintenance_windows.empty() &&
            !in_maintenance_window(options_.maintenance_windows, view.now)) {
            const ScalingDecision held =
                decision.held_back(present, WaitFor::hours, say<Says::outside_maintenance>());
            keep_decreases(decision, present, say<Says::decreases_outside_maintenance>());
            if (!decision.changes(present)) decision.wait = held.wait;
        }
        return decision;
    }

    std::optional<ScalingDecision> refused(const ScalingView& view, const ScalingDecision& asked,
                                           std::string_view exception) override {
        if (exception != "LimitExceededException") return std::nullopt;
        ScalingDecision again = asked;
        keep_decreases(again, view.provisioned, say<Says::without_decreases>());
        if (!again.changes(view.provisioned)) return std::nullopt;
        return again;
    }
    void state(StateVisitor& visit) override { visit(checks_); }

private:
    bool is_breaker_open(WallTime now) const {
        return std::any_of(breaker_open_.begin(), breaker_open_.end(), [now](const UtcRange& open) {
            return open.from <= now && now < open.to;
        });
    }

    DynamicReadings readings(const ScalingView& view, Side side) const {
        const std::int64_t present = view.provisioned.of(side);
        if (view.window != nullptr) {
            return DynamicReadings::from(view.window->consumed[side],
                                         view.window->throttle_events[side],
                                         static_cast<double>(view.window->seconds), present);
        }
        // CloudWatch rounds the start of the requested time range down to a full minute.
        const UtcMinute from =
            minute_of(view.now) - std::chrono::minutes(options_.lookback_window_start);
        const UtcMinute to = from + std::chrono::minutes(options_.lookback_period);
        const auto sum = [&](ScalingMetric metric) {
            return view.metrics.sum(metric, side, from, to);
        };
        return DynamicReadings::from(sum(ScalingMetric::consumed),
                                     sum(ScalingMetric::throttle_events),
                                     static_cast<double>(options_.lookback_period * 60), present);
    }

    static void keep_decreases(ScalingDecision& decision, Throughput present, const Message& why) {
        decision.wanted.read = std::max(decision.wanted.read, present.read);
        decision.wanted.write = std::max(decision.wanted.write, present.write);
        add(decision.reason, why);
    }

    // Allows decreases only if neither side is increased.
    static void decrease_together(ScalingDecision& decision, Throughput present) {
        Throughput& wanted = decision.wanted;
        if (wanted.read <= present.read && wanted.write <= present.write) return;
        if (wanted.read < present.read) {
            wanted.read = present.read;
            add(decision.reason, say<Says::reads_wait>());
        } else if (wanted.write < present.write) {
            wanted.write = present.write;
            add(decision.reason, say<Says::writes_wait>());
        }
    }

    // A maximum can also require a decrease. A side with down-scaling disabled is not decreased
    // even then.
    void keep_disabled(ScalingDecision& decision, Throughput present) const {
        for (const Side side : both_sides) {
            if (options_.of(side).down_scaling) continue;
            std::int64_t& wanted = side_of(decision.wanted, side);
            wanted = std::max(wanted, present.of(side));
        }
    }

    DynamicOptions options_;
    BySide<bool> covered_;
    bool index_;
    std::vector<UtcRange> breaker_open_;
    BySide<std::int64_t> checks_{};
};

class DynamicDynamoDb final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override { options_.settings(visit); }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<DynamicPolicy>(options_, context);
    }

private:
    DynamicOptions options_;
};

const Registered<ScalingPolicyKind, DynamicDynamoDb> dynamic_dynamodb_entry(
    "dynamic_dynamodb",
    "Dynamic DynamoDB: percentage thresholds, measured in a window 15 minutes ago", {});

}  // namespace
}  // namespace isotherm
