// SPDX-License-Identifier: Apache-2.0
#pragma once
// A plan as a picture: what the settings that were tried cost a month, against what they throttle.
// No Qt type appears here.

#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

struct PlanMark {
    double cost_month = 0;  // US dollars
    double throttled_share = 0;
    bool chosen = false;
    std::string text;
};

// Whether the name's extension is that of a picture.
Errors check_plan_picture(const std::string& path);

// Writes PNG or SVG, chosen by the name's extension, and returns the path. The marks that are not
// chosen are the Pareto front, cheapest first.
Result<std::string> write_plan_picture(const std::string& path, const std::vector<PlanMark>& marks);

}  // namespace isotherm
