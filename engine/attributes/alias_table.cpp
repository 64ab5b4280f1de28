// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/alias_table.h"

#include <bit>
#include <cassert>
#include <limits>

namespace isotherm {

std::uint64_t random_bound(double share) {
    assert(share >= 0);
    return share >= 1 ? std::numeric_limits<std::uint64_t>::max()
                      : static_cast<std::uint64_t>(share * 0x1p64);
}

AliasTable::AliasTable(std::span<const double> weights) {
    const std::size_t slot_count = std::bit_ceil(weights.size() < 2 ? 2 : weights.size());
    shift_ = 64 - std::countr_zero(slot_count);
    double total = 0;
    for (const double weight : weights) total += weight;
    assert(total > 0);

    // Each slot holds one unit of weight: its own entry's weight, filled up with weight from one
    // other entry.
    std::vector<double> mass(slot_count, 0.0);
    std::vector<std::uint32_t> poor;
    std::vector<std::uint32_t> rich;
    for (std::uint32_t i = 0; i < slot_count; ++i) {
        if (i < weights.size()) mass[i] = weights[i] / total * static_cast<double>(slot_count);
        (mass[i] < 1 ? poor : rich).push_back(i);
    }
    slots_.resize(slot_count);
    while (!poor.empty() && !rich.empty()) {
        const std::uint32_t taker = poor.back();
        const std::uint32_t giver = rich.back();
        poor.pop_back();
        slots_[taker] = {random_bound(mass[taker]), {taker, giver}};
        mass[giver] -= 1 - mass[taker];
        if (mass[giver] < 1) {
            rich.pop_back();
            poor.push_back(giver);
        }
    }
    // Because of rounding, slots that are full may remain in either list.
    for (const std::uint32_t i : rich) slots_[i] = {random_bound(1), {i, i}};
    for (const std::uint32_t i : poor) slots_[i] = {random_bound(1), {i, i}};
}

}  // namespace isotherm
