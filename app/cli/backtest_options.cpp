// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backtest_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/text_settings.h"
#include "app/cli/usage.h"
#include "engine/backtest/dynamic_dynamodb_file.h"
#include "engine/vocabulary/json_settings.h"
#include "engine/vocabulary/json_text.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/text_file.h"
#include "engine/scaling/policy_by_side.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_settings_file = std::size_t{16} << 20;

// Reads .json files as JSON, .conf and .ini files as Dynamic DynamoDB's own format, and all others
// as TOML.
Errors apply_settings_file(const BacktestCommandOptions& options, ScalingPolicyKind& policy) {
    const std::string& path = options.settings_file;
    const auto text = read_text_file(path, largest_settings_file);
    if (!text.ok()) return text.errors();
    if (path.ends_with(".json")) {
        const auto json = parse_json_text(text.value(), path, ExitCode::bad_scenario,
                                          ErrorNumber::bad_json_setting);
        if (!json.ok()) return json.errors();
        return apply_json_settings(json.value(), path, "", ExitCode::bad_scenario, policy);
    }
    if (path.ends_with(".conf") || path.ends_with(".ini")) {
        if (options.policy != "dynamic_dynamodb") {
            return {usage_error(ErrorNumber::options_contradict, "--settings",
                                "a .conf or .ini file configures dynamic_dynamodb only",
                                "use --policy dynamic_dynamodb, or a TOML file")};
        }
        return apply_dynamic_dynamodb_file(text.value(), path, {options.table, options.index},
                                           policy);
    }
    return read_settings_text(text.value(), path, policy);
}

Errors apply_sets(const std::vector<std::string>& sets, ScalingPolicyKind& policy) {
    std::map<std::string, std::string> values;
    for (const std::string& set : sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            return {usage_error(ErrorNumber::options_contradict, "--set",
                                fmt::format("\"{}\" is not NAME=VALUE", printable(set)),
                                "write --set target_utilization=0.7")};
        }
        values.insert_or_assign(set.substr(0, equals), set.substr(equals + 1));
    }
    return apply_text_settings(policy, values);
}

Error not_a_duration(const std::string& option, const std::string& text) {
    return usage_error(
        ErrorNumber::options_contradict, option,
        fmt::format("{} is \"{}\"; expected {}", option, printable(text), duration_form),
        fmt::format("for example {} 60s", option));
}

void add_output_options(CLI::App& command, BacktestCommandOptions& options) {
    command.add_option("--book", options.book, "Price book; default: the era's")
        ->check(CLI::IsMember(shipped_price_books().names()));
    command.add_option("--csv", options.csv, "Write a row per minute to this file");
    command.add_option("--plot", options.plot, "Draw the backtest to this file, .png or .svg");
    command.add_option("--decisions-only", options.decisions_only,
                       "JSON file of metric readings; prints only the policy's decisions on them");
    command.add_flag("--json", options.json, "Print JSON");
}

}  // namespace

Result<std::shared_ptr<ScalingPolicyKind>> configured_policy(
    const BacktestCommandOptions& options) {
    const auto& catalog = Catalog<ScalingPolicyKind>::instance();
    std::shared_ptr<ScalingPolicyKind> policy = PolicyBySide::named(options.policy);
    if (policy == nullptr) {
        return usage_error(ErrorNumber::options_contradict, "--policy",
                           fmt::format("there is no policy \"{}\"", printable(options.policy)),
                           suggestion_text(options.policy, catalog.names()));
    }
    if (!options.settings_file.empty()) {
        if (Errors errors = apply_settings_file(options, *policy); !errors.empty()) return errors;
    }
    if (Errors errors = apply_sets(options.sets, *policy); !errors.empty()) return errors;
    return policy;
}

SeriesOptions series_options(const BacktestCommandOptions& options) {
    return {.period_seconds = options.period,
            .table = options.table,
            .index = options.index,
            .units_per_event = options.throttle_units};
}

