// SPDX-License-Identifier: Apache-2.0
#pragma once
// What came out otherwise in run B than in run A, and whether other seeds say so, too.

#include <vector>

#include "engine/run/comparison.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Over the time that both have on record: what is throttled, and the bill.
std::vector<Message> compared(const RunFigures& a, const RunFigures& b);

// What the seeds say of the share of tries throttled, B minus A.
Message verdict(const PairedDifference& throttled_share);

}  // namespace isotherm
