// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings given on the command line as NAME=VALUE texts, for anything Configurable.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// What settings are that no value was given for: final as they are, or still to be settled by the
// stream that is opened, in which case nothing is said about them yet.
enum class OpenSettings : std::uint8_t { are_defaults, may_follow };

// Applies the values, in the forms the scenario has them in but without quotes; those of a group as
// GROUP.NAME. Every value that is malformed, outside its range or that nothing asked for is an
// error, exit code 2.
Errors apply_text_settings(Configurable& target, const std::map<std::string, std::string>& values,
                           OpenSettings open = OpenSettings::are_defaults);

// Whether it has a setting of each of these names.
bool has_settings(Configurable& target, const std::map<std::string, std::string>& values);

}  // namespace isotherm
