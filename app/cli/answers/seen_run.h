// SPDX-License-Identifier: Apache-2.0
#pragma once
// The run that an answer is about: a scenario that is simulated now, or a stored run.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/scenario_options.h"
#include "engine/recording/run_database.h"
#include "engine/run/simulation.h"

namespace isotherm {

struct SeenRun {
    std::unique_ptr<Simulation> simulation;  // nullptr for a stored run
    StoredRun stored;
    std::string text;                   // of the stored run's scenario
    std::optional<Scenario> of_stored;  // nullopt if its scenario is not known
    std::vector<std::string> notes;     // what a reader has to know about it; sentences
    std::string input_missing;          // an input of the stored run's scenario that is not found

    const Recording& recording() const {
        return simulation != nullptr ? simulation->recording() : stored.recording;
    }
    // The text of the scenario, to change it. That of a stored run has every setting if --set or
    // live changes made it another one than the user wrote.
    const std::string& scenario_text() const {
        return simulation != nullptr ? simulation->scenario().text : text;
    }
    const Scenario* scenario() const {
        if (simulation != nullptr) return &simulation->scenario();
        return of_stored ? &*of_stored : nullptr;
    }
};

// Whether the path is that of a run directory or a run.sqlite.
bool is_stored_run(const std::string& path);

// Simulates the scenario, or reads the stored run; --set and --seed are for scenarios only.
Result<SeenRun> seen_run(const ScenarioOptions& options, bool quiet);

}  // namespace isotherm
