// SPDX-License-Identifier: Apache-2.0
// isotherm fix: tries what may end the throttling of a scenario, and writes the change that the
// user chooses.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/answer_commands.h"
#include "app/cli/answers/seen_run.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/findings_text.h"
#include "app/report/remedies_text.h"
#include "engine/insight/findings.h"
#include "engine/insight/trials_json.h"
#include "engine/plans/schedule_remedies.h"
#include "engine/recording/output_file.h"
#include "engine/scenario/input_files.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

struct FixOptions {
    ScenarioOptions scenario;
    std::size_t seeds = 5;
    std::size_t threads = 0;
    std::size_t apply = 0;  // number of a remedy; 0: none
    std::string out;
    bool json = false;
};

Error fix_error(std::string place, std::string what, std::string fix) {
    return usage_error(ErrorNumber::why_not_there, std::move(place), std::move(what),
                       std::move(fix));
}

Errors check_options(const FixOptions& options) {
    if ((options.apply > 0) != !options.out.empty())
        return {fix_error("--apply", "--apply and -o belong together",
                          "write --apply 1 -o fixed.toml")};
    return {};
}

// Remedies are tried on the scenario that the run directory keeps.
Errors check_scenario(const FixOptions& options, const SeenRun& seen) {
    if (seen.scenario() == nullptr)
        return {fix_error("fix",
                          fmt::format("the run \"{}\" holds no scenario that this version can read",
                                      printable(options.scenario.file)),
                          "name the scenario file; `isotherm why` tells the causes of the run")};
    if (seen.simulation == nullptr && !seen.input_missing.empty())
        return {fix_error("fix",
                          fmt::format("the run replays \"{}\", and a run directory does not say "
                                      "from which folder",
                                      printable(seen.input_missing)),
                          "name the scenario file")};
    return {};
}

// The expectations of the scenario that its remedy breaks, with the scenario's own seed; often they
// are that it throttles. Empty: they all hold.
std::string broken_text(const TriedRemedy& tried) {
    const std::vector<std::string>& broken = tried.after.front().broken;
    if (broken.empty()) return "";
    std::string names;
    for (const std::string& name : broken)
        names += (names.empty() ? "expect." : ", expect.") + printable(name);
    return fmt::format("With this remedy, `isotherm run` exits with 3 until you change {}.", names);
}

// The scenario with the change, and above it what changed and what came of it.
std::string applied_text(const TriedRemedy& tried, const Trials& trials) {
    const std::string broken = broken_text(tried);
    return fmt::format("# {}: {}\n# {} ({} seed{}).\n{}{}", remedy_text(tried.remedy.kind),
                       printable(tried.remedy.change()), trial_text(tried, trials),
                       trials.before.size(), trials.before.size() == 1 ? "" : "s",
                       broken.empty() ? "" : "# " + broken + "\n", tried.text);
}

Errors apply(const FixOptions& options, const Scenario& scenario, const Trials& trials) {
    if (options.apply == 0) return {};
    if (options.apply > trials.tried.size())
        return {fix_error(
            "--apply",
            trials.tried.empty()
                ? std::string("there is no remedy to apply")
                : fmt::format("there {} {} remed{}", trials.tried.size() == 1 ? "is" : "are",
                              trials.tried.size(), trials.tried.size() == 1 ? "y" : "ies"),
            trials.tried.empty() ? "leave out --apply"
                                 : "choose a number that `isotherm fix` lists")};
    return write_file(options.out, applied_text(trials.tried[options.apply - 1], trials),
                      input_files(scenario, options.scenario.file));
}

