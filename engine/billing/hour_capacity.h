// SPDX-License-Identifier: Apache-2.0
#pragma once
// The provisioned capacity that is charged for a clock hour in which the capacity changes. DynamoDB
// charges provisioned capacity by the hour; which of the values counts was not found in its
// documentation, so it is a setting.

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

// The capacity applies from `time` on.
struct CapacityStep {
    SimTime time;
    CapacityRate capacity;
};

// The capacity to charge for [begin, end), which is a clock hour or the part of it that the run
// covers. `changes` are in order of time; before the first one there is no capacity. The mean is
// taken over the time with capacity and rounded to a milli-unit. begin < end.
CapacityRate charged_capacity(std::span<const CapacityStep> changes, SimTime begin, SimTime end,
                              HourRule rule);

}  // namespace isotherm
