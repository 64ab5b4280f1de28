// SPDX-License-Identifier: Apache-2.0
// isotherm plan: finds the cheapest settings of a scenario, or for a recorded series, that keep a
// promise.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/answer_commands.h"
#include "app/cli/answers/plan_plot.h"
#include "app/cli/answers/plan_series.h"
#include "app/cli/answers/seen_run.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/plan_text.h"
#include "engine/plans/over_settings.h"
#include "engine/plans/plan_json.h"
#include "engine/recording/output_file.h"
#include "engine/scenario/input_files.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

// A search takes about this many runs; only the progress line uses it.
constexpr std::uint64_t usual_runs = 32;

struct PlanOptions {
    std::vector<std::string> inputs;
    ScenarioOptions scenario;
    std::vector<std::string> keeps;
    std::vector<std::string> over;
    std::size_t seeds = 5;
    std::size_t threads = 0;
    bool no_commitments = false;
    PlanSeriesOptions series;
};

Error plan_error(std::string place, std::string what, std::string fix) {
    return usage_error(ErrorNumber::why_not_there, std::move(place), std::move(what),
                       std::move(fix));
}

Errors check_plan_options(const PlanOptions& options) {
    const PlanSeriesOptions& shared = options.series;
    if (shared.apply != !shared.out.empty())
        return {plan_error("--apply", "--apply and -o belong together",
                           "write --apply -o planned.toml")};
    if (is_series(options.inputs.front())) {
        if (!options.over.empty() || !options.scenario.sets.empty() ||
            !options.scenario.seed.empty())
            return {plan_error("plan", "--over, --set and --seed are for scenarios",
                               "leave them out: a recorded series is backtested")};
        return {};
    }
    if (options.inputs.size() > 1)
        return {plan_error("plan", "several scenarios were named", "plan one scenario at a time")};
    if (is_stored_run(options.inputs.front()))
        return {plan_error("plan", "settings are tried on a scenario, and this is a stored run",
                           "name the scenario")};
    return {};
}

// The promise of the command line, or else the scenario's limit, or else the usual one.
Result<Promise> promise_of(const PlanOptions& options, const Scenario* scenario) {
    std::vector<std::string> texts = options.keeps;
    if (texts.empty() && scenario != nullptr && scenario->limits.throttled_share.value < 1)
        texts.push_back(
            fmt::format("throttled_share <= {}", text_of(scenario->limits.throttled_share)));
    if (texts.empty()) texts.emplace_back(usual_promise);
    return Promise::read(texts);
}

Result<std::vector<SweepAxis>> axes_of(const std::vector<std::string>& texts) {
    std::vector<SweepAxis> axes;
    std::size_t combinations = 1;
    for (const std::string& text : texts) {
        auto axis = read_sweep_axis(text);
        if (!axis.ok()) {
            Errors errors = axis.errors();
            for (Error& error : errors) {
                error.place.file = "--over";
                if (const auto at = error.fix.find("--vary"); at != error.fix.npos)
                    error.fix.replace(at, 6, "--over");
            }
            return errors;
        }
        combinations *= axis.value().values.size();
        axes.push_back(std::move(axis.value()));
    }
    if (combinations > combinations_most)
        return plan_error("--over",
                          fmt::format("{} combinations of values; at most {} can be searched",
                                      combinations, combinations_most),
                          "name fewer values");
    return axes;
}

std::string applied_plan_text(const ScenarioPlan& plan, const Promise& promise) {
    std::string keeps;
    for (const Keep& keep : promise.keeps())
        keeps += (keeps.empty() ? "" : ", ") + printable(keep.text);
    return fmt::format("# Planned to keep {}: kept in {} of {} runs.\n{}", keeps, plan.kept_in,
                       plan.seeds, plan.text);
}

Errors write_outputs(const PlanOptions& options, const Scenario& scenario, const ScenarioPlan& plan,
                     const Promise& promise) {
    if (options.series.apply) {
        if (Errors errors = write_file(options.series.out, applied_plan_text(plan, promise),
                                       input_files(scenario, options.scenario.file));
            !errors.empty())
            return errors;
    }
    return plot_plan(options.series.plot, plan_points(plan));
}

