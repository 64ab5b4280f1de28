// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of a run's text report about what writes cause: index writes in a line, replication in
// a section; and about Regions that fail.

#include <string>
#include <utility>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// A line for each kind of writes that the writes of callers have caused.
std::vector<std::string> caused_writes_text(const Recording& recording);
// Titles and texts of the sections; empty if the run has nothing of the kind.
std::vector<std::pair<std::string, std::string>> region_sections(const Recording& recording);

}  // namespace isotherm
