// SPDX-License-Identifier: Apache-2.0
#pragma once
// Dynamic DynamoDB's own configuration file: [global], [default_options], [table: ^regex$] and
// [gsi: ^regex$ table: ^regex$] with "name: value" or "name = value".

#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct ConfiguredResource {
    std::string table;  // empty: the file's first table section
    std::string index;  // empty: the table itself
};

// Applies what the file says about a table or one of its indexes to the policy "dynamic_dynamodb".
// As in the program, the first section whose expression matches the beginning of the name counts.
// Errors give line and column.
Errors apply_dynamic_dynamodb_file(const std::string& text, const std::string& file_name,
                                   const ConfiguredResource& resource, Configurable& target);

}  // namespace isotherm
