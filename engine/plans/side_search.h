// SPDX-License-Identifier: Apache-2.0
#pragma once
// Searches, on a recorded series, for the cheapest ways to provision one side that throttle at most
// a share of its demand. Each is tried with a backtest.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/backtest/backtest.h"
#include "engine/plans/side_setting.h"

namespace isotherm {

// A setting and what a backtest gives.
struct TriedSetting {
    SideSetting setting;
    double throttled_share = 0;  // of the demand, in units
    std::int64_t throttled_minutes = 0;
    std::int64_t unit_hours = 0;  // charged
    bool lives_on_burst = false;  // more is consumed than provisioned: it cannot go on

    bool keeps(double most_throttled) const {
        return throttled_share <= most_throttled && !lives_on_burst;
    }
    bool cheaper_than(const TriedSetting& other) const {
        return unit_hours != other.unit_hours ? unit_hours < other.unit_hours
                                              : throttled_share < other.throttled_share;
    }
};

class SideSearch {
public:
    // `stopping` is called between backtests; once it is true, what was found so far is the result.
    SideSearch(
        const BacktestSeries& series, Side side, const BacktestOptions& options,
        std::function<bool()> stopping = [] { return false; });

    // The cheapest setting of a kind that throttles at most this share; nullopt if there is none,
    // or stopped.
    std::optional<TriedSetting> cheapest(SettingKind kind, double most_throttled);

    // Tries one setting.
    const TriedSetting& tried(const SideSetting& setting);

    // All settings that were tried, without repetition.
    std::vector<TriedSetting> all_tried() const;
    double demand_units() const;
    bool asked_for_anything() const { return peak_ > 0; }

private:
    using Keeps = std::function<bool(std::int64_t)>;
    std::int64_t least(std::int64_t too_few, std::int64_t enough, const Keeps& keeps) const;
    std::optional<TriedSetting> fixed(double most_throttled);
    std::optional<TriedSetting> tracking(double most_throttled);
    std::optional<TriedSetting> schedule(double most_throttled);
    SideSetting with_least_minimum(SideSetting setting, double most_throttled);
    bool keeps(const SideSetting& setting, double most_throttled);

    BacktestSeries series_;  // the other side asks for nothing
    Side side_;
    BacktestOptions options_;
    std::function<bool()> stopping_;
    std::int64_t peak_ = 0;  // units per second of the busiest minute, rounded up
    std::int64_t start_ = 1;
    std::map<std::string, TriedSetting> tried_;  // by as_tracking()
};

// The policy of both sides together; each side follows its own setting.
std::unique_ptr<ScalingPolicyKind> policy_of(const BySide<SideSetting>& settings);

}  // namespace isotherm
