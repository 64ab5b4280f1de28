// SPDX-License-Identifier: Apache-2.0
#pragma once
// How well a run fits the past, for people.

#include <string>

#include "engine/past/past_fit.h"

namespace isotherm {

std::string past_text(const PastFit& fit);
// "the skew of keys", as in "most of the rest looks like …".
std::string unknown_text(Unknown unknown);

}  // namespace isotherm
