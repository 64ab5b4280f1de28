// SPDX-License-Identifier: Apache-2.0
#pragma once
// The minimum and maximum capacity of a policy, and exact rounding of computed throughput: 49 / 0.7
// is 70, not 71 as with floating point.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Shares and factors are converted to whole millionths, so that values written with up to six
// decimals are exact.
constexpr std::int64_t millionths = 1'000'000;
inline std::int64_t in_millionths(double value) {
    return std::llround(value * static_cast<double>(millionths));
}
constexpr std::int64_t divided_up(std::int64_t value, std::int64_t by) {
    return (value + by - 1) / by;
}

// Returns ceil(value x factor), with the factor in millionths.
constexpr std::int64_t times_rounded_up(std::int64_t value, std::int64_t factor) {
    return divided_up(value * factor, millionths);
}

// Settings `min` and `max`, in units per second. A maximum of 0 means the era's table quota.
struct CapacityBounds {
    std::int64_t min = 1;
    std::int64_t max = 0;

    void settings(SettingsVisitor& visit);
    // Returns the bounds with the era's table quota in place of a maximum of 0.
    CapacityBounds within(const Era& era) const { return {min, max > 0 ? max : era.table_quota}; }
    std::int64_t clamp(std::int64_t wanted) const { return std::max(min, std::min(wanted, max)); }
};

// Returns the component of `throughput` for one side.
inline std::int64_t& side_of(Throughput& throughput, Side side) {
    return side == Side::read ? throughput.read : throughput.write;
}

}  // namespace isotherm
