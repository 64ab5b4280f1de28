// Whole runs, everything recorded: requests per second and the fingerprint of the run timed.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engine/run/simulation.h"

namespace isotherm {
namespace {

void run_scenario(benchmark::State& state, const std::string& text) {
    std::uint64_t attempts = 0;
    std::string fingerprint;
    for (auto _ : state) {
        state.PauseTiming();
        auto scenario = read_scenario_text(text, "bench.toml");
        if (!scenario.ok()) return state.SkipWithError(scenario.errors().front().text().c_str());
        state.ResumeTiming();
        auto simulation = Simulation::create(scenario.value());
        if (!simulation.ok())
            return state.SkipWithError(simulation.errors().front().text().c_str());
        simulation.value()->advance(simulation.value()->end());
        const RunReport report = simulation.value()->report();
        attempts += report.recording().totals().attempts;
        fingerprint = report.fingerprint();
    }
    state.counters["tries/s"] =
        benchmark::Counter(static_cast<double>(attempts), benchmark::Counter::kIsRate);
    state.SetLabel(fingerprint);
}

// `write` units provisioned; 1,000 partitions either way.
std::string zipf_scenario(std::int64_t distinct, std::int64_t write, const char* retry) {
    return fmt::format(R"(
name = "bench"
era = "2016"
seed = 1
duration = "60s"
[tables.bench]
partitions = 1000
capacity = {{ mode = "provisioned", read = 1000, write = {} }}
[workloads.bench]
table = "bench"
operation = "PutItem"
arrivals = {{ shape = "poisson", rate = "200000/s" }}
keys = {{ distribution = "zipf", distinct = {}, exponent = 0.99 }}
client = {{ retry = "{}" }}
)",
                       write, distinct, retry);
}

void synthetic_zipf(benchmark::State& state) {
    run_scenario(state, zipf_scenario(state.range(0), 1'000'000, "fire_and_forget"));
}
BENCHMARK(synthetic_zipf)->Arg(1'000'000)->Arg(100'000'000)->Unit(benchmark::kMillisecond);

// About half of the tries are refused, and clients try again.
void half_throttled(benchmark::State& state) {
    run_scenario(
        state, zipf_scenario(1'000'000, 100'000, "sdk_standard") + "[model]\ninitial_burst = 0\n");
}
BENCHMARK(half_throttled)->Unit(benchmark::kMillisecond);

void small_scenario(benchmark::State& state) {
    run_scenario(state, R"(
name = "small"
duration = "60s"
[tables.small]
capacity = { mode = "provisioned", read = 100, write = 100 }
[workloads.small]
table = "small"
operation = "GetItem"
arrivals = { shape = "poisson", rate = "100/s" }
keys = { distribution = "uniform", distinct = 100 }
)");
}
BENCHMARK(small_scenario)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isotherm
