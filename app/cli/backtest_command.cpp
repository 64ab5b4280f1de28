// SPDX-License-Identifier: Apache-2.0
// isotherm backtest: replays a recorded series of consumption and reports what a scaling policy
// would have done.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/backtest_options.h"
#include "app/cli/command.h"
#include "app/cli/expect_option.h"
#include "app/cli/text_settings.h"
#include "app/cli/usage.h"
#include "app/report/backtest_report.h"
#include "app/report/english.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/json_text.h"
#include "engine/scenario/scenario.h"
#include "engine/backtest/backtest_decisions.h"
#include "engine/vocabulary/text_file.h"

#ifdef ISOTHERM_HAS_PICTURES
#include "app/render/backtest_picture.h"
#endif

namespace isotherm {
namespace {

constexpr std::size_t largest_case_file = std::size_t{256} << 20;
constexpr std::string_view every_policy = "all";

ExitCode print_decisions(const BacktestCommandOptions& options) {
    const auto text = read_text_file(options.decisions_only, largest_case_file);
    if (!text.ok()) return print_errors(text.errors(), options.json);
    const Era era = *era_named(options.era);
    const auto decision_case = read_decision_case(text.value(), options.decisions_only, era);
    if (!decision_case.ok()) return print_errors(decision_case.errors(), options.json);
    const auto decisions = run_decisions(decision_case.value(), era);
    if (options.json) {
        fmt::print("{}\n", written_json(decisions_json(decisions)));
        return ExitCode::done;
    }
    for (const MadeDecision& decision : decisions) {
        fmt::print("{}  {:>6} {:>6} -> {:>6} {:>6}  {}\n", utc_text(decision.utc),
                   decision.before.read, decision.before.write, decision.after.read,
                   decision.after.write, english(decision.reason));
    }
    return ExitCode::done;
}

// Adds the cost of the backtest by the price book named `book`, with default billing settings.
NamedBacktest with_cost(const std::string& name, const BacktestSeries& series,
                        BacktestResult result, const std::string& book) {
    BillingSettings settings;
    settings.book = book;
    const PriceBook prices = shipped_price_books().named(book).value();
    const BacktestCost cost = backtest_cost(series, result, prices, settings);
    return {name, std::move(result), cost};
}

class OneBacktest {
public:
    OneBacktest(const BacktestCommandOptions& options, const BacktestSeries& series,
                const BacktestOptions& backtest)
        : options_(options), series_(series), backtest_(backtest) {}

    NamedBacktest run(const std::string& name, const ScalingPolicyKind& policy) {
        const bool rows = !options_.csv.empty();
        const bool picture = !options_.plot.empty();
        if (rows) csv_ = backtest_csv_header(series_);
        BacktestObserver observer;
        if (rows || picture) {
            observer = [this, rows, picture](std::size_t minute,
                                             const BySide<BacktestMinute>& sides,
                                             std::span<const ScalingRequest> requests) {
                if (rows) append_backtest_row(csv_, series_, minute, sides, requests);
                if (picture) minutes_.push_back(sides);
            };
        }
        return with_cost(name, series_, run_backtest(series_, backtest_, policy, observer),
                         options_.book);
    }

