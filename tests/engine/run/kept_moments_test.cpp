// SPDX-License-Identifier: Apache-2.0
// Moments kept in memory: how close they are, what they cost, and for which other scenario they are
// valid.

#include "engine/run/kept_moments.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

Scenario scenario_with(const std::string& more, const std::string& rate = "30/s") {
    const auto read = read_scenario_text(R"(
era = "2016"
duration = "1d"
[tables.orders]
capacity = { read = 10, write = 20 }
[workloads.callers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "poisson", rate = ")" + rate +
                                             R"(" }
keys = { distribution = "uniform", distinct = 100 }
)" + more,
                                         "kept.toml");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.errors().front().text());
    return read.value();
}

// Advances in slices of a second, as far as a window's slices at most.
void advance(Simulation& simulation, KeptMoments& moments, SimTime until) {
    while (simulation.now() < until) {
        moments.keep_if_due(simulation);
        simulation.advance(std::min(simulation.now() + 1s, until));
    }
}

TEST(KeptMoments, are_as_close_as_time_and_tries_ask) {
    KeptMoments by_time;
    const auto quiet = Simulation::create(scenario_with("", "1/s"));
    advance(*quiet.value(), by_time, sim_start + 2h);
    EXPECT_EQ(by_time.all().size(), 12u);  // every ten minutes from the start, without the end
    for (std::size_t i = 1; i < by_time.all().size(); ++i)
        EXPECT_EQ(by_time.all()[i].time - by_time.all()[i - 1].time, moment_every);

    KeptMoments by_tries;
    const auto busy = Simulation::create(scenario_with("", "5000/s"));
    advance(*busy.value(), by_tries, sim_start + 2min);
    ASSERT_GT(by_tries.all().size(), 5u);  // 600,000 requests, and what is sent again
    for (std::size_t i = 1; i < by_tries.all().size(); ++i)
        EXPECT_LT(by_tries.all()[i].attempts - by_tries.all()[i - 1].attempts,
                  moment_every_tries + 20'000);
}

TEST(KeptMoments, keep_to_their_budget_and_stay_dense_near_the_present) {
    KeptMoments first;
    const auto start = Simulation::create(scenario_with("", "1/s"));
    advance(*start.value(), first, sim_start + 1h);
    const std::size_t budget = 8 * first.all().back().packed.size();
    KeptMoments moments(budget);
    const auto run = Simulation::create(scenario_with("", "1/s"));
    advance(*run.value(), moments, sim_start + 20h);
    EXPECT_LE(moments.bytes(), budget);
    const auto& all = moments.all();
    ASSERT_GE(all.size(), 4u);
    EXPECT_LT(all.size(), 120u) << "some were dropped";
    EXPECT_EQ(all.front().time, sim_start);
    EXPECT_LE(run.value()->now() - all.back().time, moment_every);
    EXPECT_EQ(all.back().time - all[all.size() - 2].time, moment_every);
    // Seven equal distances would be 3 h long.
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i].time - all[i - 1].time, 8h);
    std::size_t bytes = 0;
    for (const auto& moment : all) bytes += moment.packed.size();
    EXPECT_EQ(bytes, moments.bytes());
}

TEST(KeptMoments, go_back_to_the_last_one_before_a_time) {
    KeptMoments moments;
    const auto created = Simulation::create(scenario_with("", "1/s"));
    advance(*created.value(), moments, sim_start + 1h);
    EXPECT_EQ(moments.last_at(sim_start + 25min)->time, sim_start + 20min);
    EXPECT_EQ(moments.last_at(sim_start + 20min)->time, sim_start + 20min);
    EXPECT_EQ(moments.last_at(sim_start + 20min - 1us)->time, sim_start + 10min);
    moments.forget_after(sim_start + 20min);
    EXPECT_EQ(moments.all().back().time, sim_start + 20min);
    moments.clear();
    EXPECT_EQ(moments.last_at(sim_start + 1h), nullptr);
    EXPECT_EQ(moments.bytes(), 0u);
}

