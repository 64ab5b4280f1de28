// SPDX-License-Identifier: Apache-2.0
// Fuzzes checkpoints, as files and as the state inside: any bytes must result in a time within a
// run and a state that can be loaded, or in errors.

#include "engine/run/checkpoint.h"
#include "tests/fuzz/fuzz_target.h"

namespace isotherm {
namespace {

// A flow that waits for answers, other values and time, with rows of two tables.
constexpr const char* flow_scenario = R"(
duration = "20s"
latency = { model = "exponential", time = "50 ms", failures = "5 %" }
[tables.tab]
capacity = { read = 20, write = 20 }
[workloads.callers]
table = "tab"
arrivals = { shape = "poisson", rate = "20/s" }
keys = { distribution = "uniform", distinct = 9 }
client = { retry = "sdk_adaptive", clients = 2 }
connections = 2
limit = { rate = "30 calls/s" }
action_timeout = "2s"
steps = [
  { do = "part", for_each = "part in 1..4", at_once = 2 },
  { call = "BatchWriteItem", for_each = "item in 1..9" },
  { call = "PutItem", condition = "absent", until = "written", most = 3, between = "20 ms" },
  { put = "queues.done" },
]
blocks.part.steps = [{ call = "GetItem", key = "{part}" }, { wait = "30 ms" }]
[workloads.reader]
table = "tab"
callers = { kind = "queue", name = "done", workers = 2, batch = 3, visibility = "200ms" }
client = { retry = "java2" }
steps = [{ call = "DeleteItem", for_each = "message in batch", key = "{item}" }]
)";

struct SavedFlow {
    Scenario scenario;
    std::string state;
    std::string history;
    std::size_t first = 0;  // of the state of the flows
    std::size_t size = 0;
};

SavedFlow saved_flow() {
    SavedFlow saved;
    auto read = read_scenario_text(flow_scenario, "f.toml");
    must_hold(read.ok(), "the scenario with flows is right");
    saved.scenario = std::move(read.value());
    const auto simulation = Simulation::create(saved.scenario, {.threads = 1});
    simulation.value()->advance(sim_start + 4s);
    saved.state = simulation.value()->state();
    saved.history = simulation.value()->history();
    saved.first = saved.state.find("flows");
    saved.size = saved.state.rfind("control plane") - saved.first;
    return saved;
}

// Loads the state of flows with the bytes of `input` in it: three say a place and one what stands
// there. What is not refused goes on.
void load_changed_flow(std::string_view input) {
    static const SavedFlow saved = saved_flow();
    std::string state = saved.state;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(input[at]); };
    for (std::size_t at = 0; at + 3 < input.size() && at < 64; at += 4) {
        const std::size_t place =
            byte(at) | std::size_t{byte(at + 1)} << 8 | std::size_t{byte(at + 2)} << 16;
        state[saved.first + place % saved.size] = input[at + 3];
    }
    auto simulation = Simulation::create(saved.scenario, {.threads = 1});
    if (simulation.value()->resume(state, saved.history)) return;
    simulation.value()->advance(sim_start + 5s);
}

}  // namespace
}  // namespace isotherm

ISOTHERM_FUZZ_TARGET(checkpoint) {
    using namespace isotherm;
    load_changed_flow(input);
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
