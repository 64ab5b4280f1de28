// SPDX-License-Identifier: Apache-2.0
#pragma once
// What must hold of a lesson and its words, as far as it can be seen without a run: each path names
// a number that the reports have, each step has words in each language, and no number of a result
// is typed into them.

#include "engine/lessons/lesson.h"

namespace isotherm {

// Returns the faults by file and line; at most 20.
Errors lesson_faults(const Lesson& lesson);

}  // namespace isotherm
