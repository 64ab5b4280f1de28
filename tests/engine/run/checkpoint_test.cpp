// SPDX-License-Identifier: Apache-2.0
#include "engine/run/checkpoint.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

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

Checkpoint checkpoint_at(const Scenario& scenario, SimTime time) {
    auto stopped = Simulation::create(scenario);
    stopped.value()->advance(time);
    return Checkpoint::of(*stopped.value());
}

Errors resumed(const Checkpoint& checkpoint, const Scenario& scenario) {
    auto simulation = Simulation::create(scenario);
    return checkpoint.resume(*simulation.value(), "half");
}

TEST(Checkpoint, a_resumed_run_ends_like_one_without_a_break) {
    const ScenarioFolder folder;
    const Scenario scenario = scenario_of(text).value();
    const SimTime moment = sim_start + 23s + 456ms;
    EXPECT_TRUE(write_checkpoint(checkpoint_at(scenario, moment), folder.path("half")).empty());
    const auto checkpoint = read_checkpoint(folder.path("half"));
    ASSERT_TRUE(checkpoint.ok());
    EXPECT_EQ(checkpoint.value().time, moment);
    auto simulation = Simulation::create(scenario);
    EXPECT_TRUE(checkpoint.value().resume(*simulation.value(), "half").empty());
    EXPECT_EQ(simulation.value()->now(), moment);
    simulation.value()->advance(simulation.value()->end());
    const FinishedRun whole(scenario);
    const RunReport report = simulation.value()->report();
    EXPECT_EQ(report.fingerprint(), whole.fingerprint());
    EXPECT_EQ(report.json(), whole.report().json());
}

TEST(Checkpoint, another_scenario_or_version_is_refused_with_what_differs) {
    const Scenario scenario = scenario_of(text).value();
    Checkpoint checkpoint = checkpoint_at(scenario, sim_start + 10s);
    Errors errors = resumed(checkpoint, scenario_of(text, {{"seed", "2"}}).value());
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::bad_scenario);
    EXPECT_NE(errors[0].what.find("seed is 2, was 1"), std::string::npos) << errors[0].what;
    errors = resumed(checkpoint, scenario_of(text, {{"tables.tab.capacity.write", "51"}}).value());
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].what.find("write is 51, was 50"), std::string::npos) << errors[0].what;
    checkpoint.version = "isotherm 0.1.0 (commit 0123456789ab)";
    errors = resumed(checkpoint, scenario);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::bad_scenario);
    EXPECT_NE(errors[0].what.find(checkpoint.version), std::string::npos) << errors[0].what;
}

TEST(Checkpoint, a_damaged_state_is_refused_by_part) {
    const Scenario scenario = scenario_of(text).value();
    const Checkpoint whole = checkpoint_at(scenario, sim_start + 10s);
    Checkpoint checkpoint = whole;
    checkpoint.fingerprint = "0123456789abcdef";
    Errors errors = resumed(checkpoint, scenario);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::bad_trace);
    checkpoint = whole;
    const std::size_t clients = checkpoint.state.find("clients");
    ASSERT_NE(clients, std::string::npos);
    checkpoint.state[clients] = 'C';
    errors = resumed(checkpoint, scenario);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::bad_trace);
    EXPECT_NE(errors[0].what.find("\"clients\""), std::string::npos) << errors[0].what;
    checkpoint = whole;
    checkpoint.history.resize(checkpoint.history.size() / 2);
    errors = resumed(checkpoint, scenario);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].what.find("\"recording\""), std::string::npos) << errors[0].what;
}

TEST(Checkpoint, a_file_that_is_not_a_checkpoint_is_refused) {
    const ScenarioFolder folder;
    for (const char* bad : {"", "{", "[]\n", "{\"checkpoint\": 2}\n", "{\"checkpoint\": 1}\n",
                            "{\"checkpoint\": 1, \"time_us\": \"x\"}"}) {
        const auto read = read_checkpoint(folder.file("bad", bad));
        ASSERT_FALSE(read.ok()) << bad;
        EXPECT_EQ(read.errors().front().exit_code, ExitCode::bad_trace);
    }
    EXPECT_EQ(read_checkpoint(folder.path("none")).errors().front().exit_code,
              ExitCode::input_missing);
}

// Each byte of the header and of what follows it counts.
TEST(Checkpoint, a_changed_or_shortened_file_is_refused) {
    const Scenario scenario = scenario_of(text).value();
    const std::string whole = checkpoint_text(checkpoint_at(scenario, sim_start + 1s));
    ASSERT_TRUE(read_checkpoint_text(whole, "c").ok());
    for (std::size_t part = 1; part < 16; ++part) {
        const auto cut = read_checkpoint_text(whole.substr(0, whole.size() * part / 16), "c");
        ASSERT_FALSE(cut.ok()) << part;
        EXPECT_EQ(cut.errors().front().exit_code, ExitCode::bad_trace);
        std::string changed = whole;
        changed[changed.find('\n') + part * (whole.size() / 20)] ^= 1;
        ASSERT_FALSE(read_checkpoint_text(changed, "c").ok()) << part;
    }
}

}  // namespace
}  // namespace isotherm
