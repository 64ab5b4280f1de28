// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scaling policy tried on a recorded series: what it would have provisioned, what would have been
// throttled. The policy is the simulator's own; the table is one bucket of burst a side.

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/backtest/backtest_series.h"
#include "engine/scaling/resource_operator.h"

namespace isotherm {

struct BacktestOptions {
    Era era = *era_named(newest_era());
    std::optional<SimDuration> scaling_delay;   // of every UpdateTable, instead of `durations`
    std::optional<SimDuration> check_interval;  // instead of the policy's own
    SimDuration metric_delay = MetricView::usual_delay;
    Throughput start;  // 0: as recorded, or else first minute / start_utilization
    UpdateDurations durations;
    bool is_index = false;
};

// Without a given start and without one in the series, the first minute uses this much of what is
// provisioned.
inline constexpr double start_utilization = 0.7;
Throughput start_of(const BacktestSeries& series, const BacktestOptions& options);

// One minute of one side. Nano-units, provisioned in units per second at the start of the minute.
struct BacktestMinute {
    std::int64_t demand = 0;
    std::int64_t provisioned = 0;
    std::int64_t consumed = 0;
    std::int64_t throttled = 0;
    std::int64_t burst_left = 0;  // at the end of the minute
};

struct BacktestSide {
    // Sums over the whole series, in nano-units.
    __int128 demand = 0;
    __int128 consumed = 0;
    __int128 throttled = 0;
    __int128 provisioned = 0;  // units per second x time
    std::int64_t throttled_minutes = 0;
    std::int64_t lowest = 0;  // provisioned, units per second
    std::int64_t highest = 0;
    std::int64_t last = 0;
    std::int64_t scale_outs = 0;
    std::int64_t scale_ins = 0;
    std::int64_t best_fixed = 0;  // see smallest_fixed
    // Of each clock hour the highest that was provisioned, as a bill has it.
    std::int64_t charged_unit_hours = 0;

    double units(__int128 nano_units) const {
        return static_cast<double>(nano_units) / static_cast<double>(nano_units_per_unit);
    }
    double unit_hours() const { return units(provisioned) / 3600; }
    // Of the provisioned capacity, what nobody used; below 0 where burst was used more.
    double idle_share() const {
        return provisioned == 0
                   ? 0
                   : 1 - static_cast<double>(consumed) / static_cast<double>(provisioned);
    }
};

struct BacktestResult {
    BySide<BacktestSide> sides;
    std::vector<ScalingRequest> requests;          // all, also refused ones
    std::map<std::string, std::int64_t> refusals;  // by DynamoDB's exception
    std::int64_t checks = 0;
    std::int64_t charged_hours = 0;  // clock hours that were begun
    Throughput start;

    const BacktestSide& of(Side side) const { return sides[side]; }
    std::int64_t refused() const;
};

// Called at the end of each minute with reads and writes, and the requests made in it.
using BacktestObserver = std::function<void(std::size_t minute, const BySide<BacktestMinute>&,
                                            std::span<const ScalingRequest>)>;

BacktestResult run_backtest(const BacktestSeries& series, const BacktestOptions& options,
                            const ScalingPolicyKind& policy, const BacktestObserver& observer = {});

// The smallest throughput that, held for the whole series, throttles nothing: the cheapest fixed
// value without throttling, in units per second, at least 1. Uses burst as the backtest does.
std::int64_t smallest_fixed(const BacktestSeries& series, Side side, const Era& era);

}  // namespace isotherm