TEST(SameUntil, is_the_first_change_that_only_one_has) {
    const Scenario plain = scenario_with("");
    const std::string early = R"(
[changes.early]
at = "1h"
table = "orders"
write = 40
)";
    const std::string late = R"(
[changes.late]
at = "2h"
table = "orders"
write = 50
)";
    const std::string workload = R"(
[workloads.callers.changes.more]
at = "30m"
arrivals = { shape = "poisson", rate = "90/s" }
)";
    EXPECT_EQ(same_until(plain, plain), never);
    EXPECT_EQ(same_until(plain, scenario_with(early)), sim_start + 1h);
    EXPECT_EQ(same_until(scenario_with(early), scenario_with(early + late)), sim_start + 2h);
    EXPECT_EQ(same_until(scenario_with(early), scenario_with(late)), sim_start + 1h);
    EXPECT_EQ(same_until(scenario_with(early), scenario_with(early + workload)), sim_start + 30min);
    EXPECT_EQ(same_until(plain, scenario_with("", "31/s")), sim_start);
}

// A fork: the moment of a run without the change, and a scenario that has one later.
TEST(KeptMoments, serve_a_run_that_differs_later) {
    const std::string change = R"(
[changes.more]
at = "50m"
table = "orders"
write = 90
[workloads.callers.changes.more]
at = "45m"
arrivals = { shape = "poisson", rate = "90/s" }
)";
    const Scenario plain = scenario_with("");
    const Scenario forked = scenario_with(change);
    KeptMoments moments;
    const auto first = Simulation::create(plain);
    advance(*first.value(), moments, sim_start + 80min);
    moments.forget_after(same_until(plain, forked) - 1us);
    EXPECT_EQ(moments.all().back().time, sim_start + 40min);

    const auto fork = Simulation::create(forked);
    EXPECT_EQ(fork.value()->resume(moments.all().back().state(), first.value()->give_history()),
              std::nullopt);
    fork.value()->advance(sim_start + 2h);
    const auto whole = Simulation::create(forked);
    whole.value()->advance(sim_start + 2h);
    EXPECT_EQ(fork.value()->report().json(), whole.value()->report().json());
    EXPECT_EQ(fork.value()->fingerprint(), whole.value()->fingerprint());

    // And back: from a moment before the changes to the run without them.
    const auto again = Simulation::create(plain);
    const auto source = Simulation::create(forked);
    source.value()->advance(sim_start + 44min);
    const std::string state = source.value()->state();
    EXPECT_EQ(again.value()->resume(state, source.value()->give_history()), std::nullopt);
    again.value()->advance(sim_start + 2h);
    const auto straight = Simulation::create(plain);
    straight.value()->advance(sim_start + 2h);
    EXPECT_EQ(again.value()->report().json(), straight.value()->report().json());
}

// Live changes are part of the scenario; a state saved before, at or after one continues with them.
TEST(KeptMoments, serve_live_changes_once) {
    Scenario scenario = scenario_with("");
    const auto live = Simulation::create(scenario);
    live.value()->advance(sim_start + 10min);
    const std::string before = live.value()->state();
    TableChange change;
    change.table = "orders";
    change.provisioned.write = 60;
    live.value()->apply_live("live_1", change);
    const std::string after = live.value()->state();
    const Scenario changed = live.value()->scenario();
    live.value()->advance(sim_start + 1h);
    const std::string fingerprint = live.value()->fingerprint();
    auto source = Simulation::create(scenario);
    source.value()->advance(sim_start + 10min);
    const std::string history = source.value()->history();
    const auto again = Simulation::create(changed);
    ASSERT_EQ(again.value()->resume(before, history), std::nullopt);
    again.value()->advance(sim_start + 1h);
    EXPECT_EQ(again.value()->fingerprint(), fingerprint);
    auto written = Simulation::create(changed);
    ASSERT_EQ(written.value()->resume(after, live.value()->give_history()), std::nullopt);
    written.value()->advance(sim_start + 1h);
    EXPECT_EQ(written.value()->fingerprint(), fingerprint);
    EXPECT_EQ(written.value()->recording().capacity_changes.size(), 1u);
}

}  // namespace
}  // namespace isotherm
