// SPDX-License-Identifier: Apache-2.0
#pragma once
// The capacity, use and storage of each table and index of a run, hour by hour, as a bill needs
// them.

#include <vector>

#include "engine/billing/meter.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

std::vector<ResourceHour> run_hours(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
