// SPDX-License-Identifier: Apache-2.0
// Scaling policies that control tables in a run.

#include <gtest/gtest.h>

#include "app/report/english.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

std::string tracked(std::string_view duration, std::string_view era = "2024") {
    return fmt::format(R"(
era = "{}"
duration = "{}"
[tables.tab]
capacity = {{ mode = "provisioned", read = 100, write = 100 }}
scaling.write = {{ policy = "target_tracking", target_utilization = 0.7, min = 5, max = 4000 }}
)",
                       era, duration);
}

// Two points above 70 WCU are needed, and each is visible one minute after its end: the second
// minute ends at 120 s and is visible at 180 s. 71 / 0.7 = 101.4.
TEST(ScalingCases, v_a1_two_minutes_above_the_target_scale_out_as_soon_as_they_show) {
    const FinishedRun run(tracked("10m") + workload_text({.name = "writers", .rate = "71/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_FALSE(changes.empty());
    EXPECT_EQ(changes[0].asked_by, "target_tracking");
    EXPECT_EQ(changes[0].second, 180);
    EXPECT_EQ(changes[0].before.write, 100);
    EXPECT_EQ(changes[0].wanted.write, 102);
    EXPECT_EQ(changes[0].wanted.read, 100) << "reads are nobody's business here";
    EXPECT_FALSE(changes[0].reason.empty());
    EXPECT_GT(*changes[0].effective_second, 180);
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 102'000);
}

TEST(ScalingCases, v_a7_nothing_is_scaled_in_when_traffic_stops_entirely) {
    const FinishedRun run(tracked("2h") +
                          workload_text({.name = "writers", .rate = "60/s", .count = 60 * 600}));
    EXPECT_TRUE(run.recording().capacity_changes.empty());
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 100'000);
}

TEST(ScalingCases, a_little_traffic_is_enough_to_scale_in) {
    const FinishedRun run(tracked("2h") + workload_text({.name = "writers", .rate = "10/s"}));
    ASSERT_FALSE(run.recording().capacity_changes.empty());
    EXPECT_EQ(run.recording().capacity_changes[0].wanted.write, 15);  // 10 / 0.7 = 14.3
}

TEST(ScalingCases, each_index_has_a_policy_of_its_own) {
    const FinishedRun run(
        tracked("10m") +
        "[tables.tab.indexes.by_date]\n"
        "capacity = { mode = \"provisioned\", read = 10, write = 200 }\n"
        "scaling.write = { policy = \"target_tracking\", target_utilization = 0.2, min = 5, max = "
        "4000 }\n" +
        workload_text({.name = "writers", .rate = "60/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].resource, ResourceName("tab", "by_date"));
    EXPECT_EQ(changes[0].wanted.write, 300);  // 60 / 0.2; the table is at 60 %
}

// A throttled table without burst consumes what is provisioned. As the policy sees consumption and
// not demand, each step raises the capacity at most by the factor 1 / 0.7 (V-A17).
TEST(ScalingCases, v_a17_being_throttled_holds_the_policy_back) {
    const FinishedRun run(tracked("2h") + "[model]\nburst_window = \"0s\"\n" +
                          workload_text({.name = "writers", .rate = "1000/s"}));
    std::vector<std::int64_t> steps;
    for (const CapacityChange& change : run.recording().capacity_changes) {
        if (change.refusal.empty()) steps.push_back(change.wanted.write);
    }
    EXPECT_EQ(steps, (std::vector<std::int64_t>{143, 205, 293, 419, 599, 856, 1223, 1429}));
}

// In 2012 one decrease per day was allowed. 100 WCU at 20 % are halved; two hours later another
// halving at 10 % of 50 WCU is refused.
TEST(ScalingCases, a_refused_decrease_is_recorded_with_the_reason) {
    const FinishedRun run(R"(
era = "2012"
duration = "4h"
[tables.tab]
capacity = { mode = "provisioned", read = 10, write = 100 }
scaling.write = { policy = "dynamic_dynamodb" }
)" + workload_text({.name = "early", .rate = "15/s", .count = 15 * 7'200}) +
                          workload_text({.name = "always", .rate = "5/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_GE(changes.size(), 2u);
    EXPECT_EQ(changes[0].wanted.write, 50);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_EQ(changes[1].wanted.write, 25);
    EXPECT_GT(changes[1].second, 7'200);
    EXPECT_NE(english(changes[1].refusal).find("LimitExceededException"), std::string::npos);
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 50'000);
}

// 71 units/s on 100 WCU: at 120 s one of the two required points is visible, at 180 s the policy
// acts (V-A1 above). After the traffic falls to 10 units/s, which is below 50 % of 102, it waits
// until 15 of 15 minutes are low.
TEST(ScalingCases, what_a_policy_waits_for_is_recorded) {
    const FinishedRun run(tracked("40m") +
                          workload_text({.name = "rush", .rate = "61/s", .count = 61 * 300}) +
                          workload_text({.name = "always", .rate = "10/s"}));
    const auto& holds = run.recording().scaling_holds;
    ASSERT_GE(holds.size(), 15U);
    EXPECT_EQ(holds[0].second, 120);
    EXPECT_EQ(holds[0].seconds, 60);
    EXPECT_EQ(holds[0].resource, ResourceName("tab"));
    EXPECT_EQ(holds[0].policy, "target_tracking");
    EXPECT_EQ(holds[0].wait.what, WaitFor::points);
    EXPECT_EQ(english(holds[0].wait.message),
              "writes above 70 % of 100 provisioned for 1 of 2 min");
    EXPECT_EQ(english(holds.back().wait.message),
              "writes below 50 % of 102 provisioned for 14 of 15 min");
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[1].second, holds.back().second + 60);
}

// 5 of 200 units/s are consumed. The policy lowers the capacity by a fifth, and again every half
// hour, but in 2012 only once per day.
TEST(ScalingCases, waiting_for_points_cooldowns_and_decreases_is_distinguished) {
    const auto any = [](std::string_view era, WaitFor what, std::string_view words) {
        const FinishedRun run(fmt::format(R"(
era = "{}"
duration = "3h"
[tables.tab]
capacity = {{ mode = "provisioned", read = 10, write = 200 }}
scaling.write = {{ policy = "step", cooldown = "30m", low = 0.3, in_points = 2, min = 5, max = 4000 }}
)",
                                          era) +
                              workload_text({.name = "writers", .rate = "5/s"}));
        const auto& holds = run.recording().scaling_holds;
        return std::any_of(holds.begin(), holds.end(), [&](const ScalingHold& hold) {
            return hold.wait.what == what &&
                   english(hold.wait.message).find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(
        any("2024", WaitFor::points, "writes below 30 % of 200 provisioned for 1 of 2 min"));
    EXPECT_TRUE(
        any("2024", WaitFor::cooldown, "writes used 3.1 %, but the cooldown lasts another"));
    EXPECT_TRUE(any("2012", WaitFor::decreases, "writes would go down to 128, but no decrease"));
}

TEST(ScalingCases, a_policy_on_a_table_that_is_always_on_demand_is_an_error) {
    const auto scenario = read_scenario_text(R"(
duration = "10s"
[tables.tab]
capacity = { mode = "on_demand" }
scaling.write = { policy = "target_tracking" }
)" + workload_text({.name = "writers", .rate = "5/s"}),
                                             "test.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_NE(scenario.errors()[0].what.find("no provisioned throughput to scale"),
              std::string::npos);
}

}  // namespace
}  // namespace isotherm
