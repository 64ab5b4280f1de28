// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws one of n entries by weight with one 64-bit random number and one comparison (Walker 1977,
// built as by Vose 1991). Hot path: once per request.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace isotherm {

class AliasTable {
public:
    // Weights are not negative, at least one is positive; they need not add up to anything.
    explicit AliasTable(std::span<const double> weights);

    // The entry for a uniform 64-bit number: the high bits choose a slot, the rest is compared.
    std::uint32_t pick(std::uint64_t random) const {
        const Slot& slot = slots_[random >> shift_];
        // Indexed, not branched on: the comparison is a coin that no processor predicts.
        return slot.entry[(random << (64 - shift_)) < slot.threshold ? 0 : 1];
    }

private:
    struct Slot {
        std::uint64_t threshold = 0;
        std::array<std::uint32_t, 2> entry{};  // below the threshold, and from it on
    };
    std::vector<Slot> slots_;  // a power of two, at least 2
    int shift_ = 0;
};

// A share from 0 to 1 as a bound for 64-bit random numbers: x < bound with that probability.
std::uint64_t random_bound(double share);

}  // namespace isotherm
