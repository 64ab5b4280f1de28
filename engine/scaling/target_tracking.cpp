// SPDX-License-Identifier: Apache-2.0
// Target tracking of Application Auto Scaling. One alarm above the target raises capacity, another
// alarm below the target lowers it; both use one-minute points of CloudWatch. The settings can also
// reproduce variants of the rules in AWS's own tools.

#include <fmt/format.h>

#include "engine/scaling/alarm.h"
#include "engine/scaling/capacity_actions.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/scaling/target_tracking_rules.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

enum class TrackedMetric : std::uint8_t { consumed, requested };
constexpr auto words_of(TrackedMetric) {
    return std::to_array<std::string_view>({"consumed", "requested"});
}
enum class OutBy : std::uint8_t { latest, lower, higher };
constexpr auto words_of(OutBy) {
    return std::to_array<std::string_view>({"latest", "lower", "higher"});
}
enum class InBy : std::uint8_t { highest, latest };
constexpr auto words_of(InBy) { return std::to_array<std::string_view>({"highest", "latest"}); }
enum class InRule : std::uint8_t { margin, factor };
constexpr auto words_of(InRule) { return std::to_array<std::string_view>({"margin", "factor"}); }

struct TrackingSettings {
    Share target{0.7};
    CapacityBounds bounds{.min = 5, .max = 0};
    std::int64_t scale_out_points = 0;  // 0: value of the era
    std::int64_t scale_in_points = 0;
    OutBy scale_out_by = OutBy::latest;
    InBy scale_in_by = InBy::highest;
    InRule scale_in_rule = InRule::margin;
    Share scale_in_margin{0.2};
    double scale_in_factor = 1.2;
    SimDuration scale_out_cooldown = 0s;
    SimDuration scale_in_cooldown = 0s;
    bool scale_in = true;
    bool scale_in_at_zero = false;
    TrackedMetric metric = TrackedMetric::consumed;
    CapacityActions actions;
};

// One side's pair of alarms.
struct TrackedSide {
    Side side;
    Alarm high;
    Alarm low;
    WallTime out_allowed = WallTime::min();
    WallTime in_allowed = WallTime::min();
};

class TrackingPolicy final : public ScalingPolicy {
public:
    TrackingPolicy(const TrackingSettings& settings, const ScalingContext& context)
        : settings_(settings),
          metric_(settings.metric == TrackedMetric::requested ? ScalingMetric::requested
                                                              : ScalingMetric::consumed),
          bounds_(settings.bounds.within(context.era)),
          target_(in_millionths(settings.target.value)),
          low_(std::max<std::int64_t>(
              in_millionths(settings.target.value) - in_millionths(settings.scale_in_margin.value),
              0)),
          factor_(in_millionths(settings.scale_in_factor)),
          out_points_(settings.scale_out_points > 0 ? settings.scale_out_points
                                                    : context.era.scale_out_points),
          in_points_(settings.scale_in_points > 0 ? settings.scale_in_points
                                                  : context.era.scale_in_points) {
        for (const Side side : both_sides) {
            if (context.covers(side)) sides_.push_back(tracked(side));
        }
    }

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        if (!began_) began_ = minute_of(view.now - check_interval());
        ScalingDecision decision{view.provisioned};
        run_actions(view.now);
        // The policy does not check the table's status. A refused change is requested again in the
        // next minute while the alarm persists.
        for (TrackedSide& tracked : sides_) look_at(view, tracked, decision);
        return decision;
    }

    void accepted(const ScalingView& view, const ScalingDecision& decision) override {
        for (TrackedSide& tracked : sides_) {
            const std::int64_t present = view.provisioned.of(tracked.side);
            const std::int64_t wanted = decision.wanted.of(tracked.side);
            if (wanted > present) tracked.out_allowed = view.now + settings_.scale_out_cooldown;
            if (wanted < present) tracked.in_allowed = view.now + settings_.scale_in_cooldown;
        }
    }
    void state(StateVisitor& visit) override {
        for (TrackedSide& tracked : sides_)
            visit(tracked.high, tracked.low, tracked.out_allowed, tracked.in_allowed);
        visit(bounds_, looked_, began_);
    }

