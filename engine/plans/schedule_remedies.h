// SPDX-License-Identifier: Apache-2.0
#pragma once
// Schedules of capacity as remedies.

#include <vector>

#include "engine/insight/remedy.h"

namespace isotherm {

// For each finding that more capacity helps, where the run lasts a day or more: what each hour of
// the day asked for at most, and a tenth.
std::vector<Remedy> schedule_remedies(const std::vector<ThrottleFinding>& findings,
                                      const Recording& recording);

}  // namespace isotherm
