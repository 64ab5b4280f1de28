// SPDX-License-Identifier: Apache-2.0
// Dynamic DynamoDB: cases V-D1 to V-D12.

#include "engine/scaling/dynamic_dynamodb_rules.h"

#include <nlohmann/json.hpp>
#include "tests/engine/scaling/policy_bench.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr double window_seconds = 300;

// A bench with capacity 100 for both sides; each call is one check after which it returns the new
// capacity. Consumption is given in percent.
class Checks {
public:
    explicit Checks(const Json& settings = Json::object(), bool is_index = false)
        : bench("dynamic_dynamodb", settings, "2016", is_index) {}

    // Capacity for reads after the check; the writes are idle, which never changes anything.
    std::int64_t reads(double percent, double events = -1) {
        both(percent, 0, events);
        return bench.provisioned.read;
    }
    std::int64_t writes(double percent, double events = -1) {
        both(0, percent, -1, events);
        return bench.provisioned.write;
    }
    void both(double read_percent, double write_percent, double read_events = -1,
              double write_events = -1) {
        WindowSums sums;
        sums.seconds = static_cast<std::int64_t>(window_seconds);
        sums.consumed = {sum(read_percent, bench.provisioned.read),
                         sum(write_percent, bench.provisioned.write)};
        if (read_events >= 0) sums.throttle_events[0] = read_events;
        if (write_events >= 0) sums.throttle_events[1] = write_events;
        bench.window = sums;
        bench.step();
    }

    PolicyBench bench;

private:
    static std::optional<double> sum(double percent, std::int64_t provisioned) {
        if (percent == 0) return std::nullopt;
        return percent * static_cast<double>(provisioned) / 100 * window_seconds;
    }
};

TEST(DynamicDynamoDb, VD1HalfMoreAboveTheUpperThreshold) { EXPECT_EQ(Checks().reads(95), 150); }

TEST(DynamicDynamoDb, VD2FromConsumptionWhereThatIsMore) { EXPECT_EQ(Checks().reads(150), 225); }

TEST(DynamicDynamoDb, VD3TheThresholdItselfIsNotAbove) { EXPECT_EQ(Checks().reads(90), 100); }

TEST(DynamicDynamoDb, VD4HalfBelowTheLowerThreshold) { EXPECT_EQ(Checks().reads(20), 50); }

TEST(DynamicDynamoDb, VD5OnlyAfterSeveralLowChecks) {
    Checks checks(Json{{"num_read_checks_before_scale_down", 3}});
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(20), 50);
    EXPECT_EQ(checks.reads(20), 50) << "counted from zero after the update";
}

TEST(DynamicDynamoDb, AChecksResetPercentClearsTheCount) {
    Checks checks(
        {{"num_read_checks_before_scale_down", 2}, {"num_read_checks_reset_percent", 50}});
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(50), 100) << "at the percent, not only above";
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(40), 100) << "in between, the count stays";
    EXPECT_EQ(checks.reads(20), 50);
}

TEST(DynamicDynamoDb, VD6NeverBelowWhatIsConsumed) {
    Checks checks(Json{{"decrease_reads_with", 80}});
    EXPECT_EQ(checks.reads(29), 100);
    EXPECT_EQ(checks.reads(19), 20);
}

TEST(DynamicDynamoDb, VD7NothingConsumed) {
    EXPECT_EQ(Checks().reads(0), 100);
    EXPECT_EQ(Checks(Json{{"allow_scaling_down_reads_on_0_percent", true}}).reads(0), 50);
}

TEST(DynamicDynamoDb, VD8StepsByATable) {
    const StepTable table = parse_step_table("{0.25: 5, 0.5: 10, 1: 20}").value();
    EXPECT_EQ(step_up(table, 0.7), 10);
    EXPECT_EQ(step_up(table, 0.24), 0);
    EXPECT_EQ(step_up(table, 0.25), 5);
    EXPECT_EQ(step_up(table, 7), 20);
    // Downwards, the step is that of the lowest threshold that x does not exceed.
    const StepTable down = parse_step_table("{10: 90, 20: 60, 40: 20}").value();
    EXPECT_EQ(step_down(down, 41), 0);
    EXPECT_EQ(step_down(down, 40), 20);
    EXPECT_EQ(step_down(down, 15), 60);
    EXPECT_EQ(step_down(down, 3), 90);
}

TEST(DynamicDynamoDb, VD9TheMaximum) {
    EXPECT_EQ(Checks(Json{{"max_provisioned_reads", 120}}).reads(95), 120);
}

TEST(DynamicDynamoDb, VD10DecreasesOnlyTogether) {
    Checks checks(Json{{"always_decrease_rw_together", true}});
    checks.both(20, 95);
    EXPECT_EQ(checks.bench.provisioned.read, 100);
    EXPECT_EQ(checks.bench.provisioned.write, 150);
    checks.both(20, 20);
    EXPECT_EQ(checks.bench.provisioned.read, 50);
    EXPECT_EQ(checks.bench.provisioned.write, 75);
}

