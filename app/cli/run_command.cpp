// SPDX-License-Identifier: Apache-2.0
// isotherm run: simulates a scenario, prints the report and writes the run directory.

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/report/past_text.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/run_eras.h"
#include "app/cli/scenario_options.h"
#include "app/cli/usage.h"
#include "app/report/english_json.h"
#include "app/report/record_lines.h"
#include "app/report/run_directory/run_files.h"
#include "app/report/text_report.h"
#include "engine/past/past_fit_json.h"
#include "engine/recording/output_file.h"
#include "engine/run/checkpoint.h"
#include "engine/scenario/input_files.h"

namespace isotherm {
namespace {

struct RunOptions {
    ScenarioOptions scenario;
    std::string out;
    std::string until;
    std::string checkpoint;
    std::string resume;
    std::string eras;
    std::string past;
    std::size_t threads = 0;
    bool replace = false;
    bool json = false;
    bool quiet = false;
};

// Simulates up to `until`. After each stopping_interval, updates the progress line and checks for
// signals.
void simulate(Simulation& simulation, SimTime until, bool quiet) {
    ProgressLine progress(!quiet);
    while (simulation.now() < until && !simulation.finished() && !interrupted_by()) {
        simulation.advance(std::min(simulation.now() + stopping_interval, until));
        progress.show(simulation.now(), until, simulation.attempts());
    }
}

ExitCode exit_code_of(const Simulation& simulation, const RunReport& report) {
    if (simulation.failure() != nullptr) return simulation.failure()->front().exit_code;
    // A signal that arrived after the run had finished, while its files were being written, did not
    // stop the run, so it does not set the exit code.
    if (const auto signal_number = interrupted_by(); signal_number && !report.complete()) {
        return *signal_number == SIGINT ? ExitCode::interrupted : ExitCode::terminated;
    }
    // It stopped itself at one of the bounds of the program, so it proves no promise.
    const bool stopped_at_bound = simulation.finished() && !report.complete();
    return report.keeps_promises() && !stopped_at_bound ? ExitCode::done : ExitCode::limit_broken;
}

Result<SimTime> end_of(const RunOptions& options, const Scenario& scenario) {
    const SimTime end = sim_start + scenario.duration;
    if (options.until.empty()) return end;
    const auto asked = parse_duration(options.until);
    if (asked) return std::min(end, sim_start + *asked);
    return usage_error(
        ErrorNumber::options_contradict, "",
        fmt::format("--until is \"{}\"; expected {}", printable(options.until), duration_form),
        "write --until 10m");
}

// Goes on from the checkpoint given by --resume, if any.
Errors resume(const RunOptions& options, Simulation& simulation) {
    if (options.resume.empty()) return {};
    const auto checkpoint = read_checkpoint(options.resume);
    if (!checkpoint.ok()) return checkpoint.errors();
    return checkpoint.value().resume(simulation, options.resume);
}

// Prints and writes the results of the run. If one output cannot be written, the others are still
// written.
ExitCode finish(const RunOptions& options, Simulation& simulation, OutputFolder* folder,
                const std::optional<PastMetrics>& past, Errors errors, double wall_seconds) {
    const RunReport report = simulation.report();
    std::optional<PastFit> fit;
    if (past) fit = fit_to_past(report.recording(), *past);
    nlohmann::ordered_json further = nlohmann::ordered_json::object();
    if (fit) further["past"] = past_fit_json(*fit);
    if (options.json) {
        nlohmann::ordered_json json = in_english(report.json());
        json.update(further);
        fmt::print("{}\n", record_lines(json));
    } else {
        fmt::print("{}{}", text_report(report, {wall_seconds, isatty(STDOUT_FILENO) == 1}),
                   fit ? past_text(*fit) : "");
    }
    if (simulation.failure() != nullptr) print_errors(*simulation.failure(), options.json);
    if (folder != nullptr) {
        auto written = write_run_files(*folder, report, further, past ? &*past : nullptr);
        if (!written.ok())
            errors.insert(errors.end(), written.errors().begin(), written.errors().end());
        else if (!options.json)
            for (const std::string& path : written.value()) fmt::print("{}\n", path);
    }
    if (!errors.empty()) return print_errors(errors, options.json);
    return exit_code_of(simulation, report);
}

// What was recorded in the past, to compare the run with: --past, or the file that stands beside
// the scenario.
Result<std::optional<PastMetrics>> read_past(const RunOptions& options) {
    const std::string beside = past_file_beside(options.scenario.file);
    std::error_code none;
    if (options.past.empty() && !std::filesystem::exists(beside, none))
        return std::optional<PastMetrics>();
    auto past = read_past_metrics(options.past.empty() ? beside : options.past);
    if (!past.ok()) return past.errors();
    return std::optional(std::move(past.value()));
}

ExitCode run(const RunOptions& options) {
    catch_interrupts();
    const auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return print_errors(scenario.errors(), options.json);
    const auto until = end_of(options, scenario.value());
    if (!until.ok()) return print_errors(until.errors(), options.json);
    const auto past = read_past(options);
    if (!past.ok()) return print_errors(past.errors(), options.json);
    std::vector<std::string> inputs = input_files(scenario.value(), options.scenario.file);
    if (past.value()) inputs.push_back(past.value()->file);
    if (!options.checkpoint.empty()) {
        const Errors errors = check_output(options.checkpoint, inputs);
        if (!errors.empty()) return print_errors(errors, options.json);
    }
    std::unique_ptr<OutputFolder> folder;
    if (!options.out.empty()) {
        auto opened = OutputFolder::open(options.out, options.replace);
        if (!opened.ok()) return print_errors(opened.errors(), options.json);
        folder = std::move(opened.value());
    }
    const auto started = std::chrono::steady_clock::now();
    auto created = Simulation::create(scenario.value(), {.threads = options.threads});
    if (!created.ok()) return print_errors(created.errors(), options.json);
    Simulation& simulation = *created.value();
    Errors errors = resume(options, simulation);
    if (!errors.empty()) return print_errors(errors, options.json);
    simulate(simulation, until.value(), options.quiet || options.json);
    if (!options.checkpoint.empty())
        errors = write_checkpoint(Checkpoint::of(simulation), options.checkpoint, inputs);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started;
    return finish(options, simulation, folder.get(), past.value(), std::move(errors), wall.count());
}

}  // namespace

void add_run_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command =
        app.add_subcommand("run", "Simulate a scenario and report what was throttled");
    add_scenario_options(*command, options->scenario);
    command->add_option("--out", options->out,
                        "Folder for report.json, run.sqlite and the pictures");
    command->add_flag("--force", options->replace, "Replace the run that is in the folder");
    command->add_option("--until", options->until, "Stop at this simulated time, such as 10m");
    command->add_option(
        "--checkpoint", options->checkpoint,
        "Write a checkpoint when the run stops (at --until or on Ctrl-C), for --resume");
    command->add_option(
        "--resume", options->resume,
        "Continue from a checkpoint of the same scenario; takes only the remaining time");
    command
        ->add_option(
            "--threads", options->threads,
            "Number of threads, 1 to 3; default: one per processor. The result is the same")
        ->check(CLI::Range(std::size_t{1}, most_threads));
    command
        ->add_option("--past", options->past,
                     "Metrics of the past (CSV as metrics.csv of a run) to compare the minutes of "
                     "the run with; default: SCENARIO.past.csv, if there is such a file")
        ->type_name("FILE");
    command->add_flag("--json", options->json, "Print report.json instead of text");
    command->add_flag("-q,--quiet", options->quiet, "No progress line");
    command
        ->add_option("--eras", options->eras,
                     "Run under the rules of several eras and compare: all, or 2012,2016,2026")
        ->excludes("--out");
    command->callback([options, &result] {
        result = options->eras.empty() ? run(*options)
                                       : run_eras(options->scenario, options->eras, options->json);
    });
}

}  // namespace isotherm
