// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings given on the command line as NAME=VALUE texts, for any Configurable.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// How to treat settings that are not given: either their defaults are final, or the stream that is
// opened may still determine them. In the second case no errors are reported for them.
enum class OpenSettings : std::uint8_t { are_defaults, may_follow };

// Applies the values, written as in a scenario but without quotes; settings of a group are named
// GROUP.NAME. Malformed values, values outside the range and unknown names are errors with exit
// code 2.
Errors apply_text_settings(Configurable& target, const std::map<std::string, std::string>& values,
                           OpenSettings open = OpenSettings::are_defaults);

// Returns whether `target` has a setting for each of these names.
bool has_settings(Configurable& target, const std::map<std::string, std::string>& values);

}  // namespace isotherm
