// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cost of a month with load like the backtested series: with the policy, on demand, and with
// the lowest fixed throughput that would have throttled nothing.

#include <optional>

#include "engine/backtest/backtest.h"
#include "engine/billing/statement.h"

namespace isotherm {

struct BacktestCost {
    Statement policy;
    Statement on_demand;                // for all of the demand: on demand, nothing is throttled
    Statement best_fixed;               // with the lowest fixed throughput without throttling
    std::optional<Statement> recorded;  // with the recorded throughput; nullopt: not in the series
};

BacktestCost backtest_cost(const BacktestSeries& series, const BacktestResult& result,
                           const PriceBook& book, const BillingSettings& settings);

}  // namespace isotherm
