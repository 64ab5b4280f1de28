// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reader of recorded series in CSV. The first byte selects the period. Any input must
// result in a series of whole minutes or in errors with a place.

#include <array>

#include "engine/backtest/backtest_series.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(series) {
    using namespace isotherm;
    if (input.empty()) return;
    constexpr std::array<std::int64_t, 4> periods{0, 60, 300, 3600};
    const auto first = static_cast<unsigned char>(input.front());
    const auto series = read_csv_series(std::string(input.substr(1)), "series.csv",
                                        {.period_seconds = periods[first % periods.size()]});
    if (!series.ok()) return must_be_told_well(series.errors());
    const BacktestSeries& read = series.value();
    must_hold(read.demand[0].size() == read.demand[1].size() && read.minutes() > 0,
              "both sides have every minute");
}
