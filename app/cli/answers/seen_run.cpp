// SPDX-License-Identifier: Apache-2.0
#include "app/cli/answers/seen_run.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "engine/recording/run_folder.h"
#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

// The scenario with every setting, as the manifest has it: also what --set and live changes did.
std::string resolved_scenario(const std::string& folder) {
    std::ifstream file(fs::path(folder) / run_folder::manifest_name, std::ios::binary);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_object()) return "";
    const auto found = json.find("scenario_resolved");
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// Relative paths of inputs began at the folder of the scenario file, which nobody knows any more.
void find_missing_input(SeenRun& seen) {
    std::error_code ignored;
    for (const auto& [name, workload] : seen.of_stored->workloads) {
        const WorkloadContext context = workload_context(*seen.of_stored, workload);
        for (const std::string& input : workload.workload->input_files(context))
            if (!fs::exists(input, ignored)) seen.input_missing = input;
    }
}

void find_scenario(const std::string& path, SeenRun& seen) {
    std::error_code ignored;
    std::string text = seen.stored.identity.scenario_text;
    if (fs::is_directory(path, ignored)) {
        if (std::string resolved = resolved_scenario(path); !resolved.empty())
            text = std::move(resolved);
    }
    constexpr std::string_view without =
        "so maxima of scaling policies and impossible writes are not told apart";
    if (text.empty()) {
        seen.notes.push_back(fmt::format("The run has no scenario, {}.", without));
        return;
    }
    auto scenario = read_scenario_text(text, path);
    if (scenario.ok()) {
        seen.of_stored = std::move(scenario.value());
        // The text as it was written, if nothing has changed it since.
        const auto written = read_scenario_text(seen.stored.identity.scenario_text, path);
        const bool same = written.ok() && resolved_text(written.value()) == text;
        seen.text = same ? seen.stored.identity.scenario_text : std::move(text);
        find_missing_input(seen);
        return;
    }
    seen.notes.push_back(
        fmt::format("The scenario of the run has changed its meaning: this version cannot read "
                    "it ({}), {}.",
                    scenario.errors().front().what, without));
}

Result<SeenRun> stored_run(const ScenarioOptions& options) {
    if (!options.sets.empty() || !options.seed.empty())
        return usage_error(ErrorNumber::why_not_there, "why",
                           "--set and --seed cannot change a run that has been stored",
                           "name its scenario instead, or leave them out");
    auto run = read_run(options.file);
    if (!run.ok()) return run.errors();
    SeenRun seen;
    seen.stored = std::move(run.value());
    if (seen.stored.identity.version != version())
        seen.notes.push_back(
            fmt::format("The run was written by isotherm {}; this is {}. What it "
                        "says is about that run.",
                        printable(seen.stored.identity.version), version()));
    std::error_code ignored;
    if (fs::is_directory(options.file, ignored)) {
        const auto manifest = read_manifest(options.file);
        if (manifest.ok() && !manifest.value().complete)
            seen.notes.push_back("The run was stopped early; this is about what it got to.");
    }
    find_scenario(options.file, seen);
    return seen;
}

}  // namespace

bool is_stored_run(const std::string& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored) || fs::path(path).extension() == ".sqlite";
}

Result<SeenRun> seen_run(const ScenarioOptions& options, bool quiet) {
    if (is_stored_run(options.file)) return stored_run(options);
    const auto scenario = read_scenario(options);
    if (!scenario.ok()) return scenario.errors();
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return created.errors();
    SeenRun seen;
    seen.simulation = std::move(created.value());
    Simulation& simulation = *seen.simulation;
    ProgressLine progress(!quiet);
    while (!simulation.finished() && !interrupted_by()) {
        simulation.advance(simulation.now() + stopping_interval);
        progress.show(simulation.now(), simulation.end(), simulation.attempts());
    }
    progress.clear();
    if (simulation.failure() != nullptr) return *simulation.failure();
    if (!simulation.finished())
        seen.notes.push_back("The run was stopped early; this is about what it got to.");
    (void)simulation.report();  // completes the recording
    return seen;
}

}  // namespace isotherm
