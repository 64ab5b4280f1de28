// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/fluid_bucket.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
void FluidBucket::set(double rate, double most) {
    limits_ = true;
    rate_ = rate;
    most_ = most;
    level_ = std::min(level_, most);
}

// Serves demand that is at or above the rate all the time.
FluidBucket::Served FluidBucket::serve_above(double from, double to, double time) {
    const double asked = (from + to) / 2 * time;
    const double excess = asked - rate_ * time;
    if (excess <= level_ + rate_rounding * (asked + most_)) {
        level_ = std::max(0.0, level_ - excess);
        return {asked, std::nullopt};
    }
    // The bucket is empty at the smallest x with (from - rate) x + slope x^2 / 2 = level.
    const double over = std::max(0.0, from - rate_);
    const double slope = (to - from) / time;
    const double root = std::sqrt(std::max(0.0, over * over + 2 * slope * level_));
    const double empty = level_ > 0 ? std::min(time, 2 * level_ / (over + root)) : 0;
    const double served = rate_ * time + level_;
    level_ = 0;
    return {served, empty};
}

FluidBucket::Served FluidBucket::serve(double from, double to, double time) {
    if (time <= 0) return {};
    if (!limits_) return {(from + to) / 2 * time, std::nullopt};
    const double even = rate_ * (1 + rate_rounding);
    if (from <= even && to <= even) {
        const double asked = (from + to) / 2 * time;
        level_ = std::min(most_, level_ + rate_ * time - asked);
        return {asked, std::nullopt};
    }
    if (from >= rate_ && to >= rate_) return serve_above(from, to, time);
    // Demand crosses the rate within the step: the bucket fills while demand is below the rate and
    // drains while it is above.
    const double cross = time * (rate_ - from) / (to - from);
    const Served first = from < to ? serve(from, rate_, cross) : serve_above(from, rate_, cross);
    Served second =
        from < to ? serve_above(rate_, to, time - cross) : serve(rate_, to, time - cross);
    Served both{first.units + second.units, first.empty_after};
    if (!both.empty_after && second.empty_after) both.empty_after = cross + *second.empty_after;
    return both;
}

}  // namespace isotherm
