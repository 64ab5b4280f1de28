// SPDX-License-Identifier: Apache-2.0
#pragma once
// Five weeks of writes, minute by minute, made with integers only, so that other programs can make
// the same ones: tests/golden/peers/README.md has the formulas.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/backtest/backtest_series.h"

namespace isotherm {

struct RecordedWeek {
    std::string name;
    std::vector<std::int64_t> units;  // of each minute
};

std::vector<RecordedWeek> recorded_weeks();

// The week as a series that begins on Monday, 2026-03-02, 00:00 UTC.
BacktestSeries series_of_week(const RecordedWeek& week);

}  // namespace isotherm
