// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cost of a request in capacity units, from its call and the bytes that it reads or writes.
//
// A read costs the item's size divided by the era's read_unit (4 KB since 2013), rounded up, or
// half of that if it is eventually consistent. A write costs the size divided by write_unit (1 KB),
// rounded up, where the size is the larger of the item's sizes before and after. A missing item
// costs the minimum: one unit, or half a unit for an eventually consistent read. A Query or Scan
// adds up the items that it reads and rounds up once. Items of transactions cost double.
// operation_cost.h computes whole calls step by step.

#include <array>
#include <span>

#include "engine/model/table.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {

class Charge {
public:
    explicit Charge(const Era& era);

    // `bytes`: the size of the item before or after the call, whichever is larger; for a Query or
    // Scan the total size of the items that it evaluates, at most one page.
    // Hot path: runs once per request.
    HalfUnits of(Operation operation, std::uint32_t bytes) const {
        const Rule& rule = rules_[static_cast<std::size_t>(operation)];
        const std::int64_t started = (std::int64_t{bytes} + rule.round_up) >> rule.unit_bits;
        return HalfUnits((started == 0 ? 1 : started) * rule.half_units);
    }

private:
    struct Rule {
        std::int64_t round_up = 0;    // bytes of one unit - 1, added before the division
        std::int64_t half_units = 2;  // cost per unit of size
        int unit_bits = 0;            // log2 of the bytes of one unit, which are a power of two
    };
    std::array<Rule, operation_count> rules_;
};

// Fills `partition` and `cost` of each row. `sort_orders` is indexed by workload. Hot path.
void charge(RequestBatch& batch, const Tables& tables, const Charge& rules,
            std::span<const SortOrder> sort_orders);

}  // namespace isotherm
