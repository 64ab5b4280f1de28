// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws one of n entries by weight with one 64-bit random number and one comparison (alias method:
// Walker 1977, table built as in Vose 1991). Hot path: once per request.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace isotherm {

class AliasTable {
public:
    // Weights must not be negative, and at least one must be positive; their sum is arbitrary.
    explicit AliasTable(std::span<const double> weights);

    // Returns the entry for a uniform 64-bit number: its high bits select a slot, and its remaining
    // bits are compared with the slot's threshold.
    std::uint32_t pick(std::uint64_t random) const {
        const Slot& slot = slots_[random >> shift_];
        // Uses an index instead of a branch, because the result is random and no processor can
        // predict it.
        return slot.entry[(random << (64 - shift_)) < slot.threshold ? 0 : 1];
    }

private:
    struct Slot {
        std::uint64_t threshold = 0;
        std::array<std::uint32_t, 2> entry{};  // for values below the threshold; for others
    };
    std::vector<Slot> slots_;  // their number is a power of two, at least 2
    int shift_ = 0;
};

// Converts a share from 0 to 1 to a bound for uniform 64-bit random numbers x: x < bound has the
// probability `share`.
std::uint64_t random_bound(double share);

}  // namespace isotherm
