// SPDX-License-Identifier: Apache-2.0
#pragma once
// Explains a cell of the heat map as a chain of causes, each with its recorded numbers.

#include <vector>

#include "engine/insight/cell_facts.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Returns the messages in order: demand, refused requests, the limits that refused them, and what
// the scaling policy did at the time.
std::vector<Message> explanation(const Recording& recording, std::size_t table, Side side,
                                 const CellFacts& facts);

}  // namespace isotherm
