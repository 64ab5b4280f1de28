// SPDX-License-Identifier: Apache-2.0
#pragma once
// The month that `isotherm cost` prices: each hour of a table, its indexes and its replicas.

#include "app/cli/cost_options.h"

namespace isotherm {

// "3000000", "3M", "2.5k": a whole number of calls. k, M and G are thousands, millions, billions.
Result<std::int64_t> read_call_count(const std::string& option, const std::string& text);

// Fills `hours`, what the services take from the table, and the remarks. Empty when all is well.
Errors fill_month(const CostOptions& options, CostInput& input);

}  // namespace isotherm
