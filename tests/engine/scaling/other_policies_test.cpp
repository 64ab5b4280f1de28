// SPDX-License-Identifier: Apache-2.0
// The policies fixed, scheduled, step, the script of 2012, and dynamodb-lambda-autoscale (V-A13 to
// V-A15).

#include "engine/scenario/scenario.h"
#include "engine/scaling/decrease_pacing.h"
#include "tests/engine/scaling/policy_bench.h"

namespace isotherm {
namespace {

const WallTime midnight = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1};

TEST(FixedPolicy, SetsItsValuesOnce) {
    PolicyBench bench("fixed", {{"read", 250}});
    EXPECT_EQ(bench.step_reads(), 250);
    EXPECT_EQ(bench.provisioned.write, 100);
    bench.minutes(30, 1'000);
    EXPECT_EQ(bench.step_reads(), 250);
}

TEST(CronScript, VA13AFifthMoreAfterSix) {
    PolicyBench bench("cron_script");
    bench.now = midnight + 10h;
    bench.minutes(1, 85);
    EXPECT_EQ(bench.check().wanted.read, 120);
    EXPECT_EQ(bench.check().wanted.write, 100);
    bench.now = midnight + 5h;
    bench.minutes(1, 85);
    EXPECT_EQ(bench.check().wanted.read, 100);
}

TEST(CronScript, EightyPercentIsNotMoreAndItNeverLowers) {
    PolicyBench bench("cron_script");
    bench.minutes(1, 80);
    EXPECT_EQ(bench.step_reads(), 100);
    bench.minutes(100, 1);
    EXPECT_EQ(bench.step_reads(), 100);
}

TEST(LambdaAutoscale, VA14TheLargestOfThreeRules) {
    PolicyBench bench("lambda_autoscale");
    bench.provisioned = {10, 10};
    bench.minutes(1, 9, 0, 30);
    // The largest of 10 + 3 + 21, 10 + 30 % + 21 and 130 % of 9, where 21 is 0.7 x 30 throttled
    // events.
    EXPECT_EQ(bench.check().wanted.read, 34);
}

TEST(LambdaAutoscale, VA15DecreasesArePacedOverTheDay) {
    DecreasePacing pacing;
    // A fifth of the time until 23:30 is 04:42.
    EXPECT_EQ(pacing.next_allowed(midnight), midnight + 4h + 42min);
    pacing.record(midnight + 4h + 42min);
    // 04:42 + (23:30 - 04:42) / 4 = 09:24.
    EXPECT_EQ(pacing.next_allowed(midnight + 5h), midnight + 9h + 24min);
    for (int i = 0; i < 3; ++i) pacing.record(midnight + 10h);
    EXPECT_EQ(pacing.next_allowed(midnight + 11h), midnight + 24h);
    EXPECT_EQ(pacing.next_allowed(midnight + 25h), midnight + 24h + 4h + 42min);
}

TEST(LambdaAutoscale, LowersToWhatIsConsumedWhenAllowed) {
    PolicyBench bench("lambda_autoscale");
    bench.now = midnight + 4h;
    bench.minutes(41, 20);
    EXPECT_EQ(bench.step_reads(), 100) << "04:41";
    bench.minutes(1, 20);
    EXPECT_EQ(bench.step_reads(), 20) << "04:42";
    bench.minutes(5, 1);
    EXPECT_EQ(bench.step_reads(), 20) << "an hour after the last decrease at the earliest";
    bench.now = midnight + 23h + 25min;
    bench.minutes(5, 16);
    bench.provisioned = {60, 100};
    EXPECT_EQ(bench.step_reads(), 16);
}

// The first decrease is at 20:00, and the load stays low enough for more of them.
TEST(LambdaAutoscale, ADecreaseComesMoreThanAnHourAfterTheLast) {
    PolicyBench bench("lambda_autoscale");
    bench.now = midnight + 20h - 5min;
    bench.minutes(5, 20);
    EXPECT_EQ(bench.step_reads(), 20) << "20:00";
    // Pacing allows the next one at 20:00 + 3:30 / 4 = 20:52:30 at the earliest.
    bench.now = midnight + 20h + 55min;
    bench.minutes(5, 1);
    EXPECT_EQ(bench.step_reads(), 20) << "21:00, sixty minutes are not more than sixty";
    bench.minutes(1, 1);
    EXPECT_EQ(bench.step_reads(), 1) << "21:01";
}

TEST(CronScript, RunsFromSevenOn) {
    PolicyBench bench("cron_script");
    bench.now = midnight + 6h + 50min;
    bench.minutes(9, 90);
    EXPECT_EQ(bench.step_reads(), 100) << "now.hour > 6 is false at 06:59";
    bench.minutes(1, 90);
    EXPECT_EQ(bench.step_reads(), 120) << "07:00";
}

TEST(LambdaAutoscale, SmallDecreasesOnlyAfterTheLastBarrier) {
    PolicyBench bench("lambda_autoscale");
    bench.provisioned = {6, 6};
    bench.now = midnight + 23h;
    bench.minutes(5, 1, 3);
    EXPECT_EQ(bench.step_reads(), 6) << "five units are not more than five";
    bench.now = midnight + 23h + 25min;
    bench.minutes(5, 1, 3);
    EXPECT_EQ(bench.step_reads(), 1) << "from 23:30 on any";
}

TEST(ScheduledPolicy, AnActionRaisesAndLowers) {
    PolicyBench bench("scheduled", {{"actions",
                                     {{{"at", "0 9 * * MON-FRI"}, {"min", 90}, {"max", 1'500}},
                                      {{"at", "17:00"}, {"min", 10}, {"max", 20}}}}});
    bench.provisioned = {50, 2'000};
    bench.now = midnight + 8h + 59min;
    EXPECT_EQ(bench.step_reads(), 50);
    bench.now = midnight + 9h;
    EXPECT_EQ(bench.step_reads(), 90);
    EXPECT_EQ(bench.provisioned.write, 1'500);
    bench.now = midnight + 17h;
    bench.decreases_left = 0;
    EXPECT_EQ(bench.step_reads(), 90);
    bench.now += 60s;
    bench.decreases_left = 1;
    EXPECT_EQ(bench.step_reads(), 20) << "the action stays in force";
}

TEST(ScheduledPolicy, ActionsAreReadFromTomlWithTheirPlaces) {
    const auto errors = [](const std::string& text) {
        const auto kind = Catalog<ScalingPolicyKind>::instance().create("scheduled");
        return read_settings_text(text, "p.toml", *kind);
    };
    EXPECT_TRUE(errors("actions = [{ at = \"09:00\", min = 5 }]\n[[more]]\n").size() == 1);
    EXPECT_TRUE(errors("[[actions]]\nat = \"0 9 * * MON\"\nmax = 5\n[[actions]]\nat = \"10:00\"\n")
                    .empty());
    const Errors bad = errors("actions = [{ at = \"09:00\" },\n  { at = \"nine\", mim = 3 }]\n");
    ASSERT_EQ(bad.size(), 2);
    EXPECT_EQ(bad[0].place.line, 2);
    EXPECT_EQ(bad[0].what, "actions[1].at: \"nine\" is not a time");
    EXPECT_NE(bad[1].what.find("unknown key \"mim\" in actions[1]"), std::string::npos);
    EXPECT_EQ(errors("actions = 5\n").front().what,
              "actions is 5; expected a list of tables such as [{ … }, { … }]");
}

TEST(StepPolicy, TheStepByTheDistanceFromTheThreshold) {
    PolicyBench bench("step");
    bench.minutes(2, 75);  // 5 points above 70 %: 20 % more
    EXPECT_EQ(bench.check().wanted.read, 120);
    bench.minutes(2, 95);  // 25 points above: 50 % more
    EXPECT_EQ(bench.check().wanted.read, 150);
    bench.minutes(15, 20);  // 10 points below 30 %: 20 % less
    EXPECT_EQ(bench.check().wanted.read, 80);
}

TEST(StepPolicy, UnitsExactValuesAndOwnSteps) {
    PolicyBench units(
        "step",
        {{"adjustment_type", "units"},
         {"out",
          {{{"from", 0}, {"to", 10}, {"adjustment", 7}}, {{"from", 10}, {"adjustment", 33}}}}});
    units.minutes(2, 80);  // exactly 10 points above: the second step
    EXPECT_EQ(units.check().wanted.read, 133);
    PolicyBench exact("step", {{"adjustment_type", "exact"}, {"out", {{{"adjustment", 400}}}}});
    exact.minutes(2, 80);
    EXPECT_EQ(exact.check().wanted.read, 400);
}

}  // namespace
}  // namespace isotherm
