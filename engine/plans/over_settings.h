// SPDX-License-Identifier: Apache-2.0
#pragma once
// Further settings that a plan chooses from (--over PATH=VALUES), as edits of the scenario's text.

#include <vector>

#include "engine/insight/remedy.h"
#include "engine/run/sweep_axis.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Combinations of all values; more would take too long.
inline constexpr std::size_t combinations_most = 64;

// Nodes of DAX clusters: half and twice as many, where `over` does not speak of them.
std::vector<SweepAxis> usual_axes(const Scenario& scenario, const std::vector<SweepAxis>& over);

// One list of edits for each combination; one empty list without axes. Values are TOML, or text.
std::vector<std::vector<RemedyEdit>> combinations_of(const std::vector<SweepAxis>& axes);

}  // namespace isotherm
