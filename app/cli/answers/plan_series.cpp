// SPDX-License-Identifier: Apache-2.0
#include "app/cli/answers/plan_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/answers/plan_plot.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/backtest_report.h"
#include "app/report/plan_text.h"
#include "engine/plans/plan_json.h"
#include "engine/recording/output_file.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

// The report of a backtest, in which a promise finds its figures; throttled_share at the top is
// that of both sides.
nlohmann::ordered_json report_of(const BacktestResult& result, const BacktestSeries& series,
                                 const Era& era, const PriceBook& book,
                                 const BillingSettings& billing) {
    auto json =
        backtest_json({"plan", result, backtest_cost(series, result, book, billing)}, series, era);
    json["cost"]["month"]["total"] = json["cost_per_month"]["policy"];
    __int128 throttled = 0, demand = 0;
    for (const Side side : both_sides) {
        throttled += result.of(side).throttled;
        demand += result.of(side).demand;
    }
    json["totals"] = {{"throttled", result.of(Side::read).units(throttled)},
                      {"attempts", result.of(Side::read).units(demand)}};
    return json;
}

// What each side may throttle: the share of the whole, or of the side alone.
BySide<double> most_throttled(const Promise& promise) {
    BySide<double> most{1, 1};
    bool any = false;
    for (const Keep& keep : promise.keeps()) {
        const auto& limit = keep.expectation.at_most;
        if (!limit) continue;
        for (const Side side : both_sides) {
            const std::string own = std::string(side_names[side]) + ".throttled_share";
            if (!keep.throttled_share && keep.expectation.of != own) continue;
            most[side] = std::min(most[side], limit->value);
            any = true;
        }
    }
    return any ? most : BySide<double>{};
}

std::string applied_series_text(const SeriesPlan& plan) {
    const SeriesChoice& best = plan.best;
    std::string text =
        fmt::format("# Settings of target tracking that do what was planned: {}\n", best.text());
    for (const Side side : both_sides)
        text += fmt::format("{} = {{ {} }}\n", side_names[side], best.settings[side].as_tracking());
    return text;
}

Errors write_applied(const PlanSeriesOptions& options, const SeriesPlan& plan) {
    if (!options.apply) return {};
    if (plan.best.on_demand)
        return {usage_error(ErrorNumber::why_not_there, "--apply",
                            "on-demand mode is the cheapest, and has no policy to write",
                            "leave out --apply")};
    return write_file(options.out, applied_series_text(plan), options.files);
}

}  // namespace

bool is_series(const std::string& path) {
    return path.ends_with(".csv") || path.ends_with(".json");
}

ExitCode plan_recorded_series(const PlanSeriesOptions& options, const Promise& promise) {
    const Era era = *era_named(options.era);
    const auto series =
        read_backtest_series(options.files, {.table = options.table, .index = options.index});
    if (!series.ok()) return print_errors(series.errors(), options.json);
    BillingSettings billing;
    billing.book = options.book.empty() ? book_of_era(options.era) : options.book;
    const PriceBook book = billing.chosen_book();
    BacktestOptions backtest;
    backtest.era = era;
    backtest.is_index = !series.value().index.empty();
    const auto report = [&](const BacktestResult& result) {
        return report_of(result, series.value(), era, book, billing);
    };
    BacktestOptions shape = backtest;
    shape.find_best_fixed = false;
    const auto unknown = promise.unknown_in(
        report(run_backtest(series.value(), shape, *policy_of(BySide<SideSetting>{}))));
    if (!unknown.empty()) return print_errors(unknown, options.json);
    const SeriesPlan plan = plan_series(
        {.series = series.value(),
         .options = backtest,
         .most_throttled = most_throttled(promise),
         .keeps =
             [&](const BacktestResult& result) {
                 const auto judged = promise.judge(report(result));
                 return std::all_of(judged.begin(), judged.end(),
                                    [](const JudgedExpectation& one) { return one.holds; });
             },
         .book = book,
         .billing = billing,
         .payments = options.payments,
         .on_demand = era.on_demand,
         .stopping = [] { return interrupted_by().has_value(); }});
    if (plan.stopped) return ExitCode::interrupted;
    if (const Errors errors = write_applied(options, plan); !errors.empty())
        return print_errors(errors, options.json);
    if (const Errors errors = plot_plan(options.plot, plan_points(plan)); !errors.empty())
        return print_errors(errors, options.json);
    if (options.json)
        fmt::print("{}\n", written_json(plan_json(plan)));
    else
        fmt::print("{}", plan_text(plan, promise));
    return plan.chosen ? ExitCode::done : ExitCode::limit_broken;
}

}  // namespace isotherm
