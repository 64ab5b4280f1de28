// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether a recording that was read from a file can be one that a run left behind. Pictures and
// tables trust its times and counts, so that nothing impossible may reach them.

#include <optional>
#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// What is impossible, for people; nullopt when all is well.
std::optional<std::string> find_impossible(const Recording& recording);

}  // namespace isotherm
