// SPDX-License-Identifier: Apache-2.0
#pragma once
// A heat map as CloudWatch would draw it: one row of table averages instead of a row per partition.

#include <vector>

#include "engine/insight/cloudwatch_lens.h"
#include "app/render/heat_grid.h"

namespace isotherm {

// The grid never marks anything as throttled.
HeatGrid lens_grid(const std::vector<LensMinute>& minutes, TimeColumns columns);

}  // namespace isotherm
