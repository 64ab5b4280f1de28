// SPDX-License-Identifier: Apache-2.0
#pragma once
// How B compares with A, in English and as JSON.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/insight/table_comparison.h"

namespace isotherm {

// "B throttles 96 % less for $12.00 more a month, because tables.votes.capacity.write = 30; in 10
// of 10 seeds." `different`: the settings that differ, as `differences` lists them; empty if
// unknown.
std::string comparison_sentence(const Comparison& comparison,
                                const std::vector<std::string>& different);
// One line for each side of each table and index that was asked for something.
std::string comparison_table(const Comparison& comparison);
nlohmann::ordered_json comparison_json(const Comparison& comparison,
                                       const std::vector<std::string>& different);

}  // namespace isotherm
