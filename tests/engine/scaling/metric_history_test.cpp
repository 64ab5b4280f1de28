// SPDX-License-Identifier: Apache-2.0
// What CloudWatch shows about a minute, and when.

#include "engine/scaling/metric_history.h"

#include <gtest/gtest.h>

#include "engine/scaling/alarm.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

const UtcMinute noon{std::chrono::sys_days{std::chrono::year{2018} / 6 / 1} + 12h};
constexpr std::chrono::minutes one{1};

TEST(MetricHistory, APointShowsOnlyOneDelayAfterItsMinute) {
    MetricHistory history;
    history.record(noon, Side::read, 120, 0, 120);
    const auto seen = [&](WallTime now) {
        return MetricView(history, now, 60s).point(ScalingMetric::consumed, Side::read, noon);
    };
    EXPECT_FALSE(seen(noon + 119s));
    EXPECT_EQ(seen(noon + 120s), 120);
}

TEST(MetricHistory, NothingConsumedIsNoPoint) {
    MetricHistory history;
    history.record(noon, Side::write, 0, 0, 30);
    const MetricView view(history, noon + 10 * one, 60s);
    EXPECT_FALSE(view.point(ScalingMetric::consumed, Side::write, noon));
    EXPECT_FALSE(view.point(ScalingMetric::throttle_events, Side::write, noon));
    EXPECT_EQ(view.point(ScalingMetric::requested, Side::write, noon), 30);
    EXPECT_FALSE(view.sum(ScalingMetric::consumed, Side::write, noon, noon + 5 * one));
}

TEST(MetricHistory, SumsCoverTheWindowAndNothingUnpublished) {
    MetricHistory history;
    for (int i = 0; i < 10; ++i) history.record(noon + i * one, Side::read, i + 1, 0, i + 1);
    const MetricView view(history, noon + 8 * one, 60s);  // minutes 0 to 6 are visible
    EXPECT_EQ(view.sum(ScalingMetric::consumed, Side::read, noon, noon + 5 * one), 15);
    EXPECT_EQ(view.sum(ScalingMetric::consumed, Side::read, noon, noon + 10 * one), 28);
    EXPECT_EQ(view.highest(ScalingMetric::consumed, Side::read, 3), 7);
    EXPECT_EQ(view.lowest(ScalingMetric::consumed, Side::read, 3), 5);
}

TEST(MetricHistory, ForgetsWhatIsTooOld) {
    MetricHistory history;
    history.record(noon, Side::read, 5, 0, 5);
    history.record(noon + kept_minutes * one, Side::read, 6, 0, 6);
    const MetricView view(history, noon + (kept_minutes + 5) * one, 0s);
    EXPECT_FALSE(view.point(ScalingMetric::consumed, Side::read, noon));
    EXPECT_EQ(view.point(ScalingMetric::consumed, Side::read, noon + kept_minutes * one), 6);
}

// States of an alarm after each of `values`, one per minute; a value of 0 means that there is no
// point.
std::vector<bool> states(AlarmRule rule, double threshold, const std::vector<double>& values) {
    MetricHistory history;
    Alarm alarm(rule);
    std::vector<bool> seen;
    UtcMinute minute = noon;
    for (const double value : values) {
        history.record(minute, Side::read, value, 0, value);
        minute += one;
        alarm.evaluate(MetricView(history, minute, 0s), Side::read, threshold);
        seen.push_back(alarm.in_alarm());
    }
    return seen;
}

using States = std::vector<bool>;

TEST(Alarm, EveryOfTheLastPointsHasToBreach) {
    const AlarmRule two{.evaluation_periods = 2, .datapoints_to_alarm = 2};
    EXPECT_EQ(states(two, 70, {71, 70, 71, 71, 70}), (States{false, false, false, true, false}));
    const AlarmRule low{
        .comparison = Comparison::less, .evaluation_periods = 3, .datapoints_to_alarm = 3};
    EXPECT_EQ(states(low, 50, {49, 49, 49, 50}), (States{false, false, true, false}));
}

TEST(Alarm, MOutOfN) {
    const AlarmRule rule{.evaluation_periods = 3, .datapoints_to_alarm = 2};
    EXPECT_EQ(states(rule, 70, {71, 60, 71, 60, 60, 71}),
              (States{false, false, true, false, false, false}));
}

TEST(Alarm, MissingPointsKeepTheState) {
    const AlarmRule two{.evaluation_periods = 2, .datapoints_to_alarm = 2};
    EXPECT_EQ(states(two, 70, {71, 71, 0, 0, 0, 0}), (States{false, true, true, true, true, true}));
    EXPECT_EQ(states(two, 70, {71, 0, 71}), (States{false, false, true})) << "an older point fills";
}

TEST(Alarm, LongerPeriodsCompareSumsOfWholePeriods) {
    const AlarmRule five{.period_minutes = 5, .evaluation_periods = 1, .datapoints_to_alarm = 1};
    EXPECT_EQ(states(five, 99, {20, 20, 20, 20, 20, 1, 1, 1, 1}),
              (States{false, false, false, false, true, true, true, true, true}));
}

// An alarm looks at the new point only, where it can. A second one is made each minute and has to
// look at all points.
TEST(Alarm, AStreakDecidesWhatAllItsPointsDecide) {
    constexpr AlarmRule rule{ScalingMetric::consumed, Comparison::less, 1, 15, 15};
    MetricHistory history;
    Alarm kept(rule), asked_anew(rule);
    RandomStream random(1, "points");
    int alarms = 0;
    double threshold = 50;
    for (int minute = 0; minute < 5'000; ++minute) {
        if (random.below(100) == 0) threshold = threshold == 50 ? 60 : 50;
        // Long stretches below the threshold, some points above it, and some gaps.
        const double consumed = random.below(20) == 0 ? 100 : random.below(60) == 0 ? 0 : 10;
        history.record(noon + minute * one, Side::read, consumed, 0, consumed);
        const MetricView view(history, noon + (minute + 2) * one, 60s);
        const bool due = kept.evaluate(view, Side::read, threshold);
        const bool in_alarm = asked_anew.in_alarm();
        asked_anew = Alarm(rule);
        if (in_alarm) {  // gets its state back by fifteen points that were beyond the threshold
            MetricHistory past;
            for (int i = 0; i < 15; ++i) past.record(noon + i * one, Side::read, 1, 0, 1);
            asked_anew.evaluate(MetricView(past, noon + 16 * one, 60s), Side::read, 50);
        }
        EXPECT_EQ(due, asked_anew.evaluate(view, Side::read, threshold)) << minute;
        EXPECT_EQ(kept.in_alarm(), asked_anew.in_alarm()) << minute;
        alarms += due;
    }
    EXPECT_GT(alarms, 500);
}

}  // namespace
}  // namespace isotherm
