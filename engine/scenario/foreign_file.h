// SPDX-License-Identifier: Apache-2.0
#pragma once
// Recognizes files of other kinds that users may mistake for scenarios, and says what to do with
// them.

#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Returns error 114 (exit code 78) if the text is a known kind of file other than a scenario;
// nullopt if it may be a scenario.
std::optional<Error> foreign_file(std::string_view text, const std::string& file_name);

}  // namespace isotherm
