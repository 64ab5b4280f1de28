// SPDX-License-Identifier: Apache-2.0
// isotherm check: reads a scenario, prints its settings in resolved form and what will be
// throttled.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/scenario_options.h"
#include "app/report/cells_deviations.h"
#include "app/report/demand_text.h"
#include "app/report/fidelity_suggestion.h"
#include "app/report/key_facts_text.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

struct CheckOptions {
    ScenarioOptions scenario;
    bool json = false;
    bool resolved = false;
    bool strict = false;
};

// Returns the resolved scenario with absolute input paths, so that it reads back as the same
// scenario from any folder.
std::string text_for_anywhere(const Scenario& scenario) {
    for (const auto& [name, workload] : scenario.workloads) {
        workload.workload->make_absolute(scenario.folder);
    }
    return resolved_text(scenario);
}

// What a run may show otherwise than it is foreseen.
std::vector<std::string> notes_of(const Scenario& scenario, const Demand& demand) {
    std::vector<std::string> notes = cells_deviations(scenario, demand);
    if (!scenario.outages.empty())
        notes.push_back(
            "outages of Regions are not foreseen: a run shows what they move and what waits");
    return notes;
}

nlohmann::ordered_json check_json(const Scenario& scenario, const Demand& demand,
                                  const std::vector<DemandWarning>& warnings) {
    nlohmann::ordered_json json{{"ok", true},
                                {"name", scenario.name},
                                {"tables", demand_json(demand)},
                                {"keys", key_facts_json(key_facts(scenario))},
                                {"requests_read", demand.requests_read},
                                {"warnings", nlohmann::ordered_json::array()},
                                {"findings", nlohmann::ordered_json::array()},
                                {"resolved", text_for_anywhere(scenario)}};
    for (const DemandWarning& warning : warnings) {
        json["warnings"].push_back(warning.sentence);
        json["findings"].push_back(warning_json(warning));
    }
    json["suggestions"] = nlohmann::ordered_json::array();
    if (const auto suggestion = fidelity_suggestion(scenario))
        json["suggestions"].push_back(*suggestion);
    json["notes"] = notes_of(scenario, demand);
    return json;
}

void print_check(const Scenario& scenario, const Demand& demand,
                 const std::vector<DemandWarning>& warnings, const std::string& file) {
    fmt::print("{} is a valid scenario: {} table{}, {} workload{}, {}\n", file,
               scenario.tables.size(), scenario.tables.size() == 1 ? "" : "s",
               scenario.workloads.size(), scenario.workloads.size() == 1 ? "" : "s",
               text_of(scenario.duration));
    if (demand.requests_read > 0) {
        fmt::print("Read {} requests of recorded streams and of key expressions.\n",
                   grouped(static_cast<std::int64_t>(demand.requests_read)));
    }
    fmt::print("\n{}", demand_table(scenario, demand));
    if (const std::string keys = key_facts_text(key_facts(scenario)); !keys.empty())
        fmt::print("\n{}", keys);
    for (const DemandWarning& warning : warnings) fmt::print("\nwarning: {}\n", warning.sentence);
    if (const auto suggestion = fidelity_suggestion(scenario))
        fmt::print("\nsuggestion: {}\n", *suggestion);
    for (const std::string& note : notes_of(scenario, demand)) fmt::print("\nnote: {}\n", note);
}

ExitCode check(const CheckOptions& options) {
    end_at_interrupts("check: stopped before its end\n");
    auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return print_errors(scenario.errors(), options.json);
    // Prints nothing else to standard output, so that the output can be saved as a scenario file.
    if (options.resolved && !options.json) fmt::print("{}", text_for_anywhere(scenario.value()));
    if (options.resolved && !options.json && !options.strict) return ExitCode::done;
    auto demand = find_demand(scenario.value());
    if (!demand.ok()) return print_errors(demand.errors(), options.json);
    const std::vector<DemandWarning> warnings = demand_warnings(scenario.value(), demand.value());
    if (options.json) {
        fmt::print("{}\n", written_json(check_json(scenario.value(), demand.value(), warnings)));
    } else if (options.resolved) {
        for (const DemandWarning& warning : warnings)
            fmt::print(stderr, "warning: {}\n", warning.sentence);
    } else {
        print_check(scenario.value(), demand.value(), warnings, options.scenario.file);
    }
    return options.strict && !warnings.empty() ? ExitCode::limit_broken : ExitCode::done;
}

}  // namespace

void add_check_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App* command =
        app.add_subcommand("check", "Check a scenario: demand, partitions, what will throttle");
    add_scenario_options(*command, options->scenario);
    command->add_flag("--resolved", options->resolved,
                      "Print the scenario with every setting as it will be used, and nothing else");
    command->add_flag("--strict", options->strict, "Exit with code 3 if there are warnings");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &result] { result = check(*options); });
}

}  // namespace isotherm
