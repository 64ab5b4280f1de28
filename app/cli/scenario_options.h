// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of all commands that read a scenario.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

struct ScenarioOptions {
    std::string file;
    std::vector<std::string> sets;
    std::string seed;
};

// Returns the seed that --seed gives.
Result<std::uint64_t> read_seed(const std::string& text);

void add_scenario_options(CLI::App& command, ScenarioOptions& options);
// Returns the options --set and --seed.
Result<std::vector<Override>> read_overrides(const ScenarioOptions& options);
Result<Scenario> read_scenario(const ScenarioOptions& options);

}  // namespace isotherm
