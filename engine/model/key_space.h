// SPDX-License-Identifier: Apache-2.0
#pragma once
// The hash space of partition keys: each key has a position, and each partition owns a range of
// positions.
//
// AWS does not publish its hash function; any good one is adequate [inferred].
// Hot path: once per request.

#include <xxhash.h>

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/requests/request_batch.h"
#include "engine/requests/sort_order.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

using KeyPosition = std::uint64_t;

// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits.
constexpr KeyPosition position_of(Key key) {
    std::uint64_t z = key + 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

// The inverse of position_of: the only key at a position.
constexpr Key key_at(KeyPosition position) {
    std::uint64_t z = position;
    z = (z ^ (z >> 31) ^ (z >> 62)) * 0x319642b2d24d8ec3;
    z = (z ^ (z >> 27) ^ (z >> 54)) * 0x96de1b173f119089;
    z = z ^ (z >> 30) ^ (z >> 60);
    return z - 0x9e3779b97f4a7c15;
}
static_assert(key_at(position_of(0)) == 0 && key_at(position_of(123'456'789)) == 123'456'789);

// Turns a text key into a number. Text that is a decimal number as a program would print it, of at
// most 18 digits, becomes that number, so that a stream gives the same run from text as from binary
// records. All other text is hashed.
inline Key key_from_text(std::string_view text) {
    constexpr std::size_t longest_number = 18;
    const bool canonical =
        !text.empty() && text.size() <= longest_number && (text.size() == 1 || text.front() != '0');
    if (canonical) {
        Key number = 0;
        std::size_t i = 0;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
            number = number * 10 + static_cast<Key>(text[i] - '0');
        }
        if (i == text.size()) return number;
    }
    return XXH3_64bits(text.data(), text.size()) | (Key{1} << 63);
}

// The position of an item: the hash of its partition key, then its sort key. The sort key matters
// only in an item collection that has been split between two sort keys.
using SortPosition = std::uint64_t;
inline constexpr SortPosition last_sort = ~SortPosition{0};

struct ItemPosition {
    KeyPosition hash = 0;
    SortPosition sort = 0;
    constexpr auto operator<=>(const ItemPosition&) const = default;
};

// The sort key that a request accesses. It is derived from the request's sequence number, so that a
// resent request accesses the same item again.
constexpr SortPosition sort_position(SortOrder order, Key key, std::uint64_t sequence) {
    constexpr int sequential_shift = 16;  // leaves room for split points between neighbouring keys
    switch (order) {
        case SortOrder::single:
            return 0;
        case SortOrder::uniform:
            return position_of(key ^ position_of(sequence));
        case SortOrder::sequential:
            return sequence << sequential_shift;
    }
    return 0;
}

// Maps positions to partitions: contiguous, disjoint ranges that cover the whole space.
class KeyRanges {
public:
    // Equal ranges for the partitions first, first + 1, …
    static KeyRanges equal(PartitionIndex first, std::uint32_t count);

    // Returns the partition of an item. Calls `sort` for the sort key only if the collection is
    // split.
    template <class Sort>
    PartitionIndex owner(KeyPosition position, Sort&& sort) const {
        return owner_[index_of(position, sort)];
    }
    // Returns the partition of the first item of a collection.
    PartitionIndex owner(KeyPosition position) const {
        return owner(position, [] { return SortPosition{0}; });
    }
    // Returns the index of the item's range in order of position: owner(…) = owner_at(index_of(…)).
    template <class Sort>
    std::size_t index_of(KeyPosition position, Sort&& sort) const {
        std::size_t i = directory_[position >> shift_];
        // Most slices end in the range in which they begin or in the next one. Which, nobody can
        // guess, so the first step is no branch.
        i += position > last_[i] ? 1 : 0;
        while (position > last_[i]) ++i;
        if (position == last_[i] && last_sort_[i] != last_sort) [[unlikely]] {
            const ItemPosition item{position, sort()};
            while (item > last_at(i)) ++i;
        }
        return i;
    }

    // Load what owner() will read into the cache: first its place in the directory, and later, when
    // that has come, the range.
    void prefetch_directory(KeyPosition position) const {
        __builtin_prefetch(&directory_[position >> shift_]);
    }
    void prefetch_range(KeyPosition position) const {
        const std::uint32_t range = directory_[position >> shift_];
        __builtin_prefetch(&last_[range]);
        __builtin_prefetch(&owner_[range]);
    }

    // Replaces the range of `parent` by two ranges; the first one ends with `cut`. `cut` must lie
    // in the parent's range and before its end.
    void split(PartitionIndex parent, ItemPosition cut, PartitionIndex first,
               PartitionIndex second);

    std::size_t size() const { return last_.size(); }
    // Access to ranges by index, in order of position.
    PartitionIndex owner_at(std::size_t i) const { return owner_[i]; }
    ItemPosition first_at(std::size_t i) const {
        if (i == 0) return {};
        return last_sort_[i - 1] == last_sort ? ItemPosition{last_[i - 1] + 1, 0}
                                              : ItemPosition{last_[i - 1], last_sort_[i - 1] + 1};
    }
    ItemPosition last_at(std::size_t i) const { return {last_[i], last_sort_[i]}; }

    void state(StateVisitor& visit);

private:
    void build_directory();

    std::vector<KeyPosition> last_;
    std::vector<SortPosition> last_sort_;
    std::vector<PartitionIndex> owner_;
    // Lookup table: divides the space into 2^k equal slices, about four per range, and holds the
    // range in which each slice begins.
    std::vector<std::uint32_t> directory_;
    int shift_ = 0;
};

}  // namespace isotherm
