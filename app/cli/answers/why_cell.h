// SPDX-License-Identifier: Apache-2.0
#pragma once
// Prints the causal chain behind one moment of one partition, like "Why?" in the window.

#include <string>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// What the user asks about, as the options are written; empty: where most was throttled.
struct CellQuestion {
    std::string at;
    std::string table;
    std::string side;
    std::string partition;

    bool asked() const {
        return !at.empty() || !table.empty() || !side.empty() || !partition.empty();
    }
};

// Without the scenario (nullptr), the maxima of partitions and of on-demand mode are not known.
ExitCode explain_cell(const CellQuestion& question, const Recording& recording,
                      const Scenario* scenario);

}  // namespace isotherm
