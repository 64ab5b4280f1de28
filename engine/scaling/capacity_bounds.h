// SPDX-License-Identifier: Apache-2.0
#pragma once
// The minimum and maximum a policy keeps to, and rounding of wanted throughput without floating
// point surprises: 49 / 0.7 is 70, not 71.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Shares and factors as whole millionths, so that what a person wrote with up to six decimals is
// exact.
constexpr std::int64_t millionths = 1'000'000;
inline std::int64_t in_millionths(double value) {
    return std::llround(value * static_cast<double>(millionths));
}
constexpr std::int64_t divided_up(std::int64_t value, std::int64_t by) {
    return (value + by - 1) / by;
}

// ceil(value x factor) of a factor in millionths.
constexpr std::int64_t times_rounded_up(std::int64_t value, std::int64_t factor) {
    return divided_up(value * factor, millionths);
}

// Settings `min` and `max`, in units per second; 0 as maximum is the era's table quota.
struct CapacityBounds {
    std::int64_t min = 1;
    std::int64_t max = 0;

    void settings(SettingsVisitor& visit);
    // With the era's quota for an open maximum.
    CapacityBounds within(const Era& era) const { return {min, max > 0 ? max : era.table_quota}; }
    std::int64_t clamp(std::int64_t wanted) const { return std::max(min, std::min(wanted, max)); }
};

// What of a decision concerns one side.
inline std::int64_t& side_of(Throughput& throughput, Side side) {
    return side == Side::read ? throughput.read : throughput.write;
}

}  // namespace isotherm
