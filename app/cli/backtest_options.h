// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of `isotherm backtest`, and their conversion to what the engine expects.

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/price_book.h"
#include "engine/backtest/backtest.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct BacktestCommandOptions {
    std::vector<std::string> series;
    std::string decisions_only;
    std::string policy;
    std::string settings_file;
    std::vector<std::string> sets;
    std::string table;
    std::string index;
    std::string era{newest_era()};
    std::string scaling_delay;
    std::string check_interval;
    std::string metric_delay;
    std::int64_t start_read = 0;
    std::int64_t start_write = 0;
    std::int64_t period = 0;
    std::optional<double> throttle_units;
    std::string book;  // name of a price book; empty: the book of the era
    std::string csv;
    std::string plot;
    // --expect texts; checked against the JSON of the chosen policy
    std::vector<std::string> expects;
    bool json = false;
};

void add_backtest_options(CLI::App& command, BacktestCommandOptions& options);

// Returns the policy with the settings from --settings and --set applied; --set takes precedence.
Result<std::shared_ptr<ScalingPolicyKind>> configured_policy(const BacktestCommandOptions& options);
SeriesOptions series_options(const BacktestCommandOptions& options);
Result<BacktestOptions> backtest_options(const BacktestCommandOptions& options);

}  // namespace isotherm
