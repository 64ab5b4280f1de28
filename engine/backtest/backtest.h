// SPDX-License-Identifier: Apache-2.0
#pragma once
// Applies a scaling policy to a recorded series to show what it would have provisioned, and what
// would have been throttled. The policies are those of the simulator; the table is modelled as one
// burst bucket for reads and one for writes.

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
    // Duration of every UpdateTable; nullopt: `durations` applies.
    std::optional<SimDuration> scaling_delay;
    std::optional<SimDuration> check_interval;  // nullopt: the policy's own interval
    SimDuration metric_delay = MetricView::usual_delay;
    // 0: the recorded value or, if there is none, the first minute's demand / start_utilization.
    Throughput start;
    UpdateDurations durations;
    bool is_index = false;
    bool find_best_fixed = true;  // whether to compute BacktestSide::best_fixed
};

// Utilization that is assumed for the first minute to compute the start value if neither the user
// nor the series gives one.
inline constexpr double start_utilization = 0.7;
Throughput start_of(const BacktestSeries& series, const BacktestOptions& options);

// One minute of one side. Amounts in nano-units; `provisioned` in units per second, at the start of
// the minute.
struct BacktestMinute {
    std::int64_t demand = 0;
    std::int64_t provisioned = 0;
    std::int64_t consumed = 0;
    std::int64_t throttled = 0;
    __int128 burst_left = 0;  // at the end of the minute
};

struct BacktestSide {
    // Sums over the whole series, in nano-units.
    __int128 demand = 0;
    __int128 consumed = 0;
    __int128 throttled = 0;
    __int128 provisioned = 0;  // integral over time
    std::int64_t throttled_minutes = 0;
    std::int64_t lowest = 0;  // provisioned units per second; likewise highest and last
    std::int64_t highest = 0;
    std::int64_t last = 0;
    std::int64_t scale_outs = 0;
    std::int64_t scale_ins = 0;
    std::int64_t best_fixed = 0;  // see smallest_fixed
    // Sum over all clock hours of the hour's highest provisioned units, as in a bill.
    std::int64_t charged_unit_hours = 0;

    double units(__int128 nano_units) const {
        return static_cast<double>(nano_units) / static_cast<double>(nano_units_per_unit);
    }
    double unit_hours() const { return units(provisioned) / 3600; }
    // Share of the provisioned capacity that was not used; below 0 if more was consumed than
    // provisioned, from burst capacity.
    double idle_share() const {
        return provisioned == 0
                   ? 0
                   : 1 - static_cast<double>(consumed) / static_cast<double>(provisioned);
    }
};

struct BacktestResult {
    BySide<BacktestSide> sides;
    std::vector<ScalingRequest> requests;          // including refused ones
    std::map<std::string, std::int64_t> refusals;  // by DynamoDB's exception
    std::int64_t checks = 0;
    std::int64_t charged_hours = 0;  // clock hours; incomplete ones count as whole
    Throughput start;

    const BacktestSide& of(Side side) const { return sides[side]; }
    std::int64_t refused() const;
};

// Called at the end of each minute with reads and writes, and the requests made in it.
using BacktestObserver = std::function<void(std::size_t minute, const BySide<BacktestMinute>&,
                                            std::span<const ScalingRequest>)>;

BacktestResult run_backtest(const BacktestSeries& series, const BacktestOptions& options,
                            const ScalingPolicyKind& policy, const BacktestObserver& observer = {});

// Returns the lowest throughput, in units per second and at least 1, that throttles nothing if it
// is provisioned for the whole series. Models burst capacity as the backtest does.
std::int64_t smallest_fixed(const BacktestSeries& series, Side side, const Era& era);

}  // namespace isotherm
