// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of a run's text report about workloads that read streams.

#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// Empty if there are none.
std::string consumers_text(const Recording& recording);

}  // namespace isotherm
