// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads the configuration file of Dynamic DynamoDB: [global], [default_options], [table: ^regex$]
// and [gsi: ^regex$ table: ^regex$] with "name: value" or "name = value".

#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct ConfiguredResource {
    std::string table;  // empty: the file's first table section
    std::string index;  // empty: the table itself
};

// Applies the file's options for a table or one of its indexes to the policy "dynamic_dynamodb". As
// in Dynamic DynamoDB, the first section whose expression matches the beginning of the name is
// used. Errors contain line and column.
Errors apply_dynamic_dynamodb_file(const std::string& text, const std::string& file_name,
                                   const ConfiguredResource& resource, Configurable& target);

}  // namespace isotherm
