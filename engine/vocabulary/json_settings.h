// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings of one configurable thing from a JSON object: {"reads_upper_threshold": 80, …}.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Dashes in names count as underscores. null is zero, false or empty, as it is to programs that
// write it. Errors name the setting; `exit_code` is theirs.
Errors apply_json_settings(const nlohmann::ordered_json& object, const std::string& file_name,
                           const std::string& path, ExitCode exit_code, Configurable& target);

}  // namespace isotherm