TEST(DynamicDynamoDb, VD11OutsideAMaintenanceWindowOnlyUp) {
    Checks checks(Json{{"maintenance_windows", "22:00-23:59,00:00-06:00"}});  // the time is 10:00
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(95), 150);
    checks.bench.now += 12h;
    EXPECT_EQ(checks.reads(20), 75);
}

TEST(DynamicDynamoDb, MaintenanceWindowsIncludeBothEnds) {
    const WallTime midnight = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1};
    const auto inside = [&](SimDuration time) {
        return in_maintenance_window("22:00-23:59,00:00-06:00", midnight + time);
    };
    EXPECT_TRUE(inside(22h));
    EXPECT_FALSE(inside(21h + 59min + 59s));
    EXPECT_TRUE(inside(6h + 59s));
    EXPECT_FALSE(inside(6h + 60s));
}

TEST(DynamicDynamoDb, VD12ARefusedCallIsRepeatedWithoutDecreases) {
    PolicyBench bench("dynamic_dynamodb");
    WindowSums sums;
    sums.seconds = 300;
    sums.consumed = {20.0 * 300, 95.0 * 300};
    bench.window = sums;
    const ScalingView view = bench.view();
    const ScalingDecision asked = bench.policy().check(view);
    EXPECT_EQ(asked.wanted.read, 50);
    EXPECT_EQ(asked.wanted.write, 150);
    const auto again = bench.policy().refused(view, asked, "LimitExceededException");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->wanted.read, 100);
    EXPECT_EQ(again->wanted.write, 150);
    EXPECT_FALSE(bench.policy().refused(view, asked, "ResourceInUseException"));
    EXPECT_FALSE(
        bench.policy().refused(view, ScalingDecision{{50, 100}}, "LimitExceededException"));
}

TEST(DynamicDynamoDb, ThrottledEventsRaise) {
    const Json settings{{"throttled_reads_upper_threshold", 10},
                        {"throttled_writes_upper_threshold", 10},
                        {"increase_consumed_reads_with", 30},
                        {"increase_consumed_writes_with", 30}};
    EXPECT_EQ(Checks(settings).reads(50, 10), 100) << "strictly more";
    // A quirk of the original program: for the reads of a table, if steps are in percent, throttled
    // events raise by the step for consumption (30 %).
    EXPECT_EQ(Checks(settings).reads(50, 11), 130);
    EXPECT_EQ(Checks(settings).writes(50, 11), 150);
    EXPECT_EQ(Checks(settings, true).reads(50, 11), 150) << "a global index";
    Json units = settings;
    units["increase_reads_unit"] = "units";
    EXPECT_EQ(Checks(units).reads(50, 11), 150);
}

TEST(DynamicDynamoDb, ThrottledWritesOfATableAreNotLowered) {
    const Json settings{{"throttled_writes_upper_threshold", 10},
                        {"throttled_reads_upper_threshold", 10},
                        {"enable_writes_up_scaling", false},
                        {"enable_reads_up_scaling", false}};
    EXPECT_EQ(Checks(settings).writes(20, 11), 100);
    EXPECT_EQ(Checks(settings).reads(20, 11), 50) << "its program asks this for writes only";
    EXPECT_EQ(Checks(settings, true).writes(20, 11), 50) << "and not of indexes";
}

