// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a month like a backtested series costs: under the policy, on demand, and with the smallest
// fixed throughput that would have throttled nothing.

#include <optional>

#include "engine/backtest/backtest.h"
#include "engine/billing/statement.h"

namespace isotherm {

struct BacktestCost {
    Statement policy;
    Statement on_demand;   // of all that was asked for: nothing would have been throttled
    Statement best_fixed;  // on the series
    std::optional<Statement> recorded;  // of what was provisioned then, where the series says it
};

BacktestCost backtest_cost(const BacktestSeries& series, const BacktestResult& result,
                           const PriceBook& book, const BillingSettings& settings);

}  // namespace isotherm
