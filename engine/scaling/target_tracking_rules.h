// SPDX-License-Identifier: Apache-2.0
#pragma once
// Exact arithmetic for target tracking: thresholds and new values from one-minute sums.

#include <cmath>
#include <cstdint>

#include "engine/scaling/capacity_bounds.h"

namespace isotherm {

// The threshold for a one-minute sum: share x provisioned x 60 s, with `share` in millionths.
inline double alarm_threshold(std::int64_t share, std::int64_t provisioned) {
    // Both operands of the division are whole numbers below 2^53. So only the division can round,
    // and it does not if the threshold is a whole number.
    return static_cast<double>(share * provisioned * 60) / static_cast<double>(millionths);
}

// The capacity at which a one-minute sum would be the share `target` (in millionths) of the
// capacity, in thousandths of a unit per second, rounded up.
inline std::int64_t milli_capacity_for(double minute_sum, std::int64_t target) {
    const auto micro_units = std::llround(minute_sum * static_cast<double>(millionths));
    return static_cast<std::int64_t>(
        (static_cast<__int128>(micro_units) * 1'000 + target * 60 - 1) / (target * 60));
}
// The same in units per second, rounded up. The rounding is [inferred]; AWS does not document it.
inline std::int64_t capacity_for(double minute_sum, std::int64_t target) {
    const auto micro_units = std::llround(minute_sum * static_cast<double>(millionths));
    return divided_up(micro_units, target * 60);
}

// The "factor" rule of AWS's own tools: allows a decrease only if the present value is more than
// `factor` (millionths) times the new one. `milli_wanted` is in thousandths of a unit, because the
// tools do not round.
inline bool far_above(std::int64_t provisioned, std::int64_t milli_wanted, std::int64_t factor) {
    return static_cast<__int128>(provisioned) * 1'000 * millionths >
           static_cast<__int128>(milli_wanted) * factor;
}

}  // namespace isotherm