private:
    TrackedSide tracked(Side side) const {
        const auto rule = [this](Comparison comparison, std::int64_t points) {
            return Alarm({.metric = metric_,
                          .comparison = comparison,
                          .evaluation_periods = points,
                          .datapoints_to_alarm = points});
        };
        return {side, rule(Comparison::greater, out_points_), rule(Comparison::less, in_points_)};
    }

    void run_actions(WallTime now) {
        if (settings_.actions.empty()) return;
        const UtcMinute minute = minute_of(now);
        settings_.actions.apply(looked_.value_or(minute - std::chrono::minutes(1)), minute,
                                bounds_);
        looked_ = minute;
    }

    void look_at(const ScalingView& view, TrackedSide& tracked, ScalingDecision& decision) {
        const std::int64_t present = view.provisioned.of(tracked.side);
        const bool too_much =
            tracked.high.evaluate(view.metrics, tracked.side, alarm_threshold(target_, present));
        const bool too_little =
            tracked.low.evaluate(view.metrics, tracked.side, low_threshold(present)) ||
            (settings_.scale_in_at_zero && nothing_consumed(view, tracked.side));
        if (present < bounds_.min || (present > bounds_.max && view.decreases_left > 0)) {
            return move(decision, tracked.side, bounds_.clamp(present),
                        say<Says::outside_bounds>());
        }
        if (too_much && view.now >= tracked.out_allowed) scale_out(view, tracked.side, decision);
        if (too_little && settings_.scale_in && view.now >= tracked.in_allowed)
            scale_in(view, tracked.side, decision);
        if (view.explain) explain(view, tracked, too_much, too_little, decision);
    }

    // Explains what holds back a change that an alarm of this side has triggered or is about to
    // trigger.
    void explain(const ScalingView& view, const TrackedSide& tracked, bool too_much,
                 bool too_little, ScalingDecision& decision) const {
        const Side side = tracked.side;
        const std::int64_t present = view.provisioned.of(side);
        const auto cooling = [&](WallTime until, auto&& scale) {
            ScalingDecision would{view.provisioned};
            scale(would);
            if (!would.changes(view.provisioned)) return;
            const SimDuration left = std::chrono::ceil<std::chrono::seconds>(until - view.now);
            decision.wait = ScalingWait{WaitFor::cooldown,
                                        say<Says::but>(would.reason, say<Says::cools_down>(left))};
        };
        if (too_much && view.now < tracked.out_allowed) {
            cooling(tracked.out_allowed, [&](auto& would) { scale_out(view, side, would); });
        } else if (!too_much && tracked.high.breaching() > 0 && present < bounds_.max) {
            decision.wait = ScalingWait{
                WaitFor::points, say<Says::above_for>(side, settings_.target.value * 100, present,
                                                      tracked.high.breaching(), out_points_)};
        } else if (!settings_.scale_in || present <= bounds_.min) {
            return;
        } else if (too_little && view.decreases_left == 0) {
            decision.wait = ScalingWait{
                WaitFor::decreases,
                say<Says::but>(say<Says::would_go_down>(side), say<Says::no_decrease_left>())};
        } else if (too_little && view.now < tracked.in_allowed) {
            cooling(tracked.in_allowed, [&](auto& would) { scale_in(view, side, would); });
        } else if (!too_little && tracked.low.breaching() > 0 &&
                   settings_.scale_in_rule != InRule::factor) {
            const double low = settings_.target.value - settings_.scale_in_margin.value;
            decision.wait = ScalingWait{WaitFor::points,
                                        say<Says::below_for>(side, low * 100, present,
                                                             tracked.low.breaching(), in_points_)};
        }
    }

    // The "factor" rule has no threshold for points: scale_in() compares the present value with the
    // new one instead.
    double low_threshold(std::int64_t present) const {
        if (settings_.scale_in_rule == InRule::factor) return std::numeric_limits<double>::max();
        return alarm_threshold(low_, present);
    }

    // Minutes before the policy's first check are unknown, so they do not count as empty.
    bool nothing_consumed(const ScalingView& view, Side side) const {
        if (view.metrics.end() - std::chrono::minutes(in_points_) < *began_) return false;
        return !view.metrics.highest(metric_, side, in_points_);
    }

    void scale_out(const ScalingView& view, Side side, ScalingDecision& decision) const {
        const auto lower = view.metrics.lowest(metric_, side, out_points_);
        const auto higher = view.metrics.highest(metric_, side, out_points_);
        const auto latest =
            view.metrics.point(metric_, side, view.metrics.end() - std::chrono::minutes(1));
        double sum = *latest;
        if (settings_.scale_out_by == OutBy::lower) sum = *lower;
        if (settings_.scale_out_by == OutBy::higher) sum = *higher;
        const std::int64_t wanted = bounds_.clamp(capacity_for(sum, target_));
        if (wanted <= view.provisioned.of(side)) return;
        move(decision, side, wanted,
             say<Says::above_target>(sum / 60, out_points_, settings_.target.value * 100,
                                     view.provisioned.of(side)));
    }

    void scale_in(const ScalingView& view, Side side, ScalingDecision& decision) const {
        // Do not request a decrease that DynamoDB would refuse.
        if (view.decreases_left == 0) return;
        const std::int64_t points = settings_.scale_in_by == InBy::highest ? in_points_ : 1;
        const double sum = view.metrics.highest(metric_, side, points).value_or(0.0);
        const std::int64_t present = view.provisioned.of(side);
        const std::int64_t wanted = bounds_.clamp(capacity_for(sum, target_));
        if (wanted >= present) return;
        if (settings_.scale_in_rule == InRule::factor) {
            const std::int64_t exact =
                std::max(milli_capacity_for(sum, target_), bounds_.min * 1'000);
            if (!far_above(present, exact, factor_)) return;
        }
        move(decision, side, wanted,
             say<Says::below_target>(sum / 60, in_points_, settings_.target.value * 100, present));
    }

    static void move(ScalingDecision& decision, Side side, std::int64_t wanted,
                     const Message& why) {
        side_of(decision.wanted, side) = wanted;
        add(decision.reason, say<Says::of_side>(side, why));
    }

    TrackingSettings settings_;
    ScalingMetric metric_;
    CapacityBounds bounds_;
    std::int64_t target_;  // millionths, like low_ and factor_
    std::int64_t low_;
    std::int64_t factor_;
    std::int64_t out_points_;
    std::int64_t in_points_;
    std::vector<TrackedSide> sides_;
    std::optional<UtcMinute> looked_;  // last minute whose actions were applied
    std::optional<UtcMinute> began_;
};

