// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window takes to go back in a whole day's run, from the command until what it shows
// is that earlier time. The aim is 200 ms.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "app/gui/controller/sim_worker.h"
#include "app/gui/models/run_model.h"

namespace isotherm {
namespace {

// `scaling_day`: 48 million requests to three tables. Each benchmark goes back from its end.
class FinishedDay {
public:
    FinishedDay() {
        auto scenario =
            read_scenario_file(ISOTHERM_SOURCE_DIR "/resources/scenarios/scaling_day.toml");
        if (!scenario.ok()) throw std::runtime_error(scenario.errors().front().text());
        end_ = sim_start + scenario.value().duration;
        worker_.open(std::move(scenario.value()), 1);
        go_to(end_);
    }

    SimTime end() const { return end_; }

    // Returns when the window has taken what it shows then.
    void go_to(SimTime time) {
        worker_.go_to(time);
        while (!worker_.resting()) {
            take();
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
        take();
    }

private:
    void take() {
        while (auto snapshot = worker_.mailbox().take()) run_.take(*snapshot);
    }

    SimTime end_;
    RunModel run_;
    SimWorker worker_;
};

void go_back(benchmark::State& state, SimDuration step) {
    FinishedDay day;
    SimTime at = day.end();
    std::chrono::duration<double, std::milli> longest{};
    for (auto _ : state) {
        at -= step;
        const auto began = std::chrono::steady_clock::now();
        day.go_to(at);
        longest = std::max<std::chrono::duration<double, std::milli>>(
            longest, std::chrono::steady_clock::now() - began);
    }
    state.counters["longest_ms"] = longest.count();
}

void second_back(benchmark::State& state) { go_back(state, 1s); }
BENCHMARK(second_back)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(100);

// Seven minutes and some: so the times are at all distances from the moments that are kept.
void anywhere_back(benchmark::State& state) { go_back(state, 457s); }
BENCHMARK(anywhere_back)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(188);

}  // namespace
}  // namespace isotherm
