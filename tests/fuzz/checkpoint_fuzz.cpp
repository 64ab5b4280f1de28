// SPDX-License-Identifier: Apache-2.0
// Fuzzes checkpoints, as files and as the state inside: any bytes must result in a time within a
// run and a state that can be loaded, or in errors.

#include "engine/run/checkpoint.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(checkpoint) {
    using namespace isotherm;
    static const Scenario scenario = [] {
        auto read = read_scenario_text(R"(
duration = "1m"
[tables.tab]
capacity = { read = 5, write = 5 }
[workloads.callers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "sequential", distinct = 9 }
client = { retry = "fire_and_forget" }
)",
                                       "s.toml");
        must_hold(read.ok(), "the scenario is right");
        return read.value();
    }();
    {
        auto simulation = Simulation::create(scenario, {.threads = 1});
        (void)simulation.value()->resume(input, input);
    }
    {
        auto simulation = Simulation::create(scenario, {.threads = 1});
        Recording history = Simulation::create(scenario, {.threads = 1}).value()->give_history();
        (void)simulation.value()->resume(input, std::move(history));
    }
    const auto checkpoint = read_checkpoint_text(std::string(input), "c");
    if (!checkpoint.ok()) return must_be_told_well(checkpoint.errors());
    must_hold(checkpoint.value().time >= sim_start, "a run begins at its start");
    auto simulation = Simulation::create(scenario, {.threads = 1});
    const Errors errors = checkpoint.value().resume(*simulation.value(), "c");
    if (!errors.empty()) must_be_told_well(errors);
}
