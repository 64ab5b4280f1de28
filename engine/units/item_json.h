// SPDX-License-Identifier: Apache-2.0
#pragma once
// Items as JSON: DynamoDB's typed form, {"size": {"N": "12"}}, or plain, {"size": 12}.

#include <string_view>

#include "engine/units/item_size.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Typed when every attribute is an object of one member named after a type; plain when none is.
// Plain strings, numbers, true, null, arrays and objects become S, N, BOOL, NULL, L and M; numbers
// keep every digit. `name` is what errors call the text.
Result<Item> read_item(std::string_view json, std::string_view name);

}  // namespace isotherm
