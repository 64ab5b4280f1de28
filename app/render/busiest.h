// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds the table and side that are most interesting to look at first: those with the most
// throttling or, without throttling, those with the hottest partition. `seconds` limits the search
// to the start of the run; at least one column is counted.

#include <limits>

#include "engine/recording/recording.h"

namespace isotherm {

inline constexpr std::int64_t all_seconds = std::numeric_limits<std::int64_t>::max();

Side busiest_side(const TableRecording& table, std::int64_t seconds = all_seconds);
// Returns the position in Recording::tables; 0 if there are none.
std::size_t busiest_table(const Recording& recording, std::int64_t seconds = all_seconds);

}  // namespace isotherm
