// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "engine/run/simulation.h"
#include "tests/bench/bench_path.h"

namespace isotherm::bench {

// Threads of each run, as in Tuning. 0: chosen by the number of processors.
inline std::size_t threads_of_runs = 0;

// Simulates the scenario with everything recorded, reading its text included.
inline Done run_scenario(const std::string& text) {
    const auto scenario = read_scenario_text(text, "bench.toml");
    if (!scenario.ok()) throw std::runtime_error(scenario.errors().front().text());
    auto simulation = Simulation::create(scenario.value(), {.threads = threads_of_runs});
    if (!simulation.ok()) throw std::runtime_error(simulation.errors().front().text());
    simulation.value()->advance(simulation.value()->end());
    const RunReport report = simulation.value()->report();
    return {report.recording().totals().attempts, report.fingerprint()};
}

}  // namespace isotherm::bench
