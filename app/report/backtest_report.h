// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a backtest found, for people, for programs and as rows.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/backtest/backtest_cost.h"
#include "engine/backtest/backtest_decisions.h"

namespace isotherm {

// One policy's result; `policy` names it.
struct NamedBacktest {
    std::string policy;
    BacktestResult result;
    BacktestCost cost;
};

nlohmann::ordered_json backtest_json(const NamedBacktest& backtest, const BacktestSeries& series,
                                     const Era& era);
// A table with a line for each policy, or the details of a single one.
std::string backtest_text(const std::vector<NamedBacktest>& backtests, const BacktestSeries& series,
                          const Era& era);

// minute,timestamp_utc, then for reads and writes demand, provisioned, consumed, throttled and
// burst_left (units; provisioned in units per second at the start of the minute), then decision and
// reason of that minute; behind them what was provisioned and consumed then, where the series says
// it.
std::string backtest_csv_header(const BacktestSeries& series);
// Appends one row.
void append_backtest_row(std::string& out, const BacktestSeries& series, std::size_t minute,
                         const BySide<BacktestMinute>& sides,
                         std::span<const ScalingRequest> requests);

// "reads 100 -> 150, writes 50 -> 25, refused: LimitExceededException".
std::string request_text(const ScalingRequest& request);
// Nano-units as units, with the decimals they need.
std::string units_text(std::int64_t nano_units);

// What a policy decided at each check: the answer of --decisions-only.
nlohmann::ordered_json decisions_json(const std::vector<MadeDecision>& decisions);

}  // namespace isotherm
