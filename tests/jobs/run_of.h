// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs a scenario to its end, for tests of jobs.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/run/simulation.h"

namespace isotherm {

inline Scenario scenario_in(const std::string& text) {
    auto read = read_scenario_text(text, "test.toml");
    if (!read.ok()) {
        for (const Error& error : read.errors())
            ADD_FAILURE() << error.place.line << ": " << error.what;
        throw std::runtime_error("the scenario is not valid");
    }
    return read.value();
}

struct FinishedRun {
    Scenario scenario;
    std::unique_ptr<Simulation> simulation;
    std::unique_ptr<RunReport> report;
    nlohmann::ordered_json json;
};

inline FinishedRun run_of(const std::string& text) {
    FinishedRun run{.scenario = scenario_in(text), .simulation = {}, .report = {}, .json = {}};
    auto made = Simulation::create(run.scenario);
    EXPECT_TRUE(made.ok());
    run.simulation = std::move(made.value());
    run.simulation->advance(run.simulation->end());
    run.report = std::make_unique<RunReport>(run.simulation->report());
    run.json = run.report->json();
    return run;
}

}  // namespace isotherm
