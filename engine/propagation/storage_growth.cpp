#include "engine/propagation/storage_growth.h"

#include <algorithm>

namespace isotherm {

StorageGrowth::StorageGrowth(const Tables& tables, const std::vector<TableSpec>& specs,
                             std::uint64_t seed)
    : of_table_(tables.size()) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const std::string& name = tables.tables[t].name;
        const auto spec = std::find_if(specs.begin(), specs.end(),
                                       [&](const TableSpec& one) { return one.name == name; });
        if (spec == specs.end() || spec->new_items.value <= 0) continue;
        of_table_[t] = Growing{spec->new_items, RandomStream(seed, "growth." + name)};
        any_ = true;
    }
}

void StorageGrowth::take_in(const RequestBatch& batch, Tables& tables) {
    if (!any_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (batch.operation[row] != Operation::put_item || is_throttled(batch.outcome[row]))
            continue;
        auto& growing = of_table_[batch.table[row].value];
        if (!growing || growing->random.unit() >= growing->new_items.value) continue;
        tables.partitions.bytes[batch.partition[row].value] += batch.bytes[row] + overhead_bytes;
    }
}

}  // namespace isotherm
