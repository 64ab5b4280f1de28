// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time in ticks much shorter than a microsecond, so that sums of millions of random gaps do not
// drift and do not depend on how many gaps are drawn at a time. Hot path: once per request.

#include <algorithm>
#include <cstdint>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// 2^14 ticks per microsecond: a tick is 61 picoseconds, and the longest run fits in 63 bits.
using Ticks = std::int64_t;
inline constexpr int tick_bits = 14;
inline constexpr double ticks_per_second = 1e6 * (1 << tick_bits);
static_assert(longest_run.count() < (INT64_MAX >> tick_bits));

constexpr Ticks ticks_of(SimDuration time) { return time.count() << tick_bits; }

// The microsecond that contains the tick.
constexpr SimTime time_at(Ticks clock) { return SimTime(SimDuration(clock >> tick_bits)); }

// Rounds a gap to the nearest tick; gaps longer than any run are limited to a value that fits in
// Ticks.
inline constexpr double longest_gap = 4e18;
inline Ticks nearest_tick(double gap) {
    return static_cast<Ticks>(std::min(gap, longest_gap) + 0.5);
}

// Rounds the gaps of one stream. Where they are so short that each rounding would matter (less than
// 100 ticks: 160 million requests per second), the rest is carried over to the next gap, so that
// the mean rate stays exact.
class GapRounding {
public:
    explicit GapRounding(double shortest_mean_gap) : carries_(shortest_mean_gap < 100) {}

    Ticks operator()(double gap) {
        if (!carries_) return nearest_tick(gap);
        const auto ticks = static_cast<Ticks>(std::min(gap, longest_gap) + rest_);
        rest_ = std::min(gap, longest_gap) + rest_ - static_cast<double>(ticks);
        return ticks;
    }
    void state(StateVisitor& visit) { visit(rest_); }

private:
    bool carries_;
    double rest_ = 0;  // 0 to 1 tick
};

inline double requests_per_tick(RequestRate rate) { return rate.per_second() / ticks_per_second; }

// Lowest and highest request rate in a scenario, in requests per second. The lowest is about one
// request in 32 years.
inline constexpr double rate_lowest = 1e-9;
inline constexpr double rate_highest = 1e10;

}  // namespace isotherm