    Errors write(const NamedBacktest& backtest) const {
        if (!options_.csv.empty()) {
            if (Errors errors = write_file(options_.csv, csv_); !errors.empty()) return errors;
        }
        if (options_.plot.empty()) return {};
#ifdef ISOTHERM_HAS_PICTURES
        BacktestPicture picture{backtest.policy, series_.first, minutes_, backtest.result.requests};
        picture.series = &series_;
        const auto written = write_backtest_picture(options_.plot, picture);
        return written.ok() ? Errors{} : written.errors();
#else
        (void)backtest;
        return {usage_error(ErrorNumber::options_contradict, "backtest",
                            "this program was built without picture support",
                            "build it with -DISOTHERM_GUI=ON")};
#endif
    }

private:
    const BacktestCommandOptions& options_;
    const BacktestSeries& series_;
    const BacktestOptions& backtest_;
    std::string csv_;
    std::vector<BySide<BacktestMinute>> minutes_;
};

// Returns the errors in the output files that the user named, before anything is computed.
Errors unfit_outputs(const BacktestCommandOptions& options) {
    std::vector<std::string> inputs = options.series;
    inputs.push_back(options.settings_file);
    for (const std::string& path : {options.csv, options.plot}) {
        if (path.empty()) continue;
        if (Errors errors = check_output(path, inputs); !errors.empty()) return errors;
    }
    if (!options.csv.empty() && options.csv == options.plot)
        return {usage_error(ErrorNumber::options_contradict, "backtest",
                            "--csv and --plot name the same file", "name two files")};
    return {};
}

std::optional<Error> wrong_use(const BacktestCommandOptions& options) {
    if (options.series.empty()) {
        return usage_error(ErrorNumber::options_contradict, "backtest", "no series was given",
                           "name a CSV file, or --decisions-only FILE.json");
    }
    if (options.policy.empty())
        return usage_error(ErrorNumber::options_contradict, "backtest", "--policy is missing",
                           "write --policy all");
    const bool of_one = !options.expects.empty() || !options.csv.empty() || !options.plot.empty() ||
                        !options.sets.empty() || !options.settings_file.empty();
    if (options.policy == every_policy && of_one) {
        return usage_error(ErrorNumber::options_contradict, "backtest",
                           "--settings, --set, --csv, --plot and --expect need a single policy",
                           "name one policy, not all");
    }
    return std::nullopt;
}

// Runs every policy except `scheduled` with its default settings (`lambda_autoscale` without its
// cap), then the smallest fixed capacity that throttles nothing.
std::vector<NamedBacktest> every_backtest(const BacktestSeries& series,
                                          const BacktestOptions& options, const std::string& book) {
    const auto add_cost = [&](const std::string& name, BacktestResult result) {
        return with_cost(name, series, std::move(result), book);
    };
    const auto& catalog = Catalog<ScalingPolicyKind>::instance();
    std::vector<NamedBacktest> all;
    for (const std::string& name : catalog.names()) {
        if (name == "scheduled") continue;  // does nothing without a schedule
        const auto policy = catalog.create(name);
        // The policy's default limit is 100 units; here every policy may use up to the table's
        // quota.
        if (name == "lambda_autoscale") apply_text_settings(*policy, {{"max", "0"}});
        all.push_back(add_cost(name, run_backtest(series, options, *policy)));
    }
    BacktestOptions best = options;
    best.start = {smallest_fixed(series, Side::read, options.era),
                  smallest_fixed(series, Side::write, options.era)};
    all.push_back(add_cost("best fixed", run_backtest(series, best, *catalog.create("fixed"))));
    return all;
}

ExitCode print_results(const BacktestCommandOptions& asked, const BacktestSeries& series,
                       const Era& era, const std::vector<NamedBacktest>& results,
                       const std::vector<Expectation>& expectations) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    if (asked.json || !expectations.empty()) {
        for (const NamedBacktest& result : results)
            json.push_back(backtest_json(result, series, era));
    }
    // Expectations are allowed only if one policy was chosen, so the first element is the report
    // that they apply to.
    const auto judged =
        judge_expectations(expectations, json.empty() ? nlohmann::ordered_json() : json.front());
    if (!judged.ok()) return print_errors(judged.errors(), asked.json);
    if (!asked.json) {
        fmt::print("{}{}", backtest_text(results, series, era), text_of(judged.value()));
    } else {
        if (!expectations.empty()) json.front()["expectations"] = json_of(judged.value());
        fmt::print("{}\n", written_json(asked.policy == every_policy ? json : json.front()));
    }
    return exit_code_of(judged.value());
}

ExitCode backtest(const BacktestCommandOptions& asked) {
    if (!asked.decisions_only.empty()) return print_decisions(asked);
    if (const auto error = wrong_use(asked)) return print_errors({*error}, asked.json);
    if (const Errors errors = unfit_outputs(asked); !errors.empty())
        return print_errors(errors, asked.json);
    const auto expectations = read_expectations(asked.expects);
    if (!expectations.ok()) return print_errors(expectations.errors(), asked.json);
    const auto options = backtest_options(asked);
    if (!options.ok()) return print_errors(options.errors(), asked.json);
    std::shared_ptr<ScalingPolicyKind> policy;
    if (asked.policy != every_policy) {
        auto configured = configured_policy(asked);
        if (!configured.ok()) return print_errors(configured.errors(), asked.json);
        policy = std::move(configured.value());
    }
    const auto series = read_backtest_series(asked.series, series_options(asked));
    if (!series.ok()) return print_errors(series.errors(), asked.json);
    const Era& era = options.value().era;
    std::vector<NamedBacktest> results;
    if (policy == nullptr) {
        results = every_backtest(series.value(), options.value(), asked.book);
    } else {
        OneBacktest one(asked, series.value(), options.value());
        results.push_back(one.run(asked.policy, *policy));
        if (Errors errors = one.write(results.front()); !errors.empty())
            return print_errors(errors, asked.json);
    }
    return print_results(asked, series.value(), era, results, expectations.value());
}

}  // namespace

void add_backtest_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<BacktestCommandOptions>();
    CLI::App* command =
        app.add_subcommand("backtest", "Try a scaling policy on a recorded series of consumption");
    command->footer(
        "Example: isotherm backtest week.csv --policy target_tracking --set "
        "target_utilization=0.6\n"
        "CSV columns: minute,timestamp_utc,read_units_sum,write_units_sum");
    add_backtest_options(*command, *options);
    add_expect_option(*command, options->expects);
    command->callback([options, &result] {
        if (options->book.empty()) options->book = book_of_era(options->era);
        result = backtest(*options);
    });
}

}  // namespace isotherm
