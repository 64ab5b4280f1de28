// SPDX-License-Identifier: Apache-2.0
#pragma once
// One benchmark body for whole runs: tries per second and the fingerprint of the run timed.

#include <benchmark/benchmark.h>

#include <string>

#include "engine/run/simulation.h"

namespace isotherm {

// Reading the scenario's text is not timed; opening its inputs is.
inline void time_runs(benchmark::State& state, const std::string& text) {
    std::uint64_t attempts = 0;
    std::string fingerprint;
    for (auto _ : state) {
        state.PauseTiming();
        auto scenario = read_scenario_text(text, "bench.toml");
        if (!scenario.ok()) return state.SkipWithError(scenario.errors().front().text().c_str());
        state.ResumeTiming();
        auto simulation = Simulation::create(scenario.value());
        if (!simulation.ok()) {
            return state.SkipWithError(simulation.errors().front().text().c_str());
        }
        simulation.value()->advance(simulation.value()->end());
        const RunReport report = simulation.value()->report();
        attempts += report.recording().totals().attempts;
        fingerprint = report.fingerprint();
    }
    state.counters["tries/s"] =
        benchmark::Counter(static_cast<double>(attempts), benchmark::Counter::kIsRate);
    state.SetLabel(fingerprint);
}

}  // namespace isotherm
