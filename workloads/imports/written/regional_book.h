// SPDX-License-Identifier: Apache-2.0
#pragma once
// The price book of a region among those that come with the program.

#include <optional>
#include <string>

#include "engine/vocabulary/time.h"

namespace isotherm {

// The book of the region that was valid at that time, or its newest one. nullopt: no prices of this
// region are known.
std::optional<std::string> regional_book(const std::string& region, WallTime time);

}  // namespace isotherm
