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

namespace {

// The rows from `first` on, all of one table.
void charge_run(RequestBatch& batch, std::size_t first, std::size_t end, const KeyRanges& ranges,
                const Charge& rules, std::span<const SortOrder> sort_orders) {
    const bool many = ranges.size() > cached_partitions;
    const Key* const keys = batch.key.data();
    const Operation* const operations = batch.operation.data();
    const std::uint32_t* const bytes = batch.bytes.data();
    PartitionIndex* const partitions = batch.partition.data();
    HalfUnits* const costs = batch.cost.data();
    for (std::size_t i = first; i < end; ++i) {
        if (many && i + 2 * rows_ahead < end) {
            const std::size_t next = i + rows_ahead, later = i + 2 * rows_ahead;
            ranges.prefetch_directory(position_of(keys[later]));
            ranges.prefetch_range(position_of(keys[next]));
        }
        partitions[i] = ranges.owner(position_of(keys[i]), [&] {
            return sort_position(sort_orders[batch.workload[i].value], keys[i], batch.sequence[i]);
        });
        costs[i] = rules.of(operations[i], bytes[i]);
    }
}

}  // namespace

void charge(RequestBatch& batch, const Tables& tables, const Charge& rules,
            std::span<const SortOrder> sort_orders) {
    for (std::size_t first = 0, end = 0; first < batch.size(); first = end) {
        while (end < batch.size() && batch.table[end] == batch.table[first]) ++end;
        charge_run(batch, first, end, tables[batch.table[first]].ranges, rules, sort_orders);
    }
}

}  // namespace isotherm
