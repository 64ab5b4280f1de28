// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks whether DynamoDB accepts a change of a table now: while the table or one of its global
// indexes is not ACTIVE, it refuses every UpdateTable of the table (API reference, UpdateTable).

#include <string_view>

#include "engine/model/table.h"

namespace isotherm {

// Returns the table or one of its existing indexes that is not ACTIVE; nullptr when all are ACTIVE.
inline const Table* busy_one(const Tables& tables, std::string_view table) {
    for (const Table& one : tables.tables) {
        if (one.name.table == table && one.status != TableStatus::active &&
            one.status != TableStatus::absent)
            return &one;
    }
    return nullptr;
}

}  // namespace isotherm
