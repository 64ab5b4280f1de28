// SPDX-License-Identifier: Apache-2.0
// isotherm compare: shows how the results of scenario B differ from those of scenario A, and
// whether the difference is more than chance.

#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/scenario_options.h"
#include "app/report/english.h"
#include "engine/insight/run_comparison.h"
#include "engine/run/seed_comparison.h"
#include "engine/run/simulation.h"

namespace isotherm {
namespace {

struct CompareOptions {
    ScenarioOptions a;
    std::string b;
    std::vector<std::string> b_sets;
};

Result<RunFigures> figures_until(const Scenario& scenario, SimTime until) {
    auto created = Simulation::create(scenario);
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (simulation.now() < until && !simulation.finished() && !interrupted_by())
        simulation.advance(std::min(simulation.now() + stopping_interval, until));
    if (simulation.failure() != nullptr) return *simulation.failure();
    const RunReport report = simulation.report();
    return figures_of(report.recording(), scenario, whole_seconds(until));
}

ExitCode compare(const CompareOptions& options) {
    catch_interrupts();
    const auto a = read_scenario(options.a);
    if (!a.ok()) return print_errors(a.errors(), false);
    ScenarioOptions of_b{options.b.empty() ? options.a.file : options.b, options.b_sets,
                         options.a.seed};
    const auto b = read_scenario(of_b);
    if (!b.ok()) return print_errors(b.errors(), false);
    const SimTime until = sim_start + std::min(a.value().duration, b.value().duration);
    const std::vector<std::string> different = differences(a.value(), b.value());
    if (different.empty()) {
        fmt::print("B is the same scenario as A, so it gives the same run.\n");
        return ExitCode::done;
    }
    for (const std::string& line : different) fmt::print("B: {}\n", printable(line));
    if (a.value().duration != b.value().duration)
        fmt::print("Compared up to {}, where the shorter run ends.\n", text_of(until - sim_start));
    const auto figures_a = figures_until(a.value(), until);
    if (!figures_a.ok()) return print_errors(figures_a.errors(), false);
    const auto figures_b = figures_until(b.value(), until);
    if (!figures_b.ok()) return print_errors(figures_b.errors(), false);
    for (const Message& sentence : compared(figures_a.value(), figures_b.value()))
        fmt::print("{}\n", english(sentence));
    const auto difference =
        compare_seeds(a.value(), b.value(),
                      {.until = until, .stopping = [] { return interrupted_by().has_value(); }});
    if (!difference.ok()) return print_errors(difference.errors(), false);
    if (!difference.value()) return ExitCode::interrupted;
    fmt::print("{}\n", english(verdict(*difference.value())));
    return ExitCode::done;
}

}  // namespace

void add_compare_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<CompareOptions>();
    CLI::App* command = app.add_subcommand(
        "compare", "Show how scenario B's results differ from A's, checked with ten seeds");
    add_scenario_options(*command, options->a);
    command->add_option("b", options->b, "Scenario B; default: A, changed by --set-b");
    command->add_option("--set-b", options->b_sets, "The same as --set, for B")
        ->allow_extra_args(false);
    command->callback([options, &result] { result = compare(*options); });
}

}  // namespace isotherm
