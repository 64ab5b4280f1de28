// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sweep_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/usage.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

Result<SweepNumber> read_number(const std::string& text) {
    constexpr std::string_view fix = "write --number hot=tables.votes.partitions_throttled";
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const bool plain =
        std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
    const auto error = [&](std::string what, std::string how) {
        return usage_error(ErrorNumber::bad_sweep_option, "--number", std::move(what),
                           std::move(how));
    };
    if (equals == text.npos || name.empty() || !plain)
        return error(fmt::format("\"{}\" is not NAME=FIGURE", printable(text)), std::string(fix));
    for (const char* column : {"run", "number", "seed", "fingerprint", "failure"})
        if (name == column)
            return error(fmt::format("{} is the name of a column of its own", name),
                         "choose another name");
    auto figure = Figure::parse(std::string_view(text).substr(equals + 1));
    if (auto* wrong = std::get_if<FigureError>(&figure))
        return error(std::move(wrong->what), std::move(wrong->fix));
    return SweepNumber{name, text.substr(equals + 1), std::get<Figure>(std::move(figure))};
}

}  // namespace

void add_sweep_options(CLI::App& command, SweepOptions& options) {
    add_scenario_options(command, options.scenario);
    command
        .add_option("--vary", options.vary,
                    "PATH=500,1000,2000 or PATH=500..4000:8 or PATH=10..10000:log4; several are "
                    "combined")
        ->allow_extra_args(false);
    command.add_flag("--zip", options.zip,
                     "Vary all settings together: first values, second values, …");
    command.add_option("--seeds", options.seeds, "Runs of each setting, with different seeds")
        ->check(CLI::Range(1, 10'000));
    command
        .add_option("--number", options.numbers,
                    "NAME=FIGURE: a number of report.json, such as hot=totals.throttled / 60")
        ->allow_extra_args(false);
    command.add_option("--out", options.out,
                       "Folder for sweep.csv, sweep.json and sweep.sqlite; continues a sweep that "
                       "was stopped");
    command.add_flag("--yes", options.yes, "Allow more than 100,000 runs");
}

Result<SweepPart> read_part(const std::string& text) {
    if (text.empty()) return SweepPart{};
    const std::size_t slash = text.find('/');
    const auto part = number_in<std::uint64_t>(text.substr(0, slash));
    const auto parts = number_in<std::uint64_t>(
        slash == text.npos ? "" : std::string_view(text).substr(slash + 1));
    if (part && parts && *part >= 1 && *part <= *parts) return SweepPart{*part - 1, *parts};
    return usage_error(ErrorNumber::bad_sweep_option, "--part",
                       fmt::format("\"{}\" is not a part such as 1/4", printable(text)),
                       "write --part 1/4 to --part 4/4 on four machines");
}

Errors read_plan(const SweepOptions& options, SweepPlan& plan) {
    Errors errors;
    const auto keep = [&errors](const Errors& more) {
        errors.insert(errors.end(), more.begin(), more.end());
    };
    plan.file = options.scenario.file;
    plan.zipped = options.zip;
    plan.seeds = options.seeds;
    auto overrides = read_overrides(options.scenario);
    if (overrides.ok())
        plan.overrides = std::move(overrides.value());
    else
        keep(overrides.errors());
    for (const std::string& text : options.vary) {
        auto axis = read_sweep_axis(text);
        if (axis.ok())
            plan.axes.push_back(std::move(axis.value()));
        else
            keep(axis.errors());
    }
    for (const std::string& text : options.numbers) {
        auto number = read_number(text);
        if (number.ok())
            plan.numbers.push_back(std::move(number.value()));
        else
            keep(number.errors());
    }
    if (plan.numbers.empty()) plan.numbers = usual_sweep_numbers();
    if (errors.empty() && plan.runs() > sweep_runs_most && !options.yes)
        keep({usage_error(ErrorNumber::too_many_runs, "--vary",
                          fmt::format("the sweep has {} runs, more than {}", grouped(plan.runs()),
                                      grouped(sweep_runs_most)),
                          "vary less, or confirm with --yes")});
    if (errors.empty()) keep(plan.check());
    return errors;
}

}  // namespace isotherm
