// SPDX-License-Identifier: Apache-2.0
#pragma once
// JSON as text: parses users' files and reports the position of errors; writes JSON.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Refuses text that is not JSON, names that occur twice in one object, and nesting deeper than 64.
// The error has the given `number` and `exit_code`.
Result<nlohmann::ordered_json> parse_json_text(const std::string& text,
                                               const std::string& file_name, ExitCode exit_code,
                                               ErrorNumber number);

// Indents by two spaces per level. Bytes that are not UTF-8, which may occur in paths, become
// U+FFFD.
std::string written_json(const nlohmann::ordered_json& json);

}  // namespace isotherm
