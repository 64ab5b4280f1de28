// SPDX-License-Identifier: Apache-2.0
#pragma once
// Messages about the differences between run A and run B, and whether they hold for other seeds,
// too.

#include <vector>

#include "engine/run/comparison.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Compares throttling and bill over the time that both runs have recorded.
std::vector<Message> compared(const RunFigures& a, const RunFigures& b);

// Says whether throttling differs across seeds; `throttled_share` holds the differences B - A of
// the share of tries that were throttled.
Message verdict(const PairedDifference& throttled_share);

}  // namespace isotherm
