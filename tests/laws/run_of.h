// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs a scenario given as text. An error in the text fails the test with the reader's message.

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/simulation.h"

namespace isotherm {

inline std::string all_texts(const Errors& errors) {
    std::string texts;
    for (const Error& error : errors) texts += error.text();
    return texts;
}

inline std::optional<Scenario> scenario_of(const std::string& text,
                                           const std::vector<Override>& overrides = {}) {
    auto scenario = read_scenario_text(text, "test.toml", overrides);
    if (scenario.ok()) return std::move(scenario.value());
    ADD_FAILURE() << all_texts(scenario.errors());
    return std::nullopt;
}

// How a run is driven; none of this may change a result.
struct Driving {
    std::size_t batch_rows = 2048;
    SimDuration slice = SimDuration::max();  // simulated time per call of advance
    std::size_t threads = 0;
    std::size_t least_deferred_rows = 256;
};

// A finished run. Its simulation is kept, because the report refers to it.
class FinishedRun {
public:
    explicit FinishedRun(const Scenario& scenario, const Driving& driving = {}) {
        auto created =
            Simulation::create(scenario, {.batch_rows = driving.batch_rows,
                                          .threads = driving.threads,
                                          .least_deferred_rows = driving.least_deferred_rows});
        if (!created.ok()) {
            ADD_FAILURE() << all_texts(created.errors());
            std::abort();
        }
        simulation_ = std::move(created.value());
        while (!simulation_->finished()) {
            const SimDuration left = simulation_->end() - simulation_->now();
            simulation_->advance(simulation_->now() + std::min(driving.slice, left));
        }
        report_.emplace(simulation_->report());
    }
    explicit FinishedRun(const std::string& text, const std::vector<Override>& overrides = {})
        : FinishedRun(scenario_of(text, overrides).value()) {}

    const RunReport& report() const { return *report_; }
    const std::string& fingerprint() const { return report_->fingerprint(); }
    const Recording& recording() const { return report_->recording(); }
    Totals totals() const { return recording().totals(); }
    // The first table if `name` is empty, or the table of this name, or its index.
    const TableRecording& table(std::string_view name = "", std::string_view index = "") const {
        for (const TableRecording& table : recording().tables) {
            if (name.empty() || (table.name.table == name && table.name.index == index))
                return table;
        }
        ADD_FAILURE() << "no table " << name << " " << index;
        std::abort();
    }
    // The first workload if `name` is empty, or the workload of this name.
    const Totals& workload(std::string_view name = "") const {
        for (std::size_t w = 0; w < recording().workloads.size(); ++w) {
            if (name.empty() || recording().workload_names[w] == name)
                return recording().workloads[w];
        }
        ADD_FAILURE() << "no workload " << name;
        std::abort();
    }
    // Number of tries refused in a second.
    std::uint64_t throttled_in(Side side, std::size_t second) const {
        return table().seconds[side].at(second).throttled();
    }
    // Number of tries admitted in a second.
    std::uint64_t admitted_in(Side side, std::size_t second) const {
        return table().seconds[side].at(second).requests[0];
    }

private:
    std::unique_ptr<Simulation> simulation_;
    std::optional<RunReport> report_;
};

}  // namespace isotherm
