// SPDX-License-Identifier: Apache-2.0
#pragma once
// Limits that the heat and the series do not record, and the change that set the throughput.

#include <cstdint>
#include <optional>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// The maximum set for on-demand mode, units per second, at the start of a second. nullopt if none
// is set, or the scenario is not known and no change set it before.
std::optional<double> on_demand_maximum_at(const Recording& recording, const Scenario* scenario,
                                           const ResourceName& resource, Side side,
                                           std::int64_t second);

// The last accepted change of this side's throughput that is in force in a second; nullptr if it is
// still what the table started with.
const CapacityChange* last_change_of(const Recording& recording, const ResourceName& resource,
                                     Side side, std::int64_t second);

// The change in force while most tries of these seconds (both inclusive) were throttled; nullptr if
// that is still what the table started with. What an index refused is recorded with its table; for
// the writes of an index, the first second counts.
const CapacityChange* change_of_most_throttling(const Recording& recording,
                                                const ResourceName& resource, Side side,
                                                std::int64_t first, std::int64_t last);

// Whether the change lowered this side's provisioned throughput.
bool lowered(const CapacityChange& change, Side side);

}  // namespace isotherm
