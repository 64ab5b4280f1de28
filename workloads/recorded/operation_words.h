// SPDX-License-Identifier: Apache-2.0
#pragma once
// Classifies words in the column of operations as read, write or remove. Ignores the case of
// letters.

#include <map>
#include <string>
#include <string_view>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

using WordKinds = std::map<std::string, VerbKind, std::less<>>;

// Returns the known words: those of caches, HTTP, SQL and disks, the names of DynamoDB's calls (API
// Reference, "Actions"), and the event names of DynamoDB's streams. ExecuteStatement and its batch
// form may read or write; they count as reads unless `writes` contains them. `reads` and `writes`
// contain further words, separated by commas, which take precedence.
WordKinds operation_words(std::string_view reads, std::string_view writes);

std::string lower_case(std::string_view text);

}  // namespace isotherm
