// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of report.json that tables and indexes have alike.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// Null for a table.
nlohmann::ordered_json index_json(const ResourceName& name);
nlohmann::ordered_json totals_json(const Totals& totals);
// Throttled tries by the reason DynamoDB gives; by the limit that refused.
nlohmann::ordered_json reasons_json(const Totals& totals, ResourceKind kind);
nlohmann::ordered_json refused_by_json(const Totals& totals);

// One table or index, without the indexes of a table.
nlohmann::ordered_json resource_json(const Recording& recording, std::size_t table);

}  // namespace isotherm
