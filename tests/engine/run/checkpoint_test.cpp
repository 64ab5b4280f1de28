// SPDX-License-Identifier: Apache-2.0
#include "engine/run/checkpoint.h"

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

const std::string text = R"(
duration = "60s"
[tables.tab]
capacity = { mode = "provisioned", read = 50, write = 50 }
[model]
initial_burst = 0
)" + workload_text({.name = "writers", .rate = "70/s"});

TEST(Checkpoint, a_resumed_run_ends_like_one_without_a_break) {
    const ScenarioFolder folder;
    const Scenario scenario = scenario_of(text).value();
    {
        auto stopped = Simulation::create(scenario);
        stopped.value()->advance(sim_start + 23s + 456ms);
        EXPECT_TRUE(
            write_checkpoint(Checkpoint::of(*stopped.value(), scenario), folder.path("half.json"))
                .empty());
    }
    const auto checkpoint = read_checkpoint(folder.path("half.json"));
    ASSERT_TRUE(checkpoint.ok());
    EXPECT_EQ(checkpoint.value().time, sim_start + 23s + 456ms);
    auto resumed = Simulation::create(scenario);
    EXPECT_TRUE(checkpoint.value().replay(*resumed.value(), scenario, "half.json").empty());
    resumed.value()->advance(resumed.value()->end());
    EXPECT_EQ(resumed.value()->report().fingerprint(), FinishedRun(scenario).fingerprint());
}

TEST(Checkpoint, another_scenario_or_another_past_is_refused) {
    const Scenario scenario = scenario_of(text).value();
    auto stopped = Simulation::create(scenario);
    stopped.value()->advance(sim_start + 10s);
    Checkpoint checkpoint = Checkpoint::of(*stopped.value(), scenario);

    const Scenario other = scenario_of(text, {{"seed", "2"}}).value();
    auto simulation = Simulation::create(other);
    Errors errors = checkpoint.replay(*simulation.value(), other, "c.json");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::bad_scenario);

    checkpoint.fingerprint = "0123456789abcdef";
    auto again = Simulation::create(scenario);
    errors = checkpoint.replay(*again.value(), scenario, "c.json");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].text().find("run from the start"), std::string::npos);
}

TEST(Checkpoint, a_file_that_is_not_a_checkpoint_is_refused) {
    const ScenarioFolder folder;
    for (const char* bad : {"", "{", "[]", "{\"checkpoint\": 2}", "{\"checkpoint\": 1}",
                            "{\"checkpoint\": 1, \"time_us\": \"x\"}"}) {
        const auto read = read_checkpoint(folder.file("bad.json", bad));
        ASSERT_FALSE(read.ok()) << bad;
        EXPECT_EQ(read.errors().front().exit_code, ExitCode::bad_trace);
    }
    EXPECT_EQ(read_checkpoint(folder.path("none.json")).errors().front().exit_code,
              ExitCode::input_missing);
}

}  // namespace
}  // namespace isotherm
