// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace isotherm {

// No attribute can have this name. A specification with it shows the settings of all distributions,
// for visitors that describe what can be given.
inline constexpr std::string_view all_attributes = "*";

}  // namespace isotherm
