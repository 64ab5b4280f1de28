// SPDX-License-Identifier: Apache-2.0
// Target tracking: cases V-A1 to V-A7 and V-A17.

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/report/english.h"
#include "engine/scaling/target_tracking_rules.h"
#include "tests/engine/scaling/policy_bench.h"

namespace isotherm {
namespace {

TEST(TargetTracking, VA1TwoPointsAboveTheTarget) {
    PolicyBench bench("target_tracking");
    bench.minutes(1, 71);
    EXPECT_EQ(bench.check().wanted.read, 100);
    bench.minutes(1, 71);
    const ScalingDecision decision = bench.check();
    EXPECT_EQ(decision.wanted.read, 102);  // ceil(71 / 0.7)
    EXPECT_EQ(decision.wanted.write, 100);
    EXPECT_EQ(english(decision.reason),
              "reads: 71.0 units/s for 2 min, above 70 % of 100 provisioned");
}

TEST(TargetTracking, ExactlyTheTargetIsNotAbove) {
    PolicyBench bench("target_tracking");
    bench.minutes(20, 70);
    EXPECT_EQ(bench.check().wanted.read, 100);
}

TEST(TargetTracking, VA2FifteenPointsWellBelow) {
    PolicyBench bench("target_tracking");
    for (int minute = 1; minute <= 14; ++minute) {
        bench.minutes(1, 49);
        EXPECT_EQ(bench.step_reads(), 100) << minute;
    }
    bench.minutes(1, 49);
    EXPECT_EQ(bench.step_reads(), 70) << "49 / 0.7 is 70 exactly";
}

TEST(TargetTracking, RoundsUpWithoutFloatingPointSurprises) {
    // For whole percentages and capacities: a consumption of percent x capacity / 100 per second
    // needs exactly that capacity.
    for (std::int64_t percent = 20; percent <= 90; ++percent) {
        for (std::int64_t capacity = 1; capacity <= 2'000; capacity += 7) {
            const double sum = static_cast<double>(capacity * percent * 60) / 100;
            EXPECT_EQ(capacity_for(sum, in_millionths(static_cast<double>(percent) / 100)),
                      capacity)
                << percent << " % of " << capacity;
        }
    }
}

TEST(TargetTracking, VA3ThresholdsOfPublishedAlarms) {
    EXPECT_EQ(alarm_threshold(in_millionths(0.7 - 0.2), 12), 360);
    EXPECT_EQ(alarm_threshold(in_millionths(0.55), 2), 66);
    EXPECT_EQ(alarm_threshold(in_millionths(0.55), 5), 165);
}

TEST(TargetTracking, VA4ScaleOutOfTheTools) {
    EXPECT_EQ(milli_capacity_for(80 * 60, in_millionths(0.7)), 114'286);
    EXPECT_EQ(milli_capacity_for(90 * 60, in_millionths(0.7)), 128'572);
    const auto after = [](const char* by) {
        PolicyBench bench("target_tracking", {{"scale_out_by", by}});
        bench.minutes(1, 80);
        bench.minutes(1, 90);
        return bench.step_reads();
    };
    EXPECT_EQ(after("lower"), 115);
    EXPECT_EQ(after("higher"), 129);
    EXPECT_EQ(after("latest"), 129);
}

// Capacity after fifteen minutes whose highest value is `highest`, with the factor rule.
std::int64_t after_factor_rule(double highest) {
    PolicyBench bench("target_tracking", {{"scale_in_rule", "factor"}});
    bench.minutes(7, 40);
    bench.minutes(1, highest);
    bench.minutes(7, 40);
    return bench.step_reads();
}

TEST(TargetTracking, VA5FactorRuleLowers) {
    EXPECT_EQ(milli_capacity_for(50 * 60, in_millionths(0.7)), 71'429);
    EXPECT_EQ(after_factor_rule(50), 72);
}

TEST(TargetTracking, VA6FactorRuleKeeps) {
    EXPECT_EQ(milli_capacity_for(59 * 60, in_millionths(0.7)), 84'286);
    EXPECT_EQ(after_factor_rule(59), 100) << "100 < 1.2 x 84.3";
}

TEST(TargetTracking, VA7NoPointsNoChange) {
    PolicyBench bench("target_tracking");
    bench.minutes(10, 60);
    bench.minutes(600, 0);
    EXPECT_EQ(bench.step_reads(), 100);
    PolicyBench low("target_tracking");
    low.provisioned = {1'000, 1'000};
    low.minutes(14, 49);
    low.minutes(600, 0);
    EXPECT_EQ(low.step_reads(), 1'000) << "fourteen low points are not fifteen";
}

TEST(TargetTracking, AtZeroOnlyWhereThatIsSwitchedOn) {
    PolicyBench bench("target_tracking", {{"scale_in_at_zero", true}});
    // A decrease requires fifteen minutes of data: a new table has not been idle for long enough.
    for (int minute = 1; minute < 15; ++minute) {
        bench.minutes(1, 0);
        EXPECT_EQ(bench.step_reads(), 100) << minute;
    }
    bench.minutes(1, 0);
    EXPECT_EQ(bench.step_reads(), 5) << "the console's minimum";
}

TEST(TargetTracking, VA17EachCycleMultipliesByOneOverTheTarget) {
    PolicyBench bench("target_tracking");
    std::vector<std::int64_t> seen{100};
    while (seen.size() < 9) {
        // The demand is 1000 and there is no burst, so consumption equals the capacity.
        bench.minutes(2, static_cast<double>(std::min<std::int64_t>(1'000, seen.back())));
        seen.push_back(bench.step_reads());
    }
    EXPECT_EQ(seen, (std::vector<std::int64_t>{100, 143, 205, 293, 419, 599, 856, 1'223, 1'429}));
    bench.minutes(5, 1'000);
    EXPECT_EQ(bench.step_reads(), 1'429);
}

TEST(TargetTracking, TheErasOfTheAlarm) {
    const auto minutes_to_react = [](const char* era) {
        PolicyBench bench("target_tracking", nlohmann::ordered_json::object(), era);
        for (std::int64_t minutes = 1; minutes < 60; ++minutes) {
            bench.minutes(1, 90);
            if (bench.step_reads() > 100) return minutes;
        }
        return std::int64_t{0};
    };
    EXPECT_EQ(minutes_to_react("2018"), 5);
    EXPECT_EQ(minutes_to_react("2019"), 2);
    EXPECT_EQ(minutes_to_react("2024"), 2);
}

TEST(TargetTracking, WaitsForCooldownsAndForTheDecreaseLimit) {
    PolicyBench bench("target_tracking", {{"scale_out_cooldown", "10m"}});
    bench.minutes(2, 90);
    EXPECT_EQ(bench.step_reads(), 129);
    bench.minutes(9, 129);
    EXPECT_EQ(bench.step_reads(), 129);
    bench.minutes(1, 129);
    EXPECT_EQ(bench.step_reads(), 185);  // ceil(129 / 0.7)
    bench.minutes(15, 10);
    bench.decreases_left = 0;
    EXPECT_EQ(bench.step_reads(), 185);
    bench.decreases_left = 1;
    EXPECT_EQ(bench.step_reads(), 15);  // ceil(10 / 0.7)
}

TEST(TargetTracking, KeepsToItsBoundsAndTheirSchedule) {
    PolicyBench bench(
        "target_tracking",
        {{"min", 50}, {"max", 120}, {"actions", {{{"at", "10:30"}, {"min", 90}, {"max", 1'500}}}}});
    bench.minutes(2, 99);
    EXPECT_EQ(bench.step_reads(), 120);
    bench.minutes(15, 5);
    EXPECT_EQ(bench.step_reads(), 50);
    bench.minutes(13, 25);  // 10:30
    EXPECT_EQ(bench.step_reads(), 90) << "a minimum above the present value raises it";
}

}  // namespace
}  // namespace isotherm
