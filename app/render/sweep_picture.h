// SPDX-License-Identifier: Apache-2.0
#pragma once
// The results of a sweep as a picture: a panel for each number. One varied setting, or a second one
// with few values, gives lines with the 95 % confidence intervals of their means; two settings with
// many values give a heat map.

#include <string>

#include "engine/run/sweep_store.h"

namespace isotherm {

struct SweepPicture {
    const SweepDescription& sweep;
    const SweepRuns& runs;
    int width = 1920;  // logical pixels
    int height = 1080;
};

// Whether the picture can show the sweep; if not, the reason. At most two settings may vary.
Errors check_sweep_picture(const std::string& path, std::size_t varied);

// Writes PNG or SVG, chosen by the name's extension, and returns the path.
Result<std::string> write_sweep_picture(const std::string& path, const SweepPicture& picture);

}  // namespace isotherm
