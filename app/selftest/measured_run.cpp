// SPDX-License-Identifier: Apache-2.0
#include "app/selftest/measured_run.h"

#include <stdexcept>

namespace isotherm {
namespace {

[[noreturn]] void throw_bug(const Errors& errors) {
    std::string texts = "a scenario of the self-test is wrong:\n";
    for (const Error& error : errors) texts += error.text();
    throw std::logic_error(texts);
}

}  // namespace

Scenario scenario_of_row(const std::string& text, std::uint64_t seed) {
    auto scenario = read_scenario_text(text, "selftest.toml", {{"seed", std::to_string(seed)}});
    if (!scenario.ok()) throw_bug(scenario.errors());
    return std::move(scenario.value());
}

MeasuredRun::MeasuredRun(const std::string& text, std::uint64_t seed) {
    auto created = Simulation::create(scenario_of_row(text, seed));
    if (!created.ok()) throw_bug(created.errors());
    simulation_ = std::move(created.value());
    simulation_->advance(simulation_->end());
    report_.emplace(simulation_->report());
    totals_ = report_->recording().totals();
}

const Totals& MeasuredRun::workload(std::string_view name) const {
    const Recording& recording = report_->recording();
    for (std::size_t w = 0; w < recording.workloads.size(); ++w) {
        if (recording.workload_names[w] == name) return recording.workloads[w];
    }
    throw std::logic_error("the self-test asks for a workload it does not have");
}

void draw_requests(const std::string& text, std::uint64_t seed,
                   const std::function<void(const DrawnRequests&)>& take) {
    const Scenario scenario = scenario_of_row(text, seed);
    const WorkloadSpec& spec = scenario.workloads.begin()->second;
    auto opened = spec.workload->open(workload_context(scenario, spec));
    if (!opened.ok()) throw_bug(opened.errors());

    constexpr std::size_t rows = 4'096;
    std::vector<SimTime> arrival(rows);
    std::vector<Key> key(rows);
    std::vector<std::uint32_t> bytes(rows);
    std::vector<Operation> operation(rows);
    std::size_t count = rows;
    while (count == rows) {
        count = opened.value()->fill({arrival, key, bytes, operation});
        take({std::span(arrival).first(count), std::span(key).first(count),
              std::span(bytes).first(count)});
    }
}

}  // namespace isotherm
