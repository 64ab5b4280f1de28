// SPDX-License-Identifier: Apache-2.0
// UpdateTable and mode switches during a run: published cases.

#include <gtest/gtest.h>

#include "app/report/english.h"
#include "engine/run/simulation.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

std::string provisioned_table(std::string_view era, std::string_view duration, int read, int write,
                              std::string_view more = "") {
    return fmt::format(R"(
era = "{}"
duration = "{}"
[tables.tab]
capacity = {{ mode = "provisioned", read = {}, write = {} }}
{}
)",
                       era, duration, read, write, more);
}

std::string change(std::string_view name, std::string_view at, std::string_view what) {
    return fmt::format("[changes.{}]\nat = \"{}\"\ntable = \"tab\"\n{}\n", name, at, what);
}

TEST(CapacityChanges, old_values_serve_until_the_table_is_active_again) {
    // 200 writes/s on 100 WCU without burst; 300 WCU are requested at 60 s and in force 30 s later.
    const FinishedRun run(provisioned_table("2024", "120s", 100, 100) +
                          change("raise", "60s", "write = 300") + "[model]\ninitial_burst = 0\n" +
                          workload_text({.name = "writers", .rate = "200/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].asked_by, "changes.raise");
    EXPECT_EQ(changes[0].effective_second, 90);
    EXPECT_EQ(changes[0].wanted.read, 100);
    EXPECT_EQ(changes[0].wanted.write, 300);
    EXPECT_NEAR(counts_between(run.table(), Side::write, 61, 90).throttled_share(), 0.5, 0.001);
    EXPECT_EQ(counts_between(run.table(), Side::write, 91, 120).throttled, 0u);
    EXPECT_EQ(run.table().seconds[1][89].provisioned, 100'000);
    EXPECT_EQ(run.table().seconds[1][91].provisioned, 300'000);
}

TEST(CapacityChanges, a_second_change_while_updating_is_refused) {
    const FinishedRun run(
        provisioned_table("2024", "120s", 100, 100) + change("first", "60s", "write = 300") +
        change("second", "70s", "write = 400") + workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_NE(english(changes[1].refusal).find("ResourceInUseException"), std::string::npos);
    EXPECT_FALSE(changes[1].effective_second);
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 300'000);
}

TEST(CapacityChanges, v_a10_in_2012_one_call_at_most_doubles_and_adds_at_least_a_tenth) {
    const auto refused = [](const char* write) {
        const FinishedRun run(provisioned_table("2012", "10s", 100, 100) +
                              change("raise", "2s", write) +
                              workload_text({.name = "writers", .rate = "1/s"}));
        return !run.recording().capacity_changes.at(0).refusal.empty();
    };
    EXPECT_TRUE(refused("write = 300"));
    EXPECT_FALSE(refused("write = 200"));
    EXPECT_TRUE(refused("write = 105"));
    EXPECT_FALSE(refused("write = 110"));
}

TEST(CapacityChanges, v_a11_in_2012_the_second_decrease_of_a_utc_day_is_refused) {
    const FinishedRun run(provisioned_table("2012", "25h", 100, 100) +
                          change("a", "1h", "write = 50") + change("b", "2h", "write = 40") +
                          change("c", "24h", "write = 30") +
                          workload_text({.name = "writers", .rate = "1/h"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_NE(english(changes[1].refusal).find("LimitExceededException"), std::string::npos);
    EXPECT_TRUE(changes[2].refusal.empty()) << "a new UTC day has begun";
}

TEST(CapacityChanges, v_a12_a_call_is_refused_whole_when_its_index_is_over_the_limit) {
    const FinishedRun run(
        provisioned_table("2012", "3h", 100, 100,
                          "[tables.tab.indexes.by_date]\n"
                          "capacity = { mode = \"provisioned\", read = 100, write = 100 }") +
        "[model]\nglobal_indexes_most = 5\n" +
        change("a", "1h", "[changes.a.indexes.by_date]\nwrite = 50") +
        change("b", "2h", "write = 50\n[changes.b.indexes.by_date]\nwrite = 40") +
        workload_text({.name = "writers", .rate = "1/h"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_EQ(changes[0].resource, ResourceName("tab", "by_date"));
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_EQ(changes[1].resource, ResourceName("tab"));
    EXPECT_FALSE(changes[1].refusal.empty());
    EXPECT_FALSE(changes[2].refusal.empty());
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 100'000);
}

TEST(ModeSwitches, v_o4_a_small_table_takes_at_least_4000_writes_and_12000_reads) {
    const FinishedRun run(
        provisioned_table("2024", "400s", 100, 100) +
        change("switch", "10s", "mode = \"on_demand\"") +
        on_every_slice({.name = "writers", .rate = "1000/s", .start_after = "320s"}, 4) +
        on_every_slice(
            {.name = "readers", .operation = "GetItem", .rate = "3000/s", .start_after = "320s"},
            4));
    EXPECT_EQ(run.recording().capacity_changes.at(0).effective_second, 310);
    EXPECT_EQ(run.totals().throttled, 0u);
    EXPECT_NEAR(static_cast<double>(run.totals().attempts), 80 * 16'000, 32);
}

TEST(ModeSwitches, v_o5_what_was_once_provisioned_can_be_taken_after_the_switch) {
    // Provisioned 10,000 / 10,000, then lowered to 10 / 10, then switched to on-demand mode.
    const FinishedRun run(
        provisioned_table("2024", "500s", 10'000, 10'000) +
        change("lower", "10s", "read = 10\nwrite = 10") +
        change("switch", "100s", "mode = \"on_demand\"") +
        on_every_slice({.name = "writers", .rate = "500/s", .start_after = "420s"}, 20));
    EXPECT_EQ(run.totals().throttled, 0u);
    EXPECT_NEAR(static_cast<double>(run.totals().attempts), 80 * 10'000, 20);
}

TEST(ModeSwitches, v_o8_the_third_switch_of_a_day_is_refused_in_2023) {
    const FinishedRun run(provisioned_table("2024", "3h", 100, 100) +
                          "[model]\nmode_switches_per_day = 2\n"
                          "switch_to_provisioned_freely = false\n" +
                          change("a", "10m", "mode = \"on_demand\"") +
                          change("b", "1h", "mode = \"provisioned\"\nread = 50\nwrite = 50") +
                          change("c", "2h", "mode = \"on_demand\"") +
                          workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_TRUE(changes[0].refusal.empty());
    EXPECT_TRUE(changes[1].refusal.empty());
    EXPECT_NE(english(changes[2].refusal).find("LimitExceededException"), std::string::npos);
    EXPECT_EQ(run.table().seconds[1].back().provisioned, 50'000);
}

TEST(ModeSwitches, throughput_does_not_change_while_the_mode_changes) {
    const FinishedRun run(provisioned_table("2024", "400s", 100, 100) +
                          "[model]\ninitial_burst = 0\n" +
                          change("switch", "10s", "mode = \"on_demand\"") +
                          workload_text({.name = "writers", .rate = "200/s"}));
    EXPECT_NEAR(counts_between(run.table(), Side::write, 20, 309).throttled_share(), 0.5, 0.001);
    EXPECT_EQ(counts_between(run.table(), Side::write, 311, 400).throttled, 0u);
}

// Because of this, a live session can be reproduced from its scenario, which contains its live
// changes.
TEST(CapacityChanges, live_changes_and_changes_in_the_scenario_give_the_same_run) {
    const std::string base = provisioned_table("2024", "300s", 100, 100) +
                             workload_text({.name = "writers", .rate = "333/s"});
    const FinishedRun written(base + change("live", "77s", "write = 250"));

    auto scenario = read_scenario_text(base, "live.toml");
    ASSERT_TRUE(scenario.ok());
    auto simulation = Simulation::create(scenario.value());
    ASSERT_TRUE(simulation.ok());
    simulation.value()->advance(sim_start + 77s);
    TableChange live;
    live.table = "tab";
    live.provisioned.write = 250;
    EXPECT_TRUE(simulation.value()->apply_live("live", live).accepted);
    simulation.value()->advance(simulation.value()->end());
    EXPECT_EQ(simulation.value()->report().fingerprint(), written.report().fingerprint());
    EXPECT_EQ(resolved_text(simulation.value()->scenario()),
              resolved_text(written.report().scenario()));
    EXPECT_GT(written.totals().throttled, 0u);
}

TEST(CapacityChanges, changes_that_can_never_happen_are_errors_of_the_scenario) {
    const auto first_error = [](const std::string& text) {
        const auto scenario = read_scenario_text(text, "test.toml");
        return scenario.ok() ? std::string() : scenario.errors()[0].text();
    };
    const std::string table = provisioned_table("2024", "10s", 100, 100);
    const std::string load = workload_text({.name = "writers", .rate = "1/s"});
    EXPECT_EQ(first_error(table + change("a", "5s", "write = 200") + load), "");
    EXPECT_NE(first_error(table + change("a", "11s", "write = 200") + load)
                  .find("the run ends after 10s"),
              std::string::npos);
    EXPECT_NE(first_error(table + "[tables.tab.time_series]\nperiod = \"day\"\n" +
                          change("a", "5s", "write = 200") + load)
                  .find("tab is a time series"),
              std::string::npos);
    EXPECT_NE(first_error(table + change("a", "5s", "mode = \"on_demand\"\nwrite = 5") + load)
                  .find("no provisioned throughput"),
              std::string::npos);
}

}  // namespace
}  // namespace isotherm
