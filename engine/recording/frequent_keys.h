// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds the most frequent keys of a stream in constant memory, with a guaranteed error bound for
// each count.
//
// Counts are exact for up to `most_exact` distinct keys. Above that, keys are hashed to buckets,
// and each bucket keeps the majority candidate of Boyer and Moore (1981): a key with a counter that
// is incremented by this key and decremented by any other; when the counter would become negative,
// the other key becomes the candidate. If the counter is c after n arrivals in the bucket, its key
// arrived at least c and at most (n + c) / 2 times. Two rows of buckets with different hashes make
// it unlikely that a frequent key is hidden by another one in both rows.
// Hot path: runs once per request, without branches that depend on the key. Memory is allocated
// with the first key.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/requests/request_batch.h"

namespace isotherm {

struct FrequentKey {
    Key key = 0;
    std::uint64_t count = 0;        // lower bound of the true count
    std::uint64_t count_bound = 0;  // the true count is at most count + count_bound
    bool operator==(const FrequentKey&) const = default;
};

class FrequentKeys {
public:
    void add(Key key) {
        ++total_;
        if (exact_) return add_exactly(key, 1);
        for (std::size_t row = 0; row < rows; ++row) {
            Bucket& bucket = buckets_[row * row_buckets + bucket_of(key, row)];
            ++bucket.arrivals;
            const std::int64_t count = bucket.count + (bucket.key == key ? 1 : -1);
            // Arithmetic, because compilers would turn a condition into a branch.
            const std::int64_t lost = count < 0;  // 1 if the bucket gets a new candidate
            bucket.key ^= (bucket.key ^ key) & static_cast<Key>(-lost);
            bucket.count = count + 2 * lost;  // 1 instead of -1 for a new candidate
        }
    }

    // The same as `times` calls of add(key) in a row.
    void add(Key key, std::uint64_t times);
    // Adds requests to `keys` further keys, which are not followed by themselves.
    void add_others(std::uint64_t keys, std::uint64_t times) {
        others_ = std::max(others_, keys);
        total_ += times;
    }

    // Returns up to `most` keys with the highest counts, most frequent first; ties are ordered by
    // key.
    std::vector<FrequentKey> top(std::size_t most) const;
    // Returns the count of one key with its error bound.
    FrequentKey counted(Key key) const;
    std::uint64_t total() const { return total_; }
    // Number of distinct keys; exact up to `most_exact`, most_exact + 1 if there are more.
    std::size_t distinct() const { return exact_ ? distinct_ + others_ : most_exact + 1; }

    static constexpr std::size_t most_exact = 3'072;  // distinct keys

    void state(StateVisitor& visit);

private:
    static constexpr int bucket_bits = 12;
    static constexpr std::size_t row_buckets = std::size_t{1} << bucket_bits;
    static constexpr std::size_t rows = 2;
    // Odd multipliers for Fibonacci hashing: 2^64 / golden ratio, and 2^64 (sqrt 3 - 1).
    static constexpr std::array<std::uint64_t, rows> multipliers{0x9e3779b97f4a7c15,
                                                                 0xbb67ae8584caa73b};
    static constexpr std::size_t exact_slots = std::size_t{1} << bucket_bits;

    struct Bucket {
        Key key = 0;
        std::int64_t count = 0;
        std::int64_t arrivals = 0;
    };

    static std::size_t bucket_of(Key key, std::size_t row) {
        return (key * multipliers[row]) >> (64 - bucket_bits);
    }
    void add_exactly(Key key, std::uint64_t times);
    void add_many(Key key, std::int64_t times);
    std::vector<FrequentKey> exact_counts() const;
    std::vector<FrequentKey> bounded_counts() const;
    void leave_exact();
    struct Slot {
        std::uint64_t at = 0;
        Key key = 0;
        std::int64_t count = 0;
    };
    void fill_slots(const std::vector<Slot>& used, StateVisitor& visit);

    // While exact_ is true: a hash table with open addressing, in which a count of 0 means a free
    // slot. Later: the two rows of buckets.
    std::vector<Bucket> buckets_;
    bool exact_ = true;
    std::size_t distinct_ = 0;
    std::uint64_t others_ = 0;  // keys that are not followed by themselves
    std::uint64_t total_ = 0;
};

}  // namespace isotherm
