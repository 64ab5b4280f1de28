// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a request costs: capacity units from the call and the bytes it reads or writes.
//
// A read costs one unit for each started read unit of the item, half of that when eventually
// consistent; a write one unit for each started write unit of the larger of the item before and
// after. A missing item costs the minimum, one step. A Query or Scan rounds the sum of what it
// reads once. Items of transactions cost double. Whole calls, step by step: operation_cost.h.

#include <array>
#include <span>

#include "engine/model/table.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {

class Charge {
public:
    explicit Charge(const Era& era);

    // `bytes`: the item, before or after the call, whichever is larger; for a Query or
    // Scan the items it evaluates, a page at most.
    // Hot path: once per request.
    HalfUnits of(Operation operation, std::uint32_t bytes) const {
        const Rule& rule = rules_[static_cast<std::size_t>(operation)];
        const std::int64_t started = (std::int64_t{bytes} + rule.round_up) >> rule.unit_bits;
        return HalfUnits((started == 0 ? 1 : started) * rule.half_units);
    }

private:
    struct Rule {
        std::int64_t round_up = 0;    // unit - 1
        std::int64_t half_units = 2;  // for each started unit
        int unit_bits = 0;            // units are powers of two
    };
    std::array<Rule, operation_count> rules_;
};

// Fills `partition` and `cost` of each row. `sort_orders` by workload. Hot path.
void charge(RequestBatch& batch, const Tables& tables, const Charge& rules,
            std::span<const SortOrder> sort_orders);

}  // namespace isotherm
