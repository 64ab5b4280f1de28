// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the user asks of a sweep, for `isotherm sweep` and isotherm-sweep-mpi.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/cli/scenario_options.h"
#include "engine/run/sweep.h"

namespace isotherm {

struct SweepOptions {
    ScenarioOptions scenario;
    std::vector<std::string> vary;
    std::vector<std::string> numbers;
    std::string out;
    std::string part;
    std::string plot;
    std::uint64_t seeds = 1;
    std::size_t threads = 0;
    bool zip = false;
    bool yes = false;
    bool json = false;
    bool quiet = false;
};

struct SweepPart {
    std::uint64_t part = 0, parts = 1;
};

// Options of both programs.
void add_sweep_options(CLI::App& command, SweepOptions& options);

// Reads "2/8": the second of eight parts; all of it if the text is empty.
Result<SweepPart> read_part(const std::string& text);

// Reads and checks the plan; returns all errors, up to 20.
Errors read_plan(const SweepOptions& options, SweepPlan& plan);

}  // namespace isotherm
