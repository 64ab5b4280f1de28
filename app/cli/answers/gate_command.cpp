// SPDX-License-Identifier: Apache-2.0
// isotherm gate: runs several scenarios and tells whether each keeps its limits and expectations,
// and throttles no more than a stored run of it, in a form that CI systems show.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/answer_commands.h"
#include "app/cli/answers/compared.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/comparison_text.h"
#include "app/report/demand_text.h"
#include "app/report/gate_text.h"
#include "app/report/run_directory/run_files.h"
#include "engine/recording/output_file.h"
#include "engine/run/comparison.h"
#include "engine/toml/toml_layout.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

struct GateOptions {
    std::vector<std::string> scenarios;
    std::vector<std::string> sets;
    std::string out;
    std::string against;
    std::string format = "text";
    std::vector<std::string> files;  // FORMAT=FILE
    bool replace = false;
    bool warnings = false;
    bool strict = false;
    bool json = false;
};

// "orders" of "scenarios/orders.toml": also the name of its folder in --out and --against.
std::string stem_of(const std::string& file) { return fs::path(file).stem().string(); }

Error gate_error(std::string place, std::string what, std::string fix) {
    return usage_error(ErrorNumber::options_contradict, std::move(place), std::move(what),
                       std::move(fix));
}

Errors check_options(const GateOptions& options) {
    std::error_code ignored;
    if (!options.against.empty() && !fs::is_directory(options.against, ignored))
        return {Error{ExitCode::input_missing,
                      ErrorNumber::bad_manifest,
                      {.file = options.against},
                      "there is no such folder of runs",
                      "write it on the main branch: isotherm gate S... --out DIR"}};
    if (options.out.empty() && options.against.empty()) return {};
    std::set<std::string> stems;
    for (const std::string& file : options.scenarios)
        if (!stems.insert(stem_of(file)).second)
            return {gate_error(file,
                               fmt::format("two scenarios are called \"{}\", so their runs would "
                                           "share a folder",
                                           printable(stem_of(file))),
                               "rename one, or leave out --out and --against")};
    return {};
}

// Where the scenario has this limit; line 0 if it does not stand in its own text.
Place place_of_limit(const Scenario& scenario, const std::string& file, const std::string& name) {
    const auto sections = toml_sections(scenario.text);
    const TomlEntry* entry = sections ? toml_entry_at(*sections, {"limits", name}) : nullptr;
    if (entry == nullptr) return {.file = file};
    const auto before = std::string_view(scenario.text).substr(0, entry->begin);
    return {.file = file, .line = 1 + std::count(before.begin(), before.end(), '\n')};
}

// The limits that the scenario sets, in words.
std::vector<std::pair<std::string, std::string>> limits_of(const Scenario& scenario) {
    const Limits defaults;
    const Limits& limits = scenario.limits;
    std::vector<std::pair<std::string, std::string>> list;
    if (limits.throttled_share != defaults.throttled_share)
        list.emplace_back("throttled_share", "at most " + text_of(limits.throttled_share));
    if (limits.throttled_share_least != defaults.throttled_share_least)
        list.emplace_back("throttled_share_least",
                          "at least " + text_of(limits.throttled_share_least));
    if (limits.given_up_share != defaults.given_up_share)
        list.emplace_back("given_up_share", "at most " + text_of(limits.given_up_share));
    if (limits.cost_per_month > 0)
        list.emplace_back("cost_per_month", fmt::format("at most ${}", limits.cost_per_month));
    return list;
}

void judge_promises(const RunReport& report, const std::string& file, GateResult& result) {
    const Scenario& scenario = report.scenario();
    for (const auto& [name, text] : limits_of(scenario)) {
        GateCheck check{GateCheckKind::limit, name, true, text,
                        place_of_limit(scenario, file, name)};
        for (const BrokenLimit& broken : report.broken_limits()) {
            if (broken.name != name) continue;
            check.holds = false;
            check.text = broken.text;
        }
        result.checks.push_back(std::move(check));
    }
    for (const JudgedExpectation& one : report.expectations()) {
        const auto found = scenario.expectations.find(one.name);
        result.checks.push_back(
            {GateCheckKind::expectation, one.name, one.holds, one.text,
             found == scenario.expectations.end() ? Place{.file = file} : found->second.place});
    }
}

