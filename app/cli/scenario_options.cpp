// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scenario_options.h"

#include <fmt/format.h>

#include "engine/run/checked_scenario.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {

Result<std::uint64_t> read_seed(const std::string& text) {
    constexpr std::size_t digits_most = 18;
    const auto seed = number_in<std::uint64_t>(text);
    if (seed && text.size() <= digits_most) return *seed;
    return Error{ExitCode::usage,
                 ErrorNumber::bad_seed,
                 {.file = "--seed"},
                 fmt::format("\"{}\" is not a whole number of up to 18 digits", printable(text)),
                 "write --seed 42"};
}

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
    command.add_option("scenario", options.file, "Scenario file (TOML)")->required();
    command
        .add_option("--set", options.sets,
                    "Override a setting: --set tables.votes.capacity.write=2000")
        ->allow_extra_args(false);
    command.add_option("--seed", options.seed, "Override the seed");
}

Result<std::vector<Override>> read_overrides(const ScenarioOptions& options) {
    std::vector<Override> overrides;
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            return Error{ExitCode::usage,
                         ErrorNumber::bad_set,
                         {.file = "--set"},
                         fmt::format("\"{}\" is not path=value", printable(set)),
                         "write --set tables.votes.capacity.write=2000"};
        }
        overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
    }
    if (!options.seed.empty()) {
        const auto seed = read_seed(options.seed);
        if (!seed.ok()) return seed.errors();
        overrides.push_back({"seed", std::to_string(seed.value())});
    }
    return overrides;
}

Result<Scenario> read_scenario(const ScenarioOptions& options) {
    const auto overrides = read_overrides(options);
    if (!overrides.ok()) return overrides.errors();
    return checked(read_scenario_file(options.file, overrides.value()));
}

}  // namespace isotherm
