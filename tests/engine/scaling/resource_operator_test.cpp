// SPDX-License-Identifier: Apache-2.0
// An operator requests changes, gets answers and may request again. The scenario decides which
// policy operates which side.

#include "engine/scaling/resource_operator.h"

#include <gtest/gtest.h>

#include "engine/scenario/scenario.h"
#include "engine/scaling/scaling_plan.h"

namespace isotherm {
namespace {

const WallTime summer_noon = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1} + 12h;

// The scaling plan of a scenario's text.
ScalingPlan plan_of(const std::string& text) {
    ScalingPlan plan;
    for (const Error& error : read_settings_text(text, "plan.toml", plan)) {
        ADD_FAILURE() << error.text();
    }
    return plan;
}

ScalingView view_of(const MetricHistory& history, const WindowSums& window) {
    return {.now = summer_noon,
            .metrics = MetricView(history, summer_noon, 0s),
            .provisioned = {100, 100},
            .decreases_left = 4,
            .window = &window};
}

// Consumption of a 300 s window that is low for reads and high for writes.
WindowSums mixed() {
    WindowSums sums;
    sums.seconds = 300;
    sums.consumed = {20.0 * 300, 95.0 * 300};
    return sums;
}

TEST(ResourceOperator, VD12ARefusedCallAndTheOneInstead) {
    const Era era = *era_named("2016");
    auto operators = plan_of("both = { policy = \"dynamic_dynamodb\" }").start({.era = era});
    ASSERT_EQ(operators.size(), 1);
    const MetricHistory history;
    const WindowSums window = mixed();
    DecreaseLedger ledger(DecreaseLimits::a_day(0));
    const auto requests =
        operators[0].check(view_of(history, window), [&](const ScalingDecision& decision) {
            const ThroughputChange change{.resource = "votes",
                                          .present = {100, 100},
                                          .wanted = decision.wanted,
                                          .earlier_peak = {100, 100},
                                          .decreases = &ledger};
            return update_table(era, {}, {.changes = {&change, 1}}, summer_noon);
        });
    ASSERT_EQ(requests.size(), 2);
    EXPECT_FALSE(requests[0].answer.accepted);
    EXPECT_EQ(requests[0].decision.wanted.read, 50);
    EXPECT_TRUE(requests[0].lowers() && requests[0].raises());
    EXPECT_TRUE(requests[1].answer.accepted);
    EXPECT_EQ(requests[1].decision.wanted.read, 100);
    EXPECT_EQ(requests[1].decision.wanted.write, 150);
    EXPECT_EQ(requests[1].effective(), summer_noon + 30s)
        << "more than it ever had, without splits";
}

TEST(ResourceOperator, AsksNothingWhenThePolicyLeavesThingsAlone) {
    const Era era = *era_named("2016");
    auto operators = plan_of("both = { policy = \"fixed\" }").start({.era = era});
    const MetricHistory history;
    const WindowSums window = mixed();
    bool asked = false;
    EXPECT_TRUE(operators[0]
                    .check(view_of(history, window),
                           [&](const ScalingDecision&) {
                               asked = true;
                               return UpdateTableAnswer{};
                           })
                    .empty());
    EXPECT_FALSE(asked);
}

TEST(ScalingPlan, OnePolicyASideSeesItsOwnSideOnly) {
    const Era era = *era_named("2016");
    const ScalingPlan plan = plan_of(
        "[read]\npolicy = \"dynamic_dynamodb\"\n"
        "[write]\npolicy = \"dynamic_dynamodb\"\nincrease_writes_with = 10\n");
    EXPECT_FALSE(plan.empty());
    auto operators = plan.start({.era = era});
    ASSERT_EQ(operators.size(), 2);
    const MetricHistory history;
    const WindowSums window = mixed();
    std::vector<Throughput> wanted;
    for (ResourceOperator& one : operators) {
        one.check(view_of(history, window), [&](const ScalingDecision& decision) {
            wanted.push_back(decision.wanted);
            UpdateTableAnswer answer;
            answer.accepted = true;
            return answer;
        });
    }
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted[0].read, 50);
    EXPECT_EQ(wanted[0].write, 100);
    EXPECT_EQ(wanted[1].read, 100);
    EXPECT_EQ(wanted[1].write, 110);
}

TEST(ScalingPlan, MayBeEmptyButNotTwofold) {
    EXPECT_TRUE(ScalingPlan{}.empty());
    ScalingPlan plan;
    const Errors errors = read_settings_text(
        "both = { policy = \"fixed\" }\nread = { policy = \"fixed\" }\n", "plan.toml", plan);
    ASSERT_EQ(errors.size(), 1);
    EXPECT_EQ(errors[0].place.line, 1);
    EXPECT_NE(errors[0].what.find("cannot be combined with a policy for reads or writes"),
              std::string::npos);
}

}  // namespace
}  // namespace isotherm
