// SPDX-License-Identifier: Apache-2.0
#pragma once
// A heat map as CloudWatch would draw it: one row of averages instead of the partitions.

#include <vector>

#include "engine/insight/cloudwatch_lens.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// Nothing in it is ever marked as throttled.
HeatGrid lens_grid(const std::vector<LensMinute>& minutes, TimeColumns columns);

}  // namespace isotherm
