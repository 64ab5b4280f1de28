// SPDX-License-Identifier: Apache-2.0
#pragma once
// The results of a sweep as a table for people.

#include <string>

#include "engine/run/sweep_store.h"

namespace isotherm {

// One row for each setting: its values, and the mean of each number with the half-width of its
// 95 % confidence interval, if there are several seeds.
std::string sweep_text(const SweepDescription& sweep, const SweepRuns& runs);

}  // namespace isotherm
