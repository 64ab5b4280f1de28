// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/write_charge.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr std::int64_t write_unit_bytes = 1024;
// An entry whose size no source has, as the scenario assumes it.
constexpr std::int64_t small_entry_bytes = 100;

}  // namespace

double write_units_of(std::int64_t bytes) {
    return static_cast<double>(std::max<std::int64_t>(1, bytes) / write_unit_bytes +
                               (std::max<std::int64_t>(1, bytes) % write_unit_bytes != 0 ? 1 : 0));
}

std::int64_t entry_bytes_of(const ImportedIndex& index, std::int64_t item_bytes) {
    if (index.projection.value_or("all") == "all") return item_bytes;
    return index.entry_bytes.value_or(small_entry_bytes);
}

WriteCharge write_charge(const ImportedTable& table, double changing) {
    WriteCharge charge;
    for (const auto& [name, index] : table.indexes) {
        if (!index.local.value_or(false)) continue;
        const double share = changing * std::clamp(index.in_index.value_or(1.0), 0.0, 1.0);
        if (index.projection.value_or("all") == "all") {
            charge.per_item_unit += share;
        } else {
            charge.fixed += share * write_units_of(entry_bytes_of(index, 0));
        }
        charge.indexes += (charge.indexes.empty() ? "" : ", ") + name;
    }
    return charge;
}

}  // namespace isotherm
