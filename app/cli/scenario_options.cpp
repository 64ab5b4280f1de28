// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scenario_options.h"
#include "engine/run/checked_scenario.h"

#include <fmt/format.h>

namespace isotherm {

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
    command.add_option("scenario", options.file, "Scenario file (TOML)")->required();
    command
        .add_option("--set", options.sets,
                    "Override a setting: --set tables.votes.capacity.write=2000")
        ->allow_extra_args(false);
    command.add_option("--seed", options.seed, "Override the seed");
}

Result<Scenario> read_scenario(const ScenarioOptions& options) {
    std::vector<Override> overrides;
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            return Error{ExitCode::usage,
                         3,
                         {.file = "--set"},
                         fmt::format("\"{}\" is not path=value", printable(set)),
                         "write --set tables.votes.capacity.write=2000"};
        }
        overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
    }
    if (!options.seed.empty()) {
        if (options.seed.find_first_not_of("0123456789") != std::string::npos ||
            options.seed.size() > 18) {
            return Error{ExitCode::usage,
                         4,
                         {.file = "--seed"},
                         fmt::format("\"{}\" is not a whole number of up to 18 digits",
                                     printable(options.seed)),
                         "write --seed 42"};
        }
        overrides.push_back({"seed", std::to_string(std::stoll(options.seed))});
    }
    return checked(read_scenario_file(options.file, overrides));
}

}  // namespace isotherm
