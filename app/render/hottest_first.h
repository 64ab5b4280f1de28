// SPDX-License-Identifier: Apache-2.0
#pragma once
// All partitions of all tables as one list, hottest first, for a heat map of runs with more tables
// than one would look at.

#include "engine/recording/recording.h"

namespace isotherm {

struct Scenario;

// Returns a recording of a single table that has the partitions of all tables and indexes, ordered
// by their hottest second and then by demand. Rows of the heat map stand for ranks instead of
// hashes. With the scenario, heat includes the limits of whole tables; ranks do not.
Recording hottest_first(const Recording& recording, Side side, const Scenario* scenario = nullptr);

// The side with more throttled requests in all tables, or, if nothing was throttled, with the
// hottest partition.
Side hottest_side(const Recording& recording);

}  // namespace isotherm
