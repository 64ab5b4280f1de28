#pragma once
// The hottest keys of a stream in constant memory, with an error bound.
//
// Misra and Gries' summary (1982) in the form of Anderson et al., "A High-Performance Algorithm
// for Identifying Frequent Items in Data Streams" (2017): counters in an open hash table; when it
// is full, the median count is taken off every counter and what drops to zero leaves. A counter is
// too low by at most the sum of what was taken off, and that bound is reported with it. Exact,
// bound 0, while there are fewer distinct keys than counters.
// Hot path: once per request.

#include <cstdint>
#include <vector>

#include "engine/requests/request_batch.h"

namespace isotherm {

struct FrequentKey {
    Key key = 0;
    std::uint64_t count = 0;        // at least so many
    std::uint64_t count_bound = 0;  // at most so many more
    bool operator==(const FrequentKey&) const = default;
};

class FrequentKeys {
public:
    FrequentKeys() : keys_(slots), counts_(slots) {}

    void add(Key key) {
        ++total_;
        std::size_t slot = slot_of(key);
        if (counts_[slot] == 0) {
            if (used_ == most_used) {
                make_room();
                slot = slot_of(key);
            }
            ++used_;
            keys_[slot] = key;
        }
        ++counts_[slot];
    }

    // The keys of the highest counts, most frequent first; ties by key.
    std::vector<FrequentKey> top(std::size_t most) const;
    std::uint64_t total() const { return total_; }

private:
    static constexpr int slot_bits = 12;
    static constexpr std::size_t slots = std::size_t{1} << slot_bits;
    static constexpr std::size_t most_used = slots / 4 * 3;

    // Where the key stands, or where it would be put.
    std::size_t slot_of(Key key) const {
        std::size_t slot = (key * 0x9e3779b97f4a7c15) >> (64 - slot_bits);
        while (counts_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) % slots;
        return slot;
    }
    void make_room();

    std::vector<Key> keys_;
    std::vector<std::uint64_t> counts_;  // 0: free
    std::size_t used_ = 0;
    std::uint64_t total_ = 0;
    std::uint64_t taken_off_ = 0;
};

}  // namespace isotherm
