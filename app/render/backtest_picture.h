// SPDX-License-Identifier: Apache-2.0
#pragma once
// A backtest as a picture: demand, what was provisioned and what was throttled, reads above writes,
// with a mark where throughput changed. No Qt type appears here.

#include <array>
#include <string>
#include <vector>

#include "engine/backtest/backtest.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct BacktestPicture {
    std::string policy;
    UtcMinute first;
    const std::vector<BySide<BacktestMinute>>& minutes;
    const std::vector<ScalingRequest>& requests;
    int width = 1920;  // logical pixels
    int height = 1080;
    const BacktestSeries* series = nullptr;  // what was provisioned then, where it says so
};

// PNG or SVG by the end of the name; gives back the path.
Result<std::string> write_backtest_picture(const std::string& path, const BacktestPicture& picture);

}  // namespace isotherm
