// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a word in the column of operations does: read, write or remove. Letters of any case.

#include <map>
#include <string>
#include <string_view>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

using WordKinds = std::map<std::string, VerbKind, std::less<>>;

// Words of caches, HTTP, SQL and disks, and DynamoDB's: each call by its name (API Reference,
// "Actions") and the event names of its streams. ExecuteStatement and its batches may read or
// write; they count as reads unless `writes` names them. `reads` and `writes` hold further words,
// separated by commas; they win.
WordKinds operation_words(std::string_view reads, std::string_view writes);

std::string lower_case(std::string_view text);

}  // namespace isotherm
