// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks that a recording read from a file could be the result of a run. Charts and tables rely on
// its times and counts, so impossible values must not reach them.

#include <optional>
#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// Returns a description of the first impossible value, for error messages; nullopt if there is
// none.
std::optional<std::string> find_impossible(const Recording& recording);

}  // namespace isotherm
