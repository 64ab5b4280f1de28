// SPDX-License-Identifier: Apache-2.0
#pragma once
// JSON as text: what users give us, parsed with the place of what is wrong, and what we write.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Refuses what is not JSON, names given twice in one object, and nesting deeper than 64.
// `number` and `exit_code` are those of the error.
Result<nlohmann::ordered_json> parse_json_text(const std::string& text,
                                               const std::string& file_name, ExitCode exit_code,
                                               int number);

// With two spaces a level. Bytes that are not UTF-8, as paths may have, become U+FFFD.
std::string written_json(const nlohmann::ordered_json& json);

}  // namespace isotherm
