// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run asked of a table or index, as a series of minutes for backtests.

#include "engine/backtest/backtest_series.h"
#include "engine/recording/recording.h"

namespace isotherm {

// Every try counts, so the run should throttle little.
BacktestSeries recorded_demand(const Recording& recording, const TableRecording& table);

// The highest demand of a second, in units per second, rounded up.
std::int64_t busiest_second(const TableRecording& table, Side side);

}  // namespace isotherm