TEST(DynamicDynamoDb, StepTablesForConsumptionAndThrottling) {
    const Json settings{{"increase_consumed_reads_scale", "{80: 10, 100: 40}"},
                        {"increase_throttled_by_provisioned_reads_scale", {{"0", 0}, {"0.5", 60}}},
                        {"increase_throttled_by_consumed_reads_scale", "{10: 200}"},
                        {"increase_throttled_by_consumed_reads_unit", "units"}};
    EXPECT_EQ(Checks(settings).reads(79), 100);
    EXPECT_EQ(Checks(settings).reads(95), 110) << "the table stands for the threshold";
    // 0.5 % of 100 units in 300 s are 150 events, fewer than 160.
    EXPECT_EQ(Checks(settings).reads(85, 160), 160);
    // 10 % of the consumption, 85 x 300 = 25,500, are 2,550 events.
    EXPECT_EQ(Checks(settings).reads(85, 2'600), 300);
    const Json down{{"decrease_consumed_reads_scale", "{10: 60, 40: 20}"}};
    EXPECT_EQ(Checks(down).reads(35), 80);
    EXPECT_EQ(Checks(down).reads(10), 40);
    EXPECT_EQ(Checks(down).reads(45), 100);
}

TEST(DynamicDynamoDb, UnitsAndRounding) {
    const Json settings{{"increase_reads_unit", "units"},
                        {"increase_reads_with", 7},
                        {"decrease_reads_unit", "units"},
                        {"decrease_reads_with", 33},
                        {"min_provisioned_reads", 80}};
    EXPECT_EQ(Checks(settings).reads(95), 107);
    EXPECT_EQ(Checks(settings).reads(120.5), 128) << "ceil(120.5) + 7";
    EXPECT_EQ(Checks(settings).reads(20), 80);
    Checks odd;
    odd.bench.provisioned = {33, 33};
    EXPECT_EQ(odd.reads(95), 50) << "33 + ceil(16.5)";
    odd.bench.provisioned = {33, 33};
    EXPECT_EQ(odd.reads(20), 17) << "33 - int(16.5)";
    odd.bench.provisioned = {1, 1};
    EXPECT_EQ(odd.reads(20), 1) << "never below one unit";
}

TEST(DynamicDynamoDb, AMinimumFarAboveCountsAsTwiceThePresentValueWhenLowering) {
    DynamicSideOptions options;
    options.min = 30;
    const auto readings = DynamicReadings::from(2.0 * 300, std::nullopt, 300, 10);
    const auto decision = decide_side(options, Side::read, false, 10, readings, 0);
    // The candidate is min(30, 20) = 20, which the minimum then raises to 30.
    EXPECT_TRUE(decision.update);
    EXPECT_EQ(decision.units, 30);
    options.checks_before_scale_down = 3;
    EXPECT_EQ(decide_side(options, Side::read, false, 10, readings, 0).checks, 1);
}

TEST(DynamicDynamoDb, SwitchedOffSidesStay) {
    EXPECT_EQ(Checks(Json{{"enable_reads_autoscaling", false}}).reads(95), 100);
    EXPECT_EQ(Checks(Json{{"enable_reads_up_scaling", false}}).reads(95), 100);
    EXPECT_EQ(Checks(Json{{"enable_reads_down_scaling", false}}).reads(20), 100);
    EXPECT_EQ(
        Checks(Json{{"enable_reads_down_scaling", false}, {"max_provisioned_reads", 60}}).reads(50),
        100)
        << "not even to the maximum";
}

TEST(DynamicDynamoDb, NothingHappensWhileTheBreakerIsOpen) {
    Checks checks(Json{{"num_read_checks_before_scale_down", 2},
                       {"circuit_breaker_open", "2018-06-01T10:05:00Z/2018-06-01T10:10:00Z"}});
    EXPECT_EQ(checks.reads(20), 100);
    checks.bench.now += 5min;
    EXPECT_EQ(checks.reads(20), 100);
    checks.bench.now += 5min;
    EXPECT_EQ(checks.reads(20), 100) << "the breaker cleared the count";
    EXPECT_EQ(checks.reads(20), 50);
}

TEST(DynamicDynamoDb, NotActiveClearsTheCountWithoutACall) {
    Checks checks(Json{{"num_read_checks_before_scale_down", 2}});
    EXPECT_EQ(checks.reads(20), 100);
    checks.bench.active = false;
    EXPECT_EQ(checks.reads(20), 100);
    checks.bench.active = true;
    EXPECT_EQ(checks.reads(20), 100);
    EXPECT_EQ(checks.reads(20), 50);
}

TEST(DynamicDynamoDb, TheWindowLiesTenMinutesBack) {
    PolicyBench bench("dynamic_dynamodb");
    bench.minutes(5, 95);
    bench.minutes(9, 20);
    EXPECT_EQ(bench.step_reads(), 100) << "14 minutes on, the window also holds an empty minute";
    bench.minutes(1, 20);
    EXPECT_EQ(bench.step_reads(), 150) << "exactly the five busy minutes";
}

TEST(DynamicDynamoDb, AgreesWithAnIndependentFormula) {
    // Percent steps with the default thresholds, computed with integers instead of floating point.
    for (std::int64_t provisioned = 1; provisioned <= 400; provisioned += 3) {
        for (std::int64_t consumed = 1; consumed <= 600; consumed += 7) {
            const auto readings = DynamicReadings::from(static_cast<double>(consumed) * 300,
                                                        std::nullopt, 300, provisioned);
            const auto decision =
                decide_side(DynamicSideOptions{}, Side::write, false, provisioned, readings, 0);
            std::int64_t expected = provisioned;
            if (consumed * 100 > provisioned * 90) {
                const std::int64_t base = std::max(provisioned, consumed);
                expected = base + (base + 1) / 2;
            } else if (consumed * 100 < provisioned * 30) {
                expected = std::max<std::int64_t>(provisioned - provisioned / 2, 1);
            }
            // The program's percentages may be slightly above a whole number of units; then ceil
            // adds one.
            EXPECT_GE(decision.units, expected) << provisioned << " " << consumed;
            EXPECT_LE(decision.units, expected + 2) << provisioned << " " << consumed;
        }
    }
}

}  // namespace
}  // namespace isotherm
