// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads items from JSON: DynamoDB's typed form, {"size": {"N": "12"}}, or plain, {"size": 12}.

#include <string_view>

#include "engine/units/item_size.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// An item is in the typed form if any attribute is an object whose only member is named after a
// type; then all attributes must have this form. In plain items, strings, numbers, true or false,
// null, arrays and objects become S, N, BOOL, NULL, L and M; numbers keep every digit. `name` is
// the name of the text in error messages.
Result<Item> read_item(std::string_view json, std::string_view name);

}  // namespace isotherm
