// SPDX-License-Identifier: Apache-2.0
#include "engine/propagation/local_index_costs.h"

#include <algorithm>

namespace isotherm {

LocalIndexCosts::LocalIndexCosts(const Tables& tables, const std::vector<TableSpec>& specs,
                                 std::uint64_t seed)
    : of_table_(tables.size()) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const ResourceName& name = tables.tables[t].name;
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const TableSpec& one) {
            return name == ResourceName(one.name);
        });
        if (spec == specs.end()) continue;
        for (const auto& [index_name, index] : spec->indexes) {
            if (index.global()) continue;
            of_table_[t].push_back(
                {index,
                 RandomStream(seed, "indexes." + ResourceName(name.table, index_name).label())});
            any_ = true;
        }
    }
}

HalfUnits LocalIndexCosts::cost_of(LocalIndex& index, const RequestBatch& batch, std::size_t row,
                                   const Charge& rules) const {
    // These numbers are drawn for every write, whatever its outcome.
    const bool in_index =
        index.random.unit() < index.spec.in_index.value * index.spec.has_key.value;
    const bool key_changes = index.random.unit() < index.spec.key_changes.value;
    const bool projected_changes = index.random.unit() < index.spec.projected_changes.value;
    const Operation operation = batch.operation[row];
    const Finding finding = batch.finding[row];
    if (!in_index || !changes_item(operation, finding)) return {};
    const HalfUnits entry = rules.of(Operation::put_item, index.spec.entry_bytes(batch.bytes[row]));
    if (operation != Operation::update_item || finding == Finding::no_item) return entry;
    if (key_changes) return entry * 2;  // delete the old entry, put the new one
    return projected_changes ? entry : HalfUnits{};
}

void LocalIndexCosts::add_to(RequestBatch& batch, const Charge& rules) {
    if (!any_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (side_of(batch.operation[row]) != Side::write) continue;
        for (LocalIndex& index : of_table_[batch.table[row].value]) {
            batch.cost[row] += cost_of(index, batch, row, rules);
        }
    }
}

}  // namespace isotherm
