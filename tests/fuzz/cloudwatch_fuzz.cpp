// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reader of CloudWatch's JSON. The first byte selects the period, and whether the rest
// is one file or two files separated by the first NUL. Any input must result in a series or in
// errors.

#include <array>

#include "engine/backtest/backtest_series.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(cloudwatch) {
    using namespace isotherm;
    if (input.empty()) return;
    constexpr std::array<std::int64_t, 4> periods{0, 60, 300, 3600};
    const auto first = static_cast<unsigned char>(input.front());
    const std::string_view text = input.substr(1);
    const std::size_t cut = text.find('\0');
    std::vector<NamedText> files{{"read.json", std::string(text.substr(0, cut))}};
    if (cut != text.npos) files.push_back({"write.json", std::string(text.substr(cut + 1))});
    const auto series =
        read_cloudwatch_series(files, {.period_seconds = periods[first % periods.size()]});
    if (!series.ok()) return must_be_told_well(series.errors());
    const BacktestSeries& read = series.value();
    must_hold(read.demand[0].size() == read.demand[1].size() && read.minutes() > 0,
              "both sides have every minute");
}
