// SPDX-License-Identifier: Apache-2.0
#pragma once
// Files that people have and that are no scenarios: what such a file is, and what to do with it.

#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// nullopt when the text may be meant as a scenario. Error 114, exit code 78.
std::optional<Error> foreign_file(std::string_view text, const std::string& file_name);

}  // namespace isotherm
