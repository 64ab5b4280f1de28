// SPDX-License-Identifier: Apache-2.0
#pragma once
// Explains a cell of the heat map as a chain of causes, each with its recorded numbers.

#include <vector>

#include "engine/insight/cell_facts.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Returns the messages in order: demand, refused requests, the limits that refused them, and what
// the scaling policy did at the time. With the scenario, the limit is the one that refused: the
// maximum of a partition or of on-demand mode; a partition's share of the throughput else.
std::vector<Message> explanation(const Recording& recording, std::size_t table, Side side,
                                 const CellFacts& facts, const Scenario* scenario = nullptr);

}  // namespace isotherm
