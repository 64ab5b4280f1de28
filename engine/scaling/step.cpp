// SPDX-License-Identifier: Apache-2.0
// Step scaling: the size of a change depends on how far utilization is beyond an alarm's threshold
// (Application Auto Scaling guide, "Step scaling policies").

#include <fmt/format.h>

#include <cmath>

#include "engine/scaling/alarm.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/scaling/target_tracking_rules.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

// One step. It applies if utilization is beyond the threshold by [from, to) percentage points.
struct Step {
    double from = 0;
    double to = 0;  // 0: no upper end
    double adjustment = 0;

    void settings(SettingsVisitor& visit) {
        visit.field({.name = "from",
                     .help = "lower end, in percentage points beyond the threshold, inclusive",
                     .highest = 1e6},
                    from);
        visit.field({.name = "to", .help = "upper end, exclusive; 0: no end", .highest = 1e6}, to);
        visit.field({.name = "adjustment",
                     .help = "percent, units or the new value, by adjustment_type",
                     .highest = 1e7,
                     .required = true},
                    adjustment);
        if (to > 0 && to <= from)
            visit.reject("to", "not above from", "make it larger than `from`");
    }
    bool covers(double beyond) const { return beyond >= from && (to == 0 || beyond < to); }
};

// What a step's adjustment means: a change in percent, a change in units, or the exact new value.
enum class Adjustment : std::uint8_t { percent, units, exact };
constexpr auto words_of(Adjustment) {
    return std::to_array<std::string_view>({"percent", "units", "exact"});
}

struct StepSettings {
    Share high{0.7};
    Share low{0.3};
    std::vector<Step> out{{0, 20, 20}, {20, 0, 50}};
    std::vector<Step> in{{0, 0, 20}};
    Adjustment adjustment = Adjustment::percent;
    std::int64_t smallest_change = 1;  // units
    std::int64_t out_points = 2;
    std::int64_t in_points = 15;
    SimDuration cooldown = 0s;
    CapacityBounds bounds;
};

struct SteppedSide {
    Side side;
    Alarm high;
    Alarm low;
    WallTime allowed = WallTime::min();  // end of the cooldown; separate for each side
};

class StepPolicy final : public ScalingPolicy {
public:
    StepPolicy(const StepSettings& settings, const ScalingContext& context)
        : settings_(settings), bounds_(settings.bounds.within(context.era)) {
        for (const Side side : both_sides) {
            if (!context.covers(side)) continue;
            sides_.push_back({side,
                              Alarm({.comparison = Comparison::greater,
                                     .evaluation_periods = settings.out_points,
                                     .datapoints_to_alarm = settings.out_points}),
                              Alarm({.comparison = Comparison::less,
                                     .evaluation_periods = settings.in_points,
                                     .datapoints_to_alarm = settings.in_points})});
        }
    }

    SimDuration check_interval() const override { return 60s; }

    ScalingDecision check(const ScalingView& view) override {
        ScalingDecision decision{view.provisioned};
        for (SteppedSide& stepped : sides_) {
            ScalingDecision one{view.provisioned};
            look_at(view, stepped, one);
            if (one.changes(view.provisioned) && view.now < stepped.allowed) {
                const auto left =
                    std::chrono::ceil<std::chrono::seconds>(stepped.allowed - view.now);
                one = one.held_back(view.provisioned, WaitFor::cooldown,
                                    say<Says::cools_down>(SimDuration(left)));
            }
            side_of(decision.wanted, stepped.side) = one.wanted.of(stepped.side);
            add(decision.reason, one.reason);
            if (one.wait) decision.wait = one.wait;
        }
        // The policy does not check the table's status. A refused change is requested again in the
        // next minute while the alarm persists.
        return decision;
    }
    void accepted(const ScalingView& view, const ScalingDecision& decision) override {
        for (SteppedSide& stepped : sides_) {
            if (decision.wanted.of(stepped.side) != view.provisioned.of(stepped.side))
                stepped.allowed = view.now + settings_.cooldown;
        }
    }
    void state(StateVisitor& visit) override {
        for (SteppedSide& stepped : sides_) visit(stepped.high, stepped.low, stepped.allowed);
    }

private:
    void look_at(const ScalingView& view, SteppedSide& stepped, ScalingDecision& decision) {
        const Side side = stepped.side;
        const std::int64_t present = view.provisioned.of(side);
        const auto share = [](Share s) { return in_millionths(s.value); };
        const bool too_much = stepped.high.evaluate(
            view.metrics, side, alarm_threshold(share(settings_.high), present));
        const bool too_little = stepped.low.evaluate(
            view.metrics, side, alarm_threshold(share(settings_.low), present));
        const auto latest = view.metrics.point(ScalingMetric::consumed, side,
                                               view.metrics.end() - std::chrono::minutes(1));
        if (view.explain && !too_much && !too_little) explain(view, stepped, decision);
        if (!latest || (!too_much && !too_little)) return;
        const double percent = *latest / 60 / static_cast<double>(present) * 100;
        std::int64_t wanted = present;
        if (too_much) {
            wanted = adjusted(present, settings_.out, percent - settings_.high.value * 100, 1);
        } else {
            wanted = adjusted(present, settings_.in, settings_.low.value * 100 - percent, -1);
        }
        if (wanted == present) return;
        // Do not request a decrease that DynamoDB would refuse.
        if (wanted < present && view.decreases_left == 0) {
            decision.wait = ScalingWait{WaitFor::decreases,
                                        say<Says::but>(say<Says::would_go_down_to>(side, wanted),
                                                       say<Says::no_decrease_left>())};
            return;
        }
        side_of(decision.wanted, side) = wanted;
        decision.reason = say<Says::used>(side, percent);
    }