Result<std::optional<Trials>> tried(const FixOptions& options,
                                    const std::vector<ThrottleFinding>& findings,
                                    const SeenRun& seen) {
    const auto overrides = read_overrides(options.scenario);
    if (!overrides.ok()) return overrides.errors();
    const TriedText base{seen.scenario_text(), options.scenario.file, overrides.value()};
    CountLine progress(!options.json);
    TrialExecution how;
    how.seeds = options.seeds;
    how.threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    how.stopping = [] { return interrupted_by().has_value(); };
    how.done = [&](std::size_t done, std::size_t all) { progress.show(done, all, "runs"); };
    std::vector<Remedy> remedies = remedies_of(findings, seen.recording(), *seen.scenario());
    for (Remedy& schedule : schedule_remedies(findings, seen.recording()))
        remedies.push_back(std::move(schedule));
    return try_remedies(base, std::move(remedies), how);
}

void print_applied(const FixOptions& options, const TriedRemedy& tried) {
    fmt::print("Remedy {} is written to {}.\n", options.apply, printable(options.out));
    if (const std::string broken = broken_text(tried); !broken.empty()) fmt::print("{}\n", broken);
}

void print_answer(const FixOptions& options, const std::vector<ThrottleFinding>& findings,
                  const SeenRun& seen, const Trials& trials) {
    if (options.json) {
        fmt::print(
            "{}\n",
            written_json({{"findings", findings_json(findings, trials)},
                          {"applied", options.apply > 0 ? nlohmann::ordered_json(options.apply)
                                                        : nlohmann::ordered_json(nullptr)},
                          {"seeds", options.seeds},
                          {"growth", findings.empty() ? growth_json(seen.recording())
                                                      : nlohmann::ordered_json(nullptr)}}));
        return;
    }
    for (const std::string& note : seen.notes) fmt::print("{}\n", note);
    fmt::print("{}", fix_text(seen.recording(), findings, trials));
    if (findings.empty()) fmt::print("{}", growth_text(seen.recording()));
    if (options.apply > 0) print_applied(options, trials.tried[options.apply - 1]);
}

ExitCode fix(const FixOptions& options) {
    catch_interrupts();
    if (const Errors errors = check_options(options); !errors.empty())
        return print_errors(errors, options.json);
    const auto seen = seen_run(options.scenario, options.json);
    if (!seen.ok()) return print_errors(seen.errors(), options.json);
    if (interrupted_by()) return ExitCode::interrupted;
    if (const Errors errors = check_scenario(options, seen.value()); !errors.empty())
        return print_errors(errors, options.json);
    const Scenario& scenario = *seen.value().scenario();
    if (!options.out.empty()) {
        const Errors errors =
            check_output(options.out, input_files(scenario, options.scenario.file));
        if (!errors.empty()) return print_errors(errors, options.json);
    }
    const auto findings = findings_of(seen.value().recording(), &scenario);
    Trials trials;
    if (!findings.empty()) {
        auto answer = tried(options, findings, seen.value());
        if (!answer.ok()) return print_errors(answer.errors(), options.json);
        if (!answer.value()) return ExitCode::interrupted;
        trials = std::move(*answer.value());
    }
    if (const Errors errors = apply(options, scenario, trials); !errors.empty())
        return print_errors(errors, options.json);
    print_answer(options, findings, seen.value(), trials);
    return ExitCode::done;
}

}  // namespace

void add_fix_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<FixOptions>();
    CLI::App* command = app.add_subcommand(
        "fix", "Tell why a scenario throttles, and try what may end it on the same requests");
    add_scenario_options(*command, options->scenario);
    command->get_option("scenario")->description("Scenario file (TOML), or the folder of a run");
    command->add_option("--seeds", options->seeds, "Runs with and without each remedy; default: 5")
        ->check(CLI::Range(1, 1'000));
    command->add_option("--threads", options->threads, "Runs at a time; default: one per processor")
        ->check(CLI::Range(1, 1'024));
    command->add_option("--apply", options->apply, "Write the scenario with this remedy to -o")
        ->check(CLI::Range(1, 1'000));
    command->add_option("-o,--output", options->out, "The file for --apply");
    command->add_flag("--json", options->json, "Print findings and remedies as JSON");
    command->callback([options, &result] { result = fix(*options); });
}

}  // namespace isotherm
