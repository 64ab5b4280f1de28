// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run is best looked at by first: the table and side with the most throttling, else the
// hottest partition, over all of the run or its first seconds (of which at least one column
// counts).

#include <limits>

#include "engine/recording/recording.h"

namespace isotherm {

inline constexpr std::int64_t all_seconds = std::numeric_limits<std::int64_t>::max();

Side busiest_side(const TableRecording& table, std::int64_t seconds = all_seconds);
// Position in Recording::tables; 0 where there are none.
std::size_t busiest_table(const Recording& recording, std::int64_t seconds = all_seconds);

}  // namespace isotherm
