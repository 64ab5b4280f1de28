#pragma once
// What a run is best looked at by first: the table and side with the most throttling, else the most
// demand.

#include "engine/recording/recording.h"

namespace isotherm {

Side busiest_side(const TableRecording& table);
// Position in Recording::tables; 0 where there are none.
std::size_t busiest_table(const Recording& recording);

}  // namespace isotherm
