// SPDX-License-Identifier: Apache-2.0
#pragma once
// A picture of a backtest: demand, provisioned and throttled units, with reads above writes and a
// mark at every change of throughput. No Qt type appears here.

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
    const BacktestSeries* series = nullptr;  // shows its recorded provisioning; nullptr: none
};

// Writes PNG or SVG, chosen by the name's extension, and returns the path.
Result<std::string> write_backtest_picture(const std::string& path, const BacktestPicture& picture);

}  // namespace isotherm
