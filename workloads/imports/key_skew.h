// SPDX-License-Identifier: Apache-2.0
#pragma once
// Puts the hottest keys of Contributor Insights into workloads: each becomes a head with the keys
// measured, and a tail with all other keys.

#include "workloads/imports/imported_plan.h"

namespace isotherm {

void apply_key_skew(ImportedFacts& facts, ImportPlan& plan);

// The exponent of Zipf's law that fits values in descending order: minus the slope of ln value over
// ln rank, by least squares. 0 with fewer than two values.
double fitted_exponent(const std::vector<double>& values);

}  // namespace isotherm
