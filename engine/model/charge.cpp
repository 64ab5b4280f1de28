// SPDX-License-Identifier: Apache-2.0
#include "engine/model/charge.h"

#include <bit>
#include <cassert>

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
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Key key = batch.key[i];
        batch.partition[i] = tables[batch.table[i]].ranges.owner(position_of(key), [&] {
            return sort_position(sort_orders[batch.workload[i].value], key, batch.sequence[i]);
        });
        batch.cost[i] = rules.of(batch.operation[i], batch.bytes[i]);
    }
}

}  // namespace isotherm
