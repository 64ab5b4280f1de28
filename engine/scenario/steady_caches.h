// SPDX-License-Identifier: Apache-2.0
#pragma once
// Caches that are full of what they would hold after a long time, when the run begins.

#include <memory>
#include <vector>

#include "engine/caches/cache.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Rejects a workload whose keys and rates are not known, if a cache with `filled = "steady"` stands
// in front of it. `visit` reads the workload's settings.
void check_steady_caches(const Scenario& scenario, const WorkloadSpec& workload,
                         SettingsVisitor& visit);

// Fills such caches with items drawn by Che's approximation, or by the renewal argument if their
// time to live drops entries earlier than lack of room. `caches`: in the order of their names.
void fill_steady_caches(const Scenario& scenario, const Tables& tables,
                        std::vector<std::unique_ptr<Cache>>& caches);

}  // namespace isotherm
