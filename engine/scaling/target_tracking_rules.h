// SPDX-License-Identifier: Apache-2.0
#pragma once
// Target tracking's arithmetic, exact: thresholds and new values from sums of a minute.

#include <cmath>
#include <cstdint>

#include "engine/scaling/capacity_bounds.h"

namespace isotherm {

// What an alarm compares the sum of a minute with: share x provisioned x 60. `share` in millionths.
inline double alarm_threshold(std::int64_t share, std::int64_t provisioned) {
    // Both factors are whole numbers below 2^53, so only the division rounds, and not at all where
    // the threshold is a whole number.
    return static_cast<double>(share * provisioned * 60) / static_cast<double>(millionths);
}

// Capacity at which the sum of a minute would be `target` (millionths) of it, in thousandths of a
// unit per second, rounded up.
inline std::int64_t milli_capacity_for(double minute_sum, std::int64_t target) {
    const auto micro_units = std::llround(minute_sum * static_cast<double>(millionths));
    return static_cast<std::int64_t>(
        (static_cast<__int128>(micro_units) * 1'000 + target * 60 - 1) / (target * 60));
}
// The same in whole units, rounded up: [inferred], the service's rounding is not documented.
inline std::int64_t capacity_for(double minute_sum, std::int64_t target) {
    const auto micro_units = std::llround(minute_sum * static_cast<double>(millionths));
    return divided_up(micro_units, target * 60);
}

// The factor rule of AWS' own tools: lowers only from more than `factor` (millionths) times the new
// value. `milli_wanted` in thousandths of a unit, as the tools do not round.
inline bool far_above(std::int64_t provisioned, std::int64_t milli_wanted, std::int64_t factor) {
    return static_cast<__int128>(provisioned) * 1'000 * millionths >
           static_cast<__int128>(milli_wanted) * factor;
}

}  // namespace isotherm
