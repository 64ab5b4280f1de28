// SPDX-License-Identifier: Apache-2.0
// Whole runs, everything recorded: requests per second and the fingerprint of the run timed.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/bench/timed_run.h"

namespace isotherm {
namespace {

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
    time_runs(state, zipf_scenario(state.range(0), 1'000'000, "fire_and_forget"));
}
BENCHMARK(synthetic_zipf)->Arg(1'000'000)->Arg(100'000'000)->Unit(benchmark::kMillisecond);

// About half of the tries are refused, and clients try again.
void half_throttled(benchmark::State& state) {
    time_runs(state,
              zipf_scenario(1'000'000, 100'000, "sdk_standard") + "[model]\ninitial_burst = 0\n");
}
BENCHMARK(half_throttled)->Unit(benchmark::kMillisecond);

void small_scenario(benchmark::State& state) {
    time_runs(state, R"(
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