    // Explains what is missing if one of the alarms has some points beyond its threshold.
    void explain(const ScalingView& view, const SteppedSide& stepped,
                 ScalingDecision& decision) const {
        const std::int64_t present = view.provisioned.of(stepped.side);
        const bool out = stepped.high.breaching() > 0;
        if (out ? present >= bounds_.max : stepped.low.breaching() == 0 || present <= bounds_.min)
            return;
        decision.wait = ScalingWait{
            WaitFor::points,
            out ? say<Says::above_for>(stepped.side, settings_.high.value * 100, present,
                                       stepped.high.breaching(), settings_.out_points)
                : say<Says::below_for>(stepped.side, settings_.low.value * 100, present,
                                       stepped.low.breaching(), settings_.in_points)};
    }

    std::int64_t adjusted(std::int64_t present, const std::vector<Step>& steps, double beyond,
                          int direction) const {
        const auto step = std::find_if(steps.begin(), steps.end(),
                                       [beyond](const Step& s) { return s.covers(beyond); });
        if (step == steps.end()) return present;
        if (settings_.adjustment == Adjustment::exact)
            return bounds_.clamp(std::llround(step->adjustment));
        const double by = settings_.adjustment == Adjustment::units
                              ? step->adjustment
                              : static_cast<double>(present) * step->adjustment / 100;
        // According to the guide, fractions are cut off, but the change is at least
        // smallest_change.
        const auto change =
            std::max(static_cast<std::int64_t>(std::floor(by)), settings_.smallest_change);
        return bounds_.clamp(present + direction * change);
    }

    StepSettings settings_;
    CapacityBounds bounds_;
    std::vector<SteppedSide> sides_;
};

class StepScaling final : public ScalingPolicyKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "high",
                     .help = "utilization above which capacity is raised",
                     .lowest = 0.01,
                     .highest = 1,
                     .source = "[inferred] the operator's choice"},
                    settings_.high);
        visit.field({.name = "low",
                     .help = "utilization below which capacity is lowered",
                     .highest = 1,
                     .source = "[inferred] the operator's choice"},
                    settings_.low);
        steps(visit, "out", "steps for raising capacity", settings_.out);
        steps(visit, "in", "steps for lowering capacity", settings_.in);
        choice_field(visit,
                     {.name = "adjustment_type",
                      .help = "meaning of a step's adjustment",
                      .source = "Application Auto Scaling guide: PercentChangeInCapacity, "
                                "ChangeInCapacity, ExactCapacity"},
                     settings_.adjustment);
        visit.field({.name = "smallest_change",
                     .help = "smallest change of one step, in units",
                     .lowest = 1,
                     .highest = 1e7,
                     .source = "Application Auto Scaling guide: MinAdjustmentMagnitude"},
                    settings_.smallest_change);
        visit.field({.name = "out_points",
                     .help = "consecutive minutes above `high` before capacity is raised",
                     .lowest = 1,
                     .highest = 60,
                     .source = "[inferred] the operator's choice"},
                    settings_.out_points);
        visit.field({.name = "in_points",
                     .help = "consecutive minutes below `low` before capacity is lowered",
                     .lowest = 1,
                     .highest = 120,
                     .source = "[inferred] the operator's choice"},
                    settings_.in_points);
        visit.field({.name = "cooldown",
                     .help = "minimum time between two changes",
                     .highest = 86'400,
                     .source = "Application Auto Scaling guide: Cooldown"},
                    settings_.cooldown);
        settings_.bounds.settings(visit);
        if (settings_.low.value >= settings_.high.value)
            visit.reject("low", "not below high", "make it the smaller of the two");
    }
    std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const override {
        return std::make_unique<StepPolicy>(settings_, context);
    }

private:
    // A list in the scenario replaces the default list.
    static void steps(SettingsVisitor& visit, std::string_view name, std::string_view help,
                      std::vector<Step>& list) {
        std::vector<Step> given;
        visit.list({.name = name, .help = help, .element = "{ adjustment = 10 }"}, list.size(),
                   [&](std::size_t index, SettingsVisitor& inner) {
                       Step step = index < list.size() ? list[index] : Step{};
                       step.settings(inner);
                       given.push_back(step);
                   });
        if (!given.empty()) list = std::move(given);
    }

    StepSettings settings_;
};

const Registered<ScalingPolicyKind, StepScaling> step_scaling_entry(
    "step", "CloudWatch alarms with step adjustments", {});

}  // namespace
}  // namespace isotherm