ExitCode plan_of_scenario(PlanOptions options) {
    const bool json = options.series.json;
    options.scenario.file = options.inputs.front();
    const auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return print_errors(scenario.errors(), json);
    const auto overrides = read_overrides(options.scenario);
    if (!overrides.ok()) return print_errors(overrides.errors(), json);
    const auto promise = promise_of(options, &scenario.value());
    if (!promise.ok()) return print_errors(promise.errors(), json);
    const auto axes = axes_of(options.over);
    if (!axes.ok()) return print_errors(axes.errors(), json);
    if (options.series.apply) {
        const Errors errors =
            check_output(options.series.out, input_files(scenario.value(), options.scenario.file));
        if (!errors.empty()) return print_errors(errors, json);
    }
    CountLine progress(!json);
    const auto plan = plan_scenario(
        {.base = {scenario.value().text, options.scenario.file, overrides.value()},
         .promise = promise.value(),
         .over = axes.value(),
         .payments = options.series.payments,
         .seeds = options.seeds,
         .threads = options.threads > 0 ? options.threads
                                        : std::max(1U, std::thread::hardware_concurrency()),
         .stopping = [] { return interrupted_by().has_value(); },
         .done =
             [&](std::size_t runs) {
                 progress.show(runs, std::max<std::uint64_t>(runs, usual_runs), "runs");
             }});
    if (!plan.ok()) return print_errors(plan.errors(), json);
    if (!plan.value()) return ExitCode::interrupted;
    const ScenarioPlan& found = *plan.value();
    if (const Errors errors = write_outputs(options, scenario.value(), found, promise.value());
        !errors.empty())
        return print_errors(errors, json);
    if (json)
        fmt::print("{}\n", written_json(plan_json(found)));
    else
        fmt::print("{}", plan_text(found, promise.value()));
    return found.kept ? ExitCode::done : ExitCode::limit_broken;
}

ExitCode plan(PlanOptions options) {
    catch_interrupts();
    PlanSeriesOptions& series = options.series;
    if (const Errors errors = check_plan_options(options); !errors.empty())
        return print_errors(errors, series.json);
    if (const Errors errors = check_plan_plot(series.plot); !errors.empty())
        return print_errors(errors, series.json);
    if (options.no_commitments) series.payments.reserved = series.payments.savings_plan = false;
    if (!is_series(options.inputs.front())) return plan_of_scenario(std::move(options));
    const auto promise = promise_of(options, nullptr);
    if (!promise.ok()) return print_errors(promise.errors(), series.json);
    series.files = options.inputs;
    return plan_recorded_series(series, promise.value());
}

void add_series_options(CLI::App& command, PlanSeriesOptions& options) {
    constexpr auto group = "Recorded series";
    command.add_option("--table", options.table, "Table to use when the series has several")
        ->group(group);
    command.add_option("--index", options.index, "Global index to use")->group(group);
    command.add_option("--era", options.era, "Era (year) of DynamoDB whose rules apply")
        ->check(CLI::IsMember(era_names()))
        ->group(group);
    command.add_option("--book", options.book, "Price book; default: the era's")
        ->check(CLI::IsMember(shipped_price_books().names()))
        ->group(group);
}

}  // namespace

void add_plan_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<PlanOptions>();
    options->series.era = std::string(newest_era());
    CLI::App* command = app.add_subcommand(
        "plan", "Find the cheapest settings that keep a promise about throttling");
    command->footer(
        "Example: isotherm plan votes.toml --keep 'throttled_share <= 0.1 %' --apply -o new.toml");
    command
        ->add_option("input", options->inputs,
                     "Scenario (TOML), or a recorded series: CSV, or CloudWatch's JSON")
        ->required();
    command
        ->add_option("--keep", options->keeps,
                     "What must hold: 'FIGURE <= N', as in [limits] and [expect]; default: the "
                     "scenario's limit, or throttled_share <= 0.1 %")
        ->allow_extra_args(false);
    command
        ->add_option("--over", options->over,
                     "PATH=VALUES: a further setting to choose from, as in sweep --vary")
        ->allow_extra_args(false);
    command->add_option("--set", options->scenario.sets, "Set one value: path=value")
        ->allow_extra_args(false);
    command->add_option("--seed", options->scenario.seed, "Seed of the first run");
    command
        ->add_option("--seeds", options->seeds, "Seeds that the choice is proved with; default: 5")
        ->check(CLI::Range(1, 1'000));
    command->add_option("--threads", options->threads, "Runs at a time; default: one per processor")
        ->check(CLI::Range(1, 1'024));
    command->add_flag("--no-commitments", options->no_commitments,
                      "Neither reserved capacity nor a savings plan");
    command->add_option("--plot", options->series.plot,
                        "Picture of cost against throttling: .svg or .png");
    command->add_flag("--apply", options->series.apply, "Write the planned settings to -o");
    command->add_option("-o,--output", options->series.out, "The file for --apply");
    command->add_flag("--json", options->series.json, "Print the plan as JSON");
    add_series_options(*command, options->series);
    command->callback([options, &result] { result = plan(*options); });
}

}  // namespace isotherm
