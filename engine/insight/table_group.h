// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables with their indexes; in a recording, each index is a separate table.

#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// Returns the table that an index belongs to, or the table itself, as positions in
// Recording::tables.
inline std::size_t base_table(const Recording& recording, std::size_t table) {
    const ResourceName base(recording.tables[table].name.table);
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        if (recording.tables[t].name == base) return t;
    }
    return table;
}

// Returns the table, then its indexes; `table` may be any of them.
inline std::vector<std::size_t> table_group(const Recording& recording, std::size_t table) {
    std::vector<std::size_t> group;
    if (table >= recording.tables.size()) return group;
    const std::size_t base = base_table(recording, table);
    group.push_back(base);
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        if (recording.tables[t].is_index && base_table(recording, t) == base) group.push_back(t);
    }
    return group;
}

// Returns whether a resource with this name is in the group.
inline bool in_group(const Recording& recording, const std::vector<std::size_t>& group,
                     const ResourceName& name) {
    for (const std::size_t t : group) {
        if (recording.tables[t].name == name) return true;
    }
    return false;
}

}  // namespace isotherm
