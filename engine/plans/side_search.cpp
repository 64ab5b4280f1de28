// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/side_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/plans/schedule.h"
#include "engine/scaling/policy_by_side.h"
#include "engine/scenario/scenario.h"
#include "engine/scaling/capacity_bounds.h"

namespace isotherm {
namespace {

// Steps of the target utilization, per cent.
constexpr std::int64_t target_step = 10;
constexpr auto finer_steps = std::to_array<std::int64_t>({5, 3, 1});
// Halving stops when the rest is less than this part of the value: 2 %.
constexpr std::int64_t fine = 50;

bool cheaper(const std::optional<TriedSetting>& one, const std::optional<TriedSetting>& other) {
    return one && (!other || one->cheaper_than(*other));
}

}  // namespace

std::unique_ptr<ScalingPolicyKind> policy_of(const BySide<SideSetting>& settings) {
    auto policy = PolicyBySide::named("target_tracking");
    const std::string text =
        fmt::format("read = {{ {} }}\nwrite = {{ {} }}\n", settings[Side::read].as_tracking(),
                    settings[Side::write].as_tracking());
    [[maybe_unused]] const Errors errors = read_settings_text(text, "plan", *policy);
    assert(errors.empty());
    return policy;
}

SideSearch::SideSearch(const BacktestSeries& series, Side side, const BacktestOptions& options,
                       std::function<bool()> stopping)
    : series_(series), side_(side), options_(options), stopping_(std::move(stopping)) {
    start_ = start_of(series, options).of(side);
    for (const Side each : both_sides) {
        series_.recorded[each] = {};
        if (each != side) std::fill(series_.demand[each].begin(), series_.demand[each].end(), 0);
    }
    options_.find_best_fixed = false;
    for (const std::int64_t asked : series_.of(side))
        peak_ = std::max(peak_, divided_up(asked, 60 * nano_units_per_unit));
}

double SideSearch::demand_units() const {
    double sum = 0;
    for (const std::int64_t asked : series_.of(side_))
        sum += static_cast<double>(asked) / static_cast<double>(nano_units_per_unit);
    return sum;
}

const TriedSetting& SideSearch::tried(const SideSetting& setting) {
    const auto [place, added] = tried_.try_emplace(setting.as_tracking());
    if (!added) return place->second;
    BacktestOptions options = options_;
    BySide<SideSetting> both{};
    both[side_] = setting;
    options.start = {1, 1};
    side_of(options.start, side_) = setting.start(start_);
    const BacktestResult result = run_backtest(series_, options, *policy_of(both));
    const BacktestSide& side = result.of(side_);
    const double share =
        side.demand > 0 ? static_cast<double>(side.throttled) / static_cast<double>(side.demand)
                        : 0;
    place->second = {setting, share, side.throttled_minutes, side.charged_unit_hours,
                     side.consumed > side.provisioned};
    return place->second;
}

bool SideSearch::keeps(const SideSetting& setting, double most_throttled) {
    return !stopping_() && tried(setting).keeps(most_throttled);
}

std::vector<TriedSetting> SideSearch::all_tried() const {
    std::vector<TriedSetting> all;
    for (const auto& [text, one] : tried_) all.push_back(one);
    return all;
}

// Halves the distance. More units never throttle more, because a bucket with a higher rate fills
// faster and holds more; with a policy that is so apart from the moments of its decisions, so what
// is returned has been tried.
std::int64_t SideSearch::least(std::int64_t too_few, std::int64_t enough,
                               const Keeps& enough_units) const {
    while (enough - too_few > std::max<std::int64_t>(1, enough / fine)) {
        const std::int64_t middle = too_few + (enough - too_few) / 2;
        (enough_units(middle) ? enough : too_few) = middle;
    }
    return enough;
}

std::optional<TriedSetting> SideSearch::cheapest(SettingKind kind, double most_throttled) {
    switch (kind) {
        case SettingKind::fixed:
            return fixed(most_throttled);
        case SettingKind::target_tracking:
            return tracking(most_throttled);
        case SettingKind::schedule:
            return schedule(most_throttled);
    }
    return std::nullopt;
}

std::optional<TriedSetting> SideSearch::fixed(double most_throttled) {
    const auto of = [](std::int64_t units) {
        return SideSetting{SettingKind::fixed, units, units, 70, {}};
    };
    const std::int64_t peak = std::max<std::int64_t>(peak_, 1);
    if (!keeps(of(peak), most_throttled)) return std::nullopt;
    std::int64_t enough = peak, too_few = 0;
    while (enough - too_few > 1) {
        const std::int64_t middle = too_few + (enough - too_few) / 2;
        (keeps(of(middle), most_throttled) ? enough : too_few) = middle;
    }
    return tried(of(enough));
}

SideSetting SideSearch::with_least_minimum(SideSetting setting, double most_throttled) {
    const std::int64_t enough = setting.units;
    setting.units = least(0, enough, [&](std::int64_t units) {
        SideSetting one = setting;
        one.units = std::max<std::int64_t>(1, units);
        return keeps(one, most_throttled);
    });
    setting.units = std::max<std::int64_t>(1, setting.units);
    return setting;
}

std::optional<TriedSetting> SideSearch::tracking(double most_throttled) {
    const auto least_fixed = fixed(most_throttled);
    if (!least_fixed) return std::nullopt;
    std::optional<TriedSetting> best;
    const auto try_target = [&](std::int64_t target) {
        if (target < lowest_target || target > highest_target || stopping_()) return;
        // A policy never asks for more than its target allows for the busiest minute.
        const std::int64_t most = std::max<std::int64_t>(1, divided_up(peak_ * 100, target));
        SideSetting setting{
            SettingKind::target_tracking, least_fixed->setting.units, most, target, {}};
        setting = with_least_minimum(setting, most_throttled);
        setting.maximum = least(setting.units - 1, setting.maximum, [&](std::int64_t maximum) {
            SideSetting one = setting;
            one.maximum = maximum;
            return keeps(one, most_throttled);
        });
        if (!keeps(setting, most_throttled)) return;
        std::optional<TriedSetting> found = tried(setting);
        if (cheaper(found, best)) best = found;
    };
    for (std::int64_t target = highest_target; target >= lowest_target; target -= target_step)
        try_target(target);
    for (const std::int64_t step : finer_steps) {
        if (!best) break;
        const std::int64_t around = best->setting.target;
        try_target(around + step);
        try_target(around - step);
    }
    // On the way, a setting that is not the end of a search may have been cheaper.
    for (const auto& [text, one] : tried_) {
        if (one.setting.kind != SettingKind::target_tracking) continue;
        if (one.keeps(most_throttled) && (!best || one.cheaper_than(*best))) best = one;
    }
    return best;
}

std::optional<TriedSetting> SideSearch::schedule(double most_throttled) {
    std::optional<TriedSetting> best;
    for (const bool weekends : {false, true}) {
        const auto profile = DayProfile::of(series_, side_, weekends);
        if (!profile) continue;
        // In thousandths of the busiest minute of each hour.
        const auto of = [&](std::int64_t factor) { return profile->schedule(factor); };
        constexpr std::int64_t roomy = 1'300, whole = 1'000;
        std::int64_t most = whole;
        if (!keeps(of(whole), most_throttled)) {
            if (!keeps(of(roomy), most_throttled)) continue;
            most = roomy;
        }
        const std::int64_t factor =
            least(0, most, [&](std::int64_t one) { return keeps(of(one), most_throttled); });
        if (!keeps(of(factor), most_throttled)) continue;
        std::optional<TriedSetting> found = tried(of(factor));
        if (cheaper(found, best)) best = found;
    }
    return best;
}

}  // namespace isotherm