class TargetTracking final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        target_settings(visit);
        alarm_settings(visit);
        value_settings(visit);
        settings_.actions.settings(visit);
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<TrackingPolicy>(settings_, context);
    }
    std::optional<double> target_utilization() const override { return settings_.target.value; }

private:
    void target_settings(SettingsVisitor& visit) {
        visit.field({.name = "target_utilization",
                     .help = "target ratio of consumed to provisioned throughput",
                     .lowest = 0.01,
                     .highest = 1,
                     .source = "Developer Guide: 20 to 90 %; console default 70 %"},
                    settings_.target);
        settings_.bounds.settings(visit);
        visit.field({.name = "scale_in",
                     .help = "whether the policy may lower capacity",
                     .source = "Application Auto Scaling guide: DisableScaleIn"},
                    settings_.scale_in);
        visit.field({.name = "scale_in_at_zero",
                     .help = "whether the policy lowers capacity when nothing is consumed",
                     .source = "Developer Guide 2018: it does not; the note is gone since 2019"},
                    settings_.scale_in_at_zero);
    }

    void alarm_settings(SettingsVisitor& visit) {
        visit.field({.name = "scale_out_points",
                     .help = "consecutive minutes above the target before capacity is raised; 0: "
                             "the era's value",
                     .highest = 60,
                     .source = "[inferred] 5 in 2017; 2 documented since"},
                    settings_.scale_out_points);
        visit.field(
            {.name = "scale_in_points",
             .help = "consecutive low minutes before capacity is lowered; 0: the era's value",
             .highest = 120,
             .source = "Developer Guide: 15"},
            settings_.scale_in_points);
        constexpr double day = 86'400;
        visit.field({.name = "scale_out_cooldown",
                     .help = "minimum time between two increases",
                     .highest = day,
                     .source = "Application Auto Scaling guide: 0 s for DynamoDB"},
                    settings_.scale_out_cooldown);
        visit.field({.name = "scale_in_cooldown",
                     .help = "minimum time between two decreases",
                     .highest = day,
                     .source = "Application Auto Scaling guide: 0 s for DynamoDB"},
                    settings_.scale_in_cooldown);
        choice_field(
            visit,
            {.name = "metric",
             .help = "metric that the alarms watch; \"requested\" is counted by the application",
             .source = "consumed: as the Developer Guide describes; requested: as Yan Cui "
                       "proposed in 2017"},
            settings_.metric);
    }

    void value_settings(SettingsVisitor& visit) {
        choice_field(visit,
                     {.name = "scale_out_by",
                      .help = "minute that determines the new value: the latest, or the one with "
                              "the lowest or highest value of the alarm",
                      .source = "[inferred] not documented; amazon-dynamodb-tools has the others"},
                     settings_.scale_out_by);
        choice_field(visit,
                     {.name = "scale_in_by",
                      .help = "minute that determines the new value when capacity is lowered",
                      .source = "[inferred] not documented; amazon-dynamodb-tools: highest"},
                     settings_.scale_in_by);
        choice_field(visit,
                     {.name = "scale_in_rule",
                      .help = "margin: lowers below the target minus scale_in_margin; factor: "
                              "lowers if capacity exceeds the new value times scale_in_factor",
                      .source = "margin: Developer Guide; factor: amazon-dynamodb-tools"},
                     settings_.scale_in_rule);
        visit.field({.name = "scale_in_margin",
                     .help = "subtracted from the target for the low alarm",
                     .highest = 0.9,
                     .source = "Developer Guide: 20 points"},
                    settings_.scale_in_margin);
        visit.field({.name = "scale_in_factor",
                     .help = "lowers if capacity exceeds the new value by more than this factor",
                     .lowest = 1,
                     .highest = 100,
                     .source = "amazon-dynamodb-tools: 1.2"},
                    settings_.scale_in_factor);
    }

    TrackingSettings settings_;
};

const Registered<ScalingPolicyKind, TargetTracking> target_tracking_entry(
    "target_tracking", "Application Auto Scaling: keeps utilization near a target (2017 on)", {});

}  // namespace
}  // namespace isotherm
