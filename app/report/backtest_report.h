// SPDX-License-Identifier: Apache-2.0
#pragma once
// The results of a backtest as text, as JSON and as CSV rows.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/backtest/backtest_cost.h"
#include "engine/backtest/backtest_decisions.h"

namespace isotherm {

// The result of one policy, with the policy's name.
struct NamedBacktest {
    std::string policy;
    BacktestResult result;
    BacktestCost cost;
};

nlohmann::ordered_json backtest_json(const NamedBacktest& backtest, const BacktestSeries& series,
                                     const Era& era);
// Returns a table with a line per policy, or the details if there is only one.
std::string backtest_text(const std::vector<NamedBacktest>& backtests, const BacktestSeries& series,
                          const Era& era);

// Returns the header of the CSV. Columns: minute, timestamp_utc; for reads and writes each: demand,
// provisioned, consumed, throttled and burst_left (in units; provisioned in units per second at the
// start of the minute); decision and reason of the minute. If the series contains recorded
// provisioning or throttle events, the recorded provisioned and consumed units follow.
std::string backtest_csv_header(const BacktestSeries& series);
// Appends one row.
void append_backtest_row(std::string& out, const BacktestSeries& series, std::size_t minute,
                         const BySide<BacktestMinute>& sides,
                         std::span<const ScalingRequest> requests);

// Describes a request, such as "reads 100 -> 150, writes 50 -> 25, refused:
// LimitExceededException".
std::string request_text(const ScalingRequest& request);
// Formats nano-units as units, with as many decimals as needed.
std::string units_text(__int128 nano_units);

// Returns the decisions of a policy at each check, as printed by --decisions-only.
nlohmann::ordered_json decisions_json(const std::vector<MadeDecision>& decisions);

}  // namespace isotherm
