// SPDX-License-Identifier: Apache-2.0
#pragma once
// One setting that a sweep varies, with its values as text, as they would stand after --set.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

struct SweepAxis {
    std::string path;
    std::vector<std::string> values;  // at least one, all different
};

// Most values of one setting.
inline constexpr std::size_t axis_values_most = 10'000;

// Reads PATH=VALUES. VALUES is a list, 500,1000,2000, or a range, FROM..TO:COUNT with evenly spaced
// values or FROM..TO:logCOUNT with a constant ratio between neighbours; both ends of a range belong
// to it and have the same unit, as in 100/s..800/s:log4. If both ends are whole numbers, so are the
// values between them, rounded. Errors have the exit code `usage`.
Result<SweepAxis> read_sweep_axis(std::string_view text);

}  // namespace isotherm