Result<BacktestOptions> backtest_options(const BacktestCommandOptions& options) {
    BacktestOptions backtest;
    backtest.era = *era_named(options.era);
    backtest.start = {options.start_read, options.start_write};
    backtest.is_index = !options.index.empty();
    const struct {
        const char* name;
        const std::string& text;
        SimDuration least;
    } durations[] = {{"--scaling-delay", options.scaling_delay, 0s},
                     {"--check-interval", options.check_interval, 1s},
                     {"--metric-delay", options.metric_delay, 0s}};
    std::array<std::optional<SimDuration>, 3> values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& [name, text, least] = durations[i];
        if (text.empty()) continue;
        values[i] = parse_duration(text);
        if (!values[i]) return not_a_duration(name, text);
        if (*values[i] < least || *values[i] > 24h) {
            return usage_error(
                ErrorNumber::options_contradict, name,
                fmt::format("{} is {}; expected {} to 24h", name, text, text_of(least)),
                fmt::format("for example {} 60s", name));
        }
    }
    backtest.scaling_delay = values[0];
    backtest.check_interval = values[1];
    backtest.metric_delay = values[2].value_or(backtest.metric_delay);
    return backtest;
}

void add_backtest_options(CLI::App& command, BacktestCommandOptions& options) {
    const double most = CapacityRate::highest.in_units_per_second();
    command.add_option(
        "series", options.series,
        "CSV with a row per minute, or CloudWatch's JSON (a file per metric, or one for all)");
    command.add_option(
        "--policy", options.policy,
        fmt::format("One of {}; or all, to compare them",
                    fmt::join(Catalog<ScalingPolicyKind>::instance().names(), ", ")));
    command.add_option("--settings", options.settings_file,
                       "The policy's settings: TOML, .json, or Dynamic DynamoDB's own .conf");
    command
        .add_option(
            "--set", options.sets,
            "One setting, as NAME=VALUE; read.NAME or write.NAME sets it for reads or writes only")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    command.add_option("--table", options.table,
                       "Table to use when the series or a .conf file has several");
    command.add_option("--index", options.index,
                       "Global index to use, in the series and in a .conf file");
    command
        .add_option("--era", options.era, "Era (year) of DynamoDB whose UpdateTable rules apply")
        ->check(CLI::IsMember(era_names()))
        ->capture_default_str();
    command.add_option("--scaling-delay", options.scaling_delay,
                       "How long each UpdateTable takes; default: depends on what it changes");
    command.add_option("--check-interval", options.check_interval,
                       "Time between two checks of the policy; default: the policy's own");
    command.add_option("--metric-delay", options.metric_delay,
                       "Time from a minute's end until CloudWatch shows it; default: 60s");
    command
        .add_option(
            "--start-read", options.start_read,
            "Read units provisioned at the start; default: as recorded, else for 70 % utilization")
        ->check(CLI::Range(1.0, most));
    command.add_option("--start-write", options.start_write, "Like --start-read, for write units")
        ->check(CLI::Range(1.0, most));
    command
        .add_option("--period", options.period,
                    "Seconds covered by each sum in the series, 60 to 86400 in whole minutes; "
                    "default: derived from the spacing of the points")
        ->check(CLI::Validator(
            [](const std::string& text) {
                const auto seconds = number_in<std::int64_t>(text);
                const bool good =
                    seconds && *seconds >= 60 && *seconds <= 86'400 && *seconds % 60 == 0;
                return good ? std::string() : "expected a multiple of 60, from 60 to 86400";
            },
            "SECONDS"));
    command
        .add_option("--throttle-units", options.throttle_units,
                    "Units assumed for each recorded throttle event; 0 ignores the events; "
                    "default: the mean units of a request, or 1")
        ->check(CLI::Range(0.0, 1e6));
    add_output_options(command, options);
}

}  // namespace isotherm
