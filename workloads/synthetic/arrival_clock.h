// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time in ticks much finer than a microsecond, so that millions of random gaps added up neither
// drift nor depend on how many were drawn before. Hot path: runs once per request.

#include <algorithm>
#include <cstdint>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// 2^14 ticks a microsecond: 61 picoseconds, and the longest run still fits in 63 bits.
using Ticks = std::int64_t;
inline constexpr int tick_bits = 14;
inline constexpr double ticks_per_second = 1e6 * (1 << tick_bits);
static_assert(longest_run.count() < (INT64_MAX >> tick_bits));

constexpr Ticks ticks_of(SimDuration time) { return time.count() << tick_bits; }

// The microsecond in which the tick lies.
constexpr SimTime time_at(Ticks clock) { return SimTime(SimDuration(clock >> tick_bits)); }

// A gap of so many ticks, rounded to the nearest; gaps no run can hold become the longest one.
inline Ticks nearest_tick(double gap) {
    constexpr double longest_gap = 4e18;
    return static_cast<Ticks>(std::min(gap, longest_gap) + 0.5);
}

inline double requests_per_tick(RequestRate rate) { return rate.per_second() / ticks_per_second; }

// Limits of a request rate in a scenario, per second. The lowest is one request in 32 years.
inline constexpr double rate_lowest = 1e-9;
inline constexpr double rate_highest = 1e8;

}  // namespace isotherm