// The run with the scenario's name in --against, or --against itself.
std::string stored_run_for(const GateOptions& options, const std::string& file) {
    std::error_code ignored;
    const fs::path named = fs::path(options.against) / stem_of(file);
    if (fs::is_directory(named, ignored)) return named.string();
    const bool is_run = fs::exists(fs::path(options.against) / "manifest.json", ignored);
    return is_run && options.scenarios.size() == 1 ? options.against : "";
}

void judge_against(const GateOptions& options, const RunReport& report, const std::string& file,
                   GateResult& result) {
    if (options.against.empty()) return;
    const std::string path = stored_run_for(options, file);
    if (path.empty()) {
        result.notes.push_back(
            fmt::format("{} has no run of {} to compare with.", options.against, stem_of(file)));
        return;
    }
    const auto stored = seen_run({path, {}, ""}, true);
    if (!stored.ok()) {
        result.errors = stored.errors();
        return;
    }
    const SeenRun& before = stored.value();
    const std::int64_t seconds =
        std::min(before.recording().seconds(), report.recording().seconds());
    if (seconds <= 0) {
        result.errors = {gate_error(path, "the stored run and this one have no second in common",
                                    "store a run that got further")};
        return;
    }
    const Comparison comparison =
        comparison_of({compared_part(before.recording(), before.scenario(), seconds)},
                      {compared_part(report.recording(), &report.scenario(), seconds)});
    std::vector<std::string> different;
    if (before.scenario() != nullptr)
        different = differences(*before.scenario(), report.scenario());
    result.notes.insert(result.notes.end(), before.notes.begin(), before.notes.end());
    const std::vector<std::string> unlike =
        unlike_notes({before.scenario(), before.recording().seconds()},
                     {&report.scenario(), report.recording().seconds()}, true);
    for (const std::string& note : unlike)
        result.notes.push_back(fmt::format("Against {} (A): {}", path, note));
    result.checks.push_back({GateCheckKind::no_worse,
                             stem_of(file),
                             !comparison.worse(),
                             comparison_sentence(comparison, different),
                             {.file = file}});
}

// What `isotherm check` warns about, before the run.
Errors judge_demand(const GateOptions& options, const Scenario& scenario, const std::string& file,
                    GateResult& result) {
    if (!options.warnings && !options.strict) return {};
    const auto demand = find_demand(scenario);
    if (!demand.ok()) return demand.errors();
    for (const DemandWarning& warning : demand_warnings(scenario, demand.value()))
        result.checks.push_back({GateCheckKind::warning,
                                 warning.cause,
                                 false,
                                 warning.sentence,
                                 {.file = file},
                                 options.strict});
    return {};
}

Errors write_run(const GateOptions& options, const RunReport& report, const std::string& file,
                 GateResult& result) {
    if (options.out.empty()) return {};
    result.folder = (fs::path(options.out) / stem_of(file)).string();
    auto folder = OutputFolder::open(result.folder, options.replace);
    if (!folder.ok()) return folder.errors();
    const auto written = write_run_files(*folder.value(), report);
    return written.ok() ? Errors{} : written.errors();
}

Errors run_scenario(const GateOptions& options, const std::string& file, GateResult& result) {
    const auto scenario = read_scenario({file, options.sets, ""});
    if (!scenario.ok()) return scenario.errors();
    result.name = scenario.value().name;
    if (Errors errors = judge_demand(options, scenario.value(), file, result); !errors.empty())
        return errors;
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (!simulation.finished() && !interrupted_by())
        simulation.advance(simulation.now() + stopping_interval);
    if (simulation.failure() != nullptr) return *simulation.failure();
    if (interrupted_by()) return {};
    const RunReport report = simulation.report();
    const Totals totals = report.recording().totals();
    result.fingerprint = report.fingerprint();
    result.attempts = totals.attempts;
    result.throttled = totals.throttled;
    const Statement& month = report.bill().bill.month;
    if (month.complete()) result.cost_month = month.total.in_dollars();
    judge_promises(report, file, result);
    judge_against(options, report, file, result);
    if (!result.errors.empty()) return result.errors;
    return write_run(options, report, file, result);
}

