// SPDX-License-Identifier: Apache-2.0
// isotherm verify: checks that bundles and run directories are whole and unchanged, and with
// --again that simulating their scenarios gives the same runs.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/answer_commands.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/report/bundles/bundle.h"
#include "app/report/bundles/bundle_error.h"
#include "engine/recording/run_manifest.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

struct VerifyOptions {
    std::vector<std::string> paths;
    bool again = false;
    bool json = false;
    bool quiet = false;
};

struct VerifiedRun {
    std::string part;  // "A", "B", or "run" of a run directory
    std::string fingerprint;
    std::int64_t seconds = 0;
    bool has_run = false;
    std::string missing_input;
    bool repeated = false;
};

Result<VerifiedRun> verified_run(const std::string& folder, const std::string& part) {
    if (Errors errors = check_run_files(folder); !errors.empty()) return errors;
    const auto stored = read_run(folder);
    if (!stored.ok()) return stored.errors();
    VerifiedRun run;
    run.part = part;
    run.fingerprint = stored.value().identity.fingerprint;
    run.seconds = stored.value().recording.seconds();
    run.has_run = true;
    return run;
}

// Simulates a bundled scenario and compares fingerprints.
Errors repeat(const std::string& file, const BundleSlot& slot, VerifiedRun& run, bool quiet) {
    auto scenario = read_scenario_file(file);
    if (!scenario.ok()) return scenario.errors();
    scenario.value().seed = slot.seed;
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    ProgressLine progress(!quiet);
    const SimTime until =
        std::min(sim_start + std::chrono::seconds(slot.seconds), simulation.end());
    while (simulation.now() < until && !simulation.finished() && !interrupted_by()) {
        simulation.advance(std::min(simulation.now() + stopping_interval, until));
        progress.show(simulation.now(), until, simulation.attempts());
    }
    progress.clear();
    if (interrupted_by()) return {};
    const std::string fingerprint = simulation.report().fingerprint();
    if (simulation.failure() != nullptr) return *simulation.failure();
    run.repeated = fingerprint == slot.fingerprint;
    if (run.repeated) return {};
    return {bundle_error(run.part, ExitCode::bad_trace,
                         fmt::format("simulating the scenario again gives the fingerprint {}, the "
                                     "run has {}",
                                     fingerprint, slot.fingerprint),
                         "use the version of the program that wrote the run")};
}

Result<std::vector<VerifiedRun>> verified(const std::string& path, const VerifyOptions& options) {
    std::vector<VerifiedRun> runs;
    if (!is_bundle(path)) {
        auto run = verified_run(path, "run");
        if (!run.ok()) return run.errors();
        return std::vector{run.value()};
    }
    const auto bundle = open_bundle(path);
    if (!bundle.ok()) return bundle.errors();
    const OpenBundle& open = bundle.value();
    for (const bool first : {true, false}) {
        const auto& slot = first ? open.a : open.b;
        if (!slot) continue;
        const std::string part = first ? "A" : "B";
        VerifiedRun run;
        run.part = part;
        if (!slot->run.empty()) {
            auto stored = verified_run(slot->run, part);
            if (!stored.ok()) return stored.errors();
            run = stored.value();
        }
        run.missing_input = slot->missing_input;
        if (options.again && run.has_run && run.missing_input.empty()) {
            const auto& described = first ? open.document.a : open.document.b;
            if (Errors errors = repeat(slot->scenario, *described, run, options.quiet);
                !errors.empty())
                return errors;
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

void print_verified(const std::string& path, const std::vector<VerifiedRun>& runs) {
    fmt::print("{}: whole and unchanged\n", printable(path));
    for (const VerifiedRun& run : runs) {
        if (run.has_run)
            fmt::print("  {}: {} s, fingerprint {}{}\n", run.part, run.seconds, run.fingerprint,
                       run.repeated ? ", the same when simulated again" : "");
        else
            fmt::print("  {}: a scenario that was not run\n", run.part);
        if (!run.missing_input.empty())
            fmt::print("  {}: cannot be simulated again here, \"{}\" is missing or has changed\n",
                       run.part, printable(run.missing_input));
    }
}

nlohmann::ordered_json verified_json(const std::string& path,
                                     const std::vector<VerifiedRun>& runs) {
    using VerifiedJson = nlohmann::ordered_json;
    VerifiedJson list = VerifiedJson::array();
    for (const VerifiedRun& run : runs)
        list.push_back(
            {{"part", run.part},
             {"fingerprint", run.has_run ? VerifiedJson(run.fingerprint) : VerifiedJson(nullptr)},
             {"seconds", run.seconds},
             {"missing_input",
              run.missing_input.empty() ? VerifiedJson(nullptr) : VerifiedJson(run.missing_input)},
             {"repeated", run.repeated}});
    return {{"path", path}, {"runs", list}};
}

ExitCode verify(const VerifyOptions& options) {
    catch_interrupts();
    auto all = nlohmann::ordered_json::array();
    for (const std::string& path : options.paths) {
        const auto runs = verified(path, options);
        if (!runs.ok()) return print_errors(runs.errors(), options.json);
        if (interrupted_by()) return ExitCode::interrupted;
        if (options.json)
            all.push_back(verified_json(path, runs.value()));
        else
            print_verified(path, runs.value());
    }
    if (options.json) fmt::print("{}\n", written_json({{"verified", all}}));
    return ExitCode::done;
}

}  // namespace

void add_verify_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<VerifyOptions>();
    CLI::App* command = app.add_subcommand(
        "verify", "Check that a bundle (NAME.isotherm) or the folder of a run is unchanged");
    command->add_option("paths", options->paths, "Bundles or folders of runs")->required();
    command->add_flag("--again", options->again,
                      "Simulate the scenarios of a bundle again and compare the fingerprints");
    command->add_flag("--json", options->json, "Print what was verified as JSON");
    command->add_flag("-q,--quiet", options->quiet, "No progress line");
    command->callback([options, &result] { result = verify(*options); });
}

}  // namespace isotherm
