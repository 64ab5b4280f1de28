// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backtest_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/text_settings.h"
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

Error usage_error(std::string_view option, std::string what, std::string fix) {
    return {ExitCode::usage, 2, {.file = std::string(option)}, std::move(what), std::move(fix)};
}

// TOML by default; JSON and Dynamic DynamoDB's own form by the file's name.
Errors apply_settings_file(const BacktestCommandOptions& options, ScalingPolicyKind& policy) {
    const std::string& path = options.settings_file;
    const auto text = read_text_file(path, largest_settings_file);
    if (!text.ok()) return text.errors();
    if (path.ends_with(".json")) {
        const auto json = parse_json_text(text.value(), path, ExitCode::bad_scenario, 650);
        if (!json.ok()) return json.errors();
        return apply_json_settings(json.value(), path, "", ExitCode::bad_scenario, policy);
    }
    if (path.ends_with(".conf") || path.ends_with(".ini")) {
        if (options.policy != "dynamic_dynamodb") {
            return {usage_error("--settings", "such a file configures dynamic_dynamodb only",
                                "use --policy dynamic_dynamodb, or TOML")};
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
            return {usage_error("--set", fmt::format("\"{}\" is not NAME=VALUE", printable(set)),
                                "write --set target_utilization=0.7")};
        }
        values.insert_or_assign(set.substr(0, equals), set.substr(equals + 1));
    }
    return apply_text_settings(policy, values);
}

Error not_a_duration(std::string_view option, const std::string& text) {
    return usage_error(
        option, fmt::format("{} is \"{}\"; expected {}", option, printable(text), duration_form),
        fmt::format("write {} 60s", option));
}

}  // namespace

Result<std::shared_ptr<ScalingPolicyKind>> configured_policy(
    const BacktestCommandOptions& options) {
    const auto& catalog = Catalog<ScalingPolicyKind>::instance();
    std::shared_ptr<ScalingPolicyKind> policy = PolicyBySide::named(options.policy);
    if (policy == nullptr) {
        return usage_error("--policy",
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
                name, fmt::format("{} is {}; expected {} to 24h", name, text, text_of(least)),
                fmt::format("write {} 60s", name));
        }
    }
    backtest.scaling_delay = values[0];
    backtest.check_interval = values[1];
    backtest.metric_delay = values[2].value_or(backtest.metric_delay);
    return backtest;
}

void add_backtest_options(CLI::App& command, BacktestCommandOptions& options) {
    const double most = CapacityRate::highest.in_units_per_second();
    command.add_option("series", options.series,
                       "CSV of minutes, or CloudWatch's JSON (one file a metric, or one for all)");
    command.add_option(
        "--policy", options.policy,
        fmt::format("One of {}; or all, to compare",
                    fmt::join(Catalog<ScalingPolicyKind>::instance().names(), ", ")));
    command.add_option("--settings", options.settings_file,
                       "The policy's settings: TOML, .json, or Dynamic DynamoDB's own .conf");
    command
        .add_option("--set", options.sets,
                    "One setting, as NAME=VALUE; of one side as read.NAME or write.NAME")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    command.add_option(
        "--table", options.table,
        "Which table of a series with several; the name to look for in a .conf file");
    command.add_option("--index", options.index, "Which global index; the same for .conf files");
    command.add_option("--era", options.era, "Which DynamoDB answers UpdateTable")
        ->check(CLI::IsMember(era_names()))
        ->capture_default_str();
    command.add_option("--scaling-delay", options.scaling_delay,
                       "How long each UpdateTable takes; otherwise by what it changes");
    command.add_option("--check-interval", options.check_interval,
                       "Time between two checks, instead of the policy's own");
    command.add_option("--metric-delay", options.metric_delay,
                       "How long after its end a minute shows in CloudWatch; 60s");
    command
        .add_option("--start-read", options.start_read,
                    "Provisioned at the start; otherwise the first minute is 70 % of it")
        ->check(CLI::Range(1.0, most));
    command.add_option("--start-write", options.start_write, "The same for writes")
        ->check(CLI::Range(1.0, most));
    command
        .add_option("--period", options.period,
                    "Seconds a sum of the series covers, 60 to 86400 in whole minutes; else found "
                    "out from the distances between points")
        ->check(CLI::Validator(
            [](const std::string& text) {
                const auto seconds = number_in<std::int64_t>(text);
                const bool good =
                    seconds && *seconds >= 60 && *seconds <= 86'400 && *seconds % 60 == 0;
                return good ? std::string() : "whole minutes in seconds, 60 to 86400";
            },
            "SECONDS"));
    command
        .add_option("--throttle-units", options.throttle_units,
                    "Units a throttle event of the series asked for; otherwise the mean of a "
                    "request, or 1. 0 leaves them out")
        ->check(CLI::Range(0.0, 1e6));
    command.add_option("--book", options.book, "Price book; otherwise the era's")
        ->check(CLI::IsMember(shipped_price_books().names()));
    command.add_option("--csv", options.csv, "Write every minute to this file");
    command.add_option("--plot", options.plot, "Draw it, .png or .svg");
    command.add_option("--decisions-only", options.decisions_only,
                       "JSON of prepared readings; prints the policy's decisions on them");
    command.add_flag("--json", options.json, "Print JSON");
}

}  // namespace isotherm
