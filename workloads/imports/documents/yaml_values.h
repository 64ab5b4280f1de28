// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads YAML as JSON values. CloudFormation's short tags become the long form: `!Ref Stage` becomes
// {"Ref": "Stage"}.

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

struct YamlValues {
    nlohmann::ordered_json root;
    std::map<std::string, std::int64_t> lines;  // line of each value, by its path
};

// Refuses text that is not YAML, nesting deeper than 64 and more than a million values, which small
// files with aliases can contain.
Result<YamlValues> read_yaml_values(const std::string& text, const std::string& file);

}  // namespace isotherm
