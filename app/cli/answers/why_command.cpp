// SPDX-License-Identifier: Apache-2.0
// isotherm why: tells why a run throttled, or explains one moment of one partition.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/answers/seen_run.h"
#include "app/cli/answers/why_cell.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/findings_text.h"
#include "engine/insight/findings.h"
#include "engine/insight/findings_json.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

struct WhyOptions {
    ScenarioOptions scenario;  // its file may also be a run directory or run.sqlite
    CellQuestion cell;
    bool json = false;
};

void print_findings(const SeenRun& seen, bool json) {
    const Recording& recording = seen.recording();
    const std::vector<ThrottleFinding> findings = findings_of(recording, seen.scenario());
    if (!json) {
        for (const std::string& note : seen.notes) fmt::print("{}\n", note);
        fmt::print("{}", findings_text(recording, findings));
        return;
    }
    const Totals totals = recording.totals();
    fmt::print("{}\n", written_json({{"name", recording.name},
                                     {"attempts", totals.attempts},
                                     {"throttled", totals.throttled},
                                     {"findings", findings_json(findings)},
                                     {"notes", seen.notes}}));
}

ExitCode why(const WhyOptions& options) {
    catch_interrupts();
    if (options.json && options.cell.asked())
        return print_errors({usage_error(ErrorNumber::why_not_there, "--json",
                                         "the explanation of one moment is text only",
                                         "leave out --json, or ask about the whole run: without "
                                         "--at, --table, --side and --partition")},
                            true);
    const auto seen = seen_run(options.scenario, options.json);
    if (!seen.ok()) return print_errors(seen.errors(), options.json);
    if (options.cell.asked())
        return explain_cell(options.cell, seen.value().recording(), seen.value().scenario());
    print_findings(seen.value(), options.json);
    return interrupted_by() ? ExitCode::interrupted : ExitCode::done;
}

}  // namespace

void add_why_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<WhyOptions>();
    CLI::App* command = app.add_subcommand(
        "why", "Tell why a run throttled, or explain one moment of one partition, step by step");
    add_scenario_options(*command, options->scenario);
    command->get_option("scenario")->description("Scenario file (TOML), or the folder of a run");
    command->add_option("--at", options->cell.at,
                        "Explain a moment of the run, such as 10m; default with --table, --side or "
                        "--partition: the worst throttling episode");
    command->add_option("--table", options->cell.table,
                        "Table, or index (\"votes / by_date\"); default: the most throttled one");
    command
        ->add_option("--side", options->cell.side,
                     "read or write; default: the more throttled side")
        ->check(CLI::IsMember({"read", "write"}));
    command->add_option("--partition", options->cell.partition,
                        "Partition, such as P3; default: the most throttled one at that moment");
    command->add_flag("--json", options->json, "Print the causes as JSON");
    command->callback([options, &result] { result = why(*options); });
}

}  // namespace isotherm
