// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why a cell of the heat map is as it is: the causal chain, each step with its numbers as recorded.

#include <vector>

#include "engine/insight/cell_facts.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// From what was asked for to what was refused, by which limit, and what its operator did meanwhile.
std::vector<Message> explanation(const Recording& recording, std::size_t table, Side side,
                                 const CellFacts& facts);

}  // namespace isotherm
