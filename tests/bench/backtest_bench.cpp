// SPDX-License-Identifier: Apache-2.0
// Scaling policies over a long series: minutes of the series per second.

#include <benchmark/benchmark.h>

#include "engine/backtest/backtest.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

constexpr std::int64_t minutes = 1'000'000;  // nearly two years

// A daily wave between 10 and 82 units per second with a tenth of noise, reads and writes.
const BacktestSeries& two_years() {
    static const BacktestSeries series = [] {
        BacktestSeries made;
        made.first = UtcMinute{std::chrono::sys_days{std::chrono::year{2018} / 1 / 1}};
        RandomStream random(1, "bench.backtest");
        for (std::int64_t i = 0; i < minutes; ++i) {
            const std::int64_t of_day = i % 1'440;
            const std::int64_t base = 100 + std::min(of_day, 1'440 - of_day);
            for (auto& side : made.demand) {
                const auto noise =
                    static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(base / 10)));
                side.push_back((base + noise) * 6 * nano_units_per_unit);
            }
        }
        return made;
    }();
    return series;
}

void backtest(benchmark::State& state, const char* policy) {
    const BacktestSeries& series = two_years();
    const auto kind = Catalog<ScalingPolicyKind>::instance().create(policy);
    std::int64_t changes = 0;
    for (auto _ : state) {
        const BacktestResult result = run_backtest(series, {}, *kind);
        changes = static_cast<std::int64_t>(result.requests.size());
    }
    state.counters["minutes/s"] = benchmark::Counter(static_cast<double>(minutes),
                                                     benchmark::Counter::kIsIterationInvariantRate);
    state.counters["changes"] = static_cast<double>(changes);
}
BENCHMARK_CAPTURE(backtest, target_tracking, "target_tracking")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(backtest, dynamic_dynamodb, "dynamic_dynamodb")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(backtest, step, "step")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isotherm
