// SPDX-License-Identifier: Apache-2.0
#pragma once
// Builds the month that `isotherm cost` prices: each hour of a table, its indexes and its replicas.

#include "app/cli/cost_options.h"

namespace isotherm {

// Reads a whole number of calls, such as "3000000", "3M" or "2.5k"; k, M and G are thousands,
// millions and billions.
Result<std::int64_t> read_call_count(const std::string& option, const std::string& text);

// Fills the month's hours, the services that depend on the table, and the remarks. Returns no
// errors on success.
Errors fill_month(const CostOptions& options, CostInput& input);

}  // namespace isotherm
