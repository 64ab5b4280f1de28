// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recording in checkpoints. What a closed second recorded never changes, so a checkpoint in
// memory holds only how long the recording was, and the few values that still changed then.

#include "engine/recording/recording.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// Visits everything that an unfinished recording contains, for a file.
void visit_history(Recording& recording, StateVisitor& visit);

// Visits the lengths of an unfinished recording and the values that later seconds change. Loading
// cuts a recording, which must not be shorter, back to these lengths.
void visit_length(Recording& recording, StateVisitor& visit);

}  // namespace isotherm
