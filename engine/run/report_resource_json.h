// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of report.json that occur in several places, such as those of tables and indexes.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// The name of the index; null for a table.
nlohmann::ordered_json index_json(const ResourceName& name);
// Says what was called: table, index, operation, and consistency, which is null for writes.
nlohmann::ordered_json call_json(const ResourceName& name, Operation operation);
nlohmann::ordered_json totals_json(const Totals& totals);
// `reasons_json` counts throttled tries by the reason that DynamoDB gives, `refused_by_json` by the
// limit that refused them.
nlohmann::ordered_json reasons_json(const Totals& totals, ResourceKind kind);
nlohmann::ordered_json refused_by_json(const Totals& totals);

// How many entries the lists of each table and index may have, so that the whole report stays
// within its bounds.
struct ListLengths {
    std::size_t partitions = 0;
    std::size_t keys = 0;  // of the list of hot keys, and of that of throttled ones
};
// At most this many keys in the whole report, but at least one in each list. A key takes 120 bytes.
inline constexpr std::size_t keys_listed_in_all = 1'000;
ListLengths list_lengths(const Recording& recording);

// Describes one table or index. A table's indexes are not included.
nlohmann::ordered_json resource_json(const Recording& recording, std::size_t table,
                                     ListLengths most);

}  // namespace isotherm
