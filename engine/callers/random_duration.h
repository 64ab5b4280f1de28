// SPDX-License-Identifier: Apache-2.0
#pragma once
// A duration that is always the same or exponentially distributed, such as the time a user thinks.

#include <cstdint>

#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class DurationSpread : std::uint8_t { constant, exponential };
constexpr auto words_of(DurationSpread) {
    return std::to_array<std::string_view>({"constant", "exponential"});
}

struct RandomDuration {
    SimDuration mean{};
    DurationSpread distribution = DurationSpread::constant;

    // Declares it as the setting `name`: a duration, or a table with mean and distribution.
    void setting(SettingsVisitor& visit, std::string_view name, std::string_view help);
    // `unit`: a uniform number in [0, 1).
    SimDuration at(double unit) const;
};

}  // namespace isotherm
