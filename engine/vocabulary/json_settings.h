// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads the settings of one object from JSON: {"reads_upper_threshold": 80, …}.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Applies the values to `target`. Dashes in names count as underscores. null counts as zero, false
// or empty, because the programs that write these files use it so. Errors name the setting and have
// the given `exit_code`.
Errors apply_json_settings(const nlohmann::ordered_json& object, const std::string& file_name,
                           const std::string& path, ExitCode exit_code, Configurable& target);

}  // namespace isotherm
