// SPDX-License-Identifier: Apache-2.0
#include "engine/model/charge.h"

#include <bit>
#include <cassert>

#include "engine/model/fetch_ahead.h"

namespace isotherm {

Charge::Charge(const Era& era) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const OperationTraits& traits = operation_traits[i];
        const Bytes unit = traits.side == Side::read ? era.read_unit : era.write_unit;
        assert(std::has_single_bit(unit.count));
        const std::int64_t half_units = traits.consistency == Consistency::eventual ? 1
                                        : traits.transactional                      ? 4
                                                                                    : 2;
        rules_[i] = {static_cast<std::int64_t>(unit.count) - 1, half_units,
                     std::countr_zero(unit.count)};
    }
}

void charge(RequestBatch& batch, const Tables& tables, const Charge& rules,
            std::span<const SortOrder> sort_orders) {
    const std::size_t rows = batch.size();
    const bool many = tables.partitions.size() > cached_partitions;
    const auto ranges_of = [&](std::size_t row) -> const KeyRanges& {
        return tables[batch.table[row]].ranges;
    };
    for (std::size_t i = 0; i < rows; ++i) {
        if (many && i + 2 * rows_ahead < rows) {
            const std::size_t next = i + rows_ahead, later = i + 2 * rows_ahead;
            ranges_of(later).prefetch_directory(position_of(batch.key[later]));
            ranges_of(next).prefetch_range(position_of(batch.key[next]));
        }
        const Key key = batch.key[i];
        batch.partition[i] = ranges_of(i).owner(position_of(key), [&] {
            return sort_position(sort_orders[batch.workload[i].value], key, batch.sequence[i]);
        });
        batch.cost[i] = rules.of(batch.operation[i], batch.bytes[i]);
    }
}

}  // namespace isotherm
