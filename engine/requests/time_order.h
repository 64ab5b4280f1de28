// SPDX-License-Identifier: Apache-2.0
#pragma once
// Puts many rows in order of time without comparing them with each other: a radix sort of their
// offsets. Rows of the same time keep their order. Hot path: runs once per request.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

class TimeOrder {
public:
    void clear() {
        entries_.clear();
        latest_ = 0;
    }
    // Adds the next row. `offset`: its time since a moment that is the same for all rows; less than
    // 2^32 us.
    void add(SimDuration offset) {
        assert(offset >= 0us && offset.count() >> index_bits == 0);
        const auto since = static_cast<std::uint64_t>(offset.count());
        latest_ = std::max(latest_, since);
        entries_.push_back(since << index_bits | entries_.size());
    }
    void sort() {
        if (entries_.size() < least_for_digits) {
            std::sort(entries_.begin(), entries_.end());
            return;
        }
        const auto bits = static_cast<int>(std::bit_width(latest_));
        const int passes = (bits + digit_bits_most - 1) / digit_bits_most;
        for (int pass = 0; pass < passes; ++pass) {
            const int digit_bits = (bits + passes - 1) / passes;
            sort_by_digit(index_bits + pass * digit_bits, digit_bits);
        }
    }

    std::size_t size() const { return entries_.size(); }
    // The row, counted in order of add(), that is at `place` after sort().
    std::uint32_t operator[](std::size_t place) const {
        return static_cast<std::uint32_t>(entries_[place]);
    }

private:
    static constexpr int index_bits = 32;
    static constexpr int digit_bits_most = 8;
    static constexpr std::size_t least_for_digits = 64;

    void sort_by_digit(int shift, int bits) {
        const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
        std::array<std::uint32_t, std::size_t{1} << digit_bits_most> places{};
        for (const std::uint64_t entry : entries_) ++places[(entry >> shift) & mask];
        std::uint32_t sum = 0;
        for (std::size_t digit = 0; digit <= mask; ++digit) {
            const std::uint32_t begin = sum;
            sum += places[digit];
            places[digit] = begin;
        }
        sorted_.resize(entries_.size());
        for (const std::uint64_t entry : entries_)
            sorted_[places[(entry >> shift) & mask]++] = entry;
        entries_.swap(sorted_);
    }

    // Offset in the upper bits, index in the lower ones, so that comparing entries compares times,
    // then order of add().
    std::vector<std::uint64_t> entries_;
    std::vector<std::uint64_t> sorted_;
    std::uint64_t latest_ = 0;
};

}  // namespace isotherm
