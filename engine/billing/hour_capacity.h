// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which provisioned capacity a clock hour is charged for when it changes inside the hour.
// DynamoDB charges by the hour for what is provisioned; which level counts was not found,
// so it is a setting.

#include <array>
#include <span>
#include <string_view>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

enum class HourRule : std::uint8_t { maximum, mean, first, last };
constexpr auto words_of(HourRule) {
    return std::to_array<std::string_view>({"maximum", "mean", "first", "last"});
}

// From `time` on the capacity is `capacity`.
struct CapacityStep {
    SimTime time;
    CapacityRate capacity;
};

// The capacity to charge for [begin, end), which is a clock hour or what a run covers of it.
// `changes` are in order of time; before the first there is none. A mean is over the time the
// capacity was there, to the nearest milli-unit. begin < end.
CapacityRate charged_capacity(std::span<const CapacityStep> changes, SimTime begin, SimTime end,
                              HourRule rule);

}  // namespace isotherm