const std::vector<std::string> formats{"text", "json", "junit", "markdown", "github"};

std::string in_format(const std::string& format, const std::vector<GateResult>& results) {
    if (format == "json") return written_json(gate_json(results)) + "\n";
    if (format == "junit") return gate_junit(results);
    if (format == "markdown") return gate_markdown(results);
    if (format == "github") return gate_github(results);
    return gate_text(results);
}

struct GateFile {
    std::string format;
    std::string path;
};

// Reads the values of --write before anything runs.
Result<std::vector<GateFile>> read_files(const GateOptions& options) {
    std::vector<GateFile> files;
    for (const std::string& word : options.files) {
        const std::size_t equals = word.find('=');
        GateFile file{word.substr(0, equals), equals == word.npos ? "" : word.substr(equals + 1)};
        if (file.path.empty() ||
            std::find(formats.begin(), formats.end(), file.format) == formats.end())
            return gate_error("--write",
                              fmt::format("\"{}\" is not FORMAT=FILE with a format of this command",
                                          printable(word)),
                              "write --write junit=gate.xml");
        const Errors errors = check_output(file.path, options.scenarios);
        if (!errors.empty()) return errors;
        files.push_back(std::move(file));
    }
    return files;
}

// A scenario that cannot run counts more than one that breaks a promise.
ExitCode gate_exit_code(const std::vector<GateResult>& results) {
    for (const GateResult& result : results)
        if (!result.errors.empty()) return result.errors.front().exit_code;
    return gate_passed(results) ? ExitCode::done : ExitCode::limit_broken;
}

ExitCode gate(GateOptions options) {
    catch_interrupts();
    if (options.json) options.format = "json";
    if (const Errors errors = check_options(options); !errors.empty())
        return print_errors(errors, options.format == "json");
    const auto files = read_files(options);
    if (!files.ok()) return print_errors(files.errors(), options.format == "json");
    std::vector<GateResult> results;
    CountLine progress(options.format == "text");
    for (const std::string& file : options.scenarios) {
        progress.show(results.size(), options.scenarios.size(), "scenarios");
        GateResult result;
        result.file = file;
        result.name = stem_of(file);
        const auto started = std::chrono::steady_clock::now();
        result.errors = run_scenario(options, file, result);
        if (interrupted_by()) return ExitCode::interrupted;
        result.wall_seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        results.push_back(std::move(result));
    }
    fmt::print("{}", in_format(options.format, results));
    for (const GateFile& file : files.value()) {
        const Errors errors =
            write_file(file.path, in_format(file.format, results), options.scenarios);
        if (!errors.empty()) return print_errors(errors, options.format == "json");
    }
    return gate_exit_code(results);
}

}  // namespace

void add_gate_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<GateOptions>();
    CLI::App* command = app.add_subcommand(
        "gate", "Run several scenarios and exit with 3 if any breaks a limit or an expectation");
    command->add_option("scenarios", options->scenarios, "Scenario files (TOML)")->required();
    command
        ->add_option("--set", options->sets,
                     "Change a setting of every scenario: tables.votes.capacity.write=2000")
        ->allow_extra_args(false);
    command->add_option("--out", options->out,
                        "Folder for a run directory of each scenario, named like its file");
    command->add_flag("--force", options->replace, "Replace the runs that are there");
    command->add_option("--against", options->against,
                        "Folder that --out wrote on the main branch; a scenario that throttles a "
                        "larger share than its run there breaks the gate");
    command->add_flag("--warnings", options->warnings,
                      "Also tell what `isotherm check` warns about");
    command->add_flag("--strict", options->strict, "These warnings break the gate");
    command
        ->add_option("--format", options->format,
                     "text, json, junit, markdown or github (annotations); default: text")
        ->check(CLI::IsMember(formats));
    command
        ->add_option("--write", options->files,
                     "Write another format to a file: junit=gate.xml; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--json", options->json, "The same as --format json");
    command->callback([options, &result] { result = gate(*options); });
}

}  // namespace isotherm
