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
// Hot path: `add` runs once per request. It only notes the key; a few dozen keys are counted
// together, so that their places are fetched into the cache once, and at the same time, even if
// there are thousands of other counters. The memory grows with the number of keys.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
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
        noted_[noted_count_++] = key;
        if (noted_count_ == noted_.size()) count_noted();
    }

    // Load what the next add() writes into the cache: first this, some rows later that.
    void fetch_count() const { __builtin_prefetch(&noted_count_, 1); }
    void fetch_place() const { __builtin_prefetch(&noted_[noted_count_], 1); }

    // The same as `times` calls of add(key) in a row.
    void add(Key key, std::uint64_t times);
    // Adds requests to `keys` further keys, which are not followed by themselves.
    void add_others(std::uint64_t keys, std::uint64_t times) {
        others_ = std::max(others_, keys);
        total_ += times;
    }

    // Returns up to `most` keys with the highest counts, most frequent first; ties are ordered by
    // key.
    std::vector<FrequentKey> top(std::size_t most);
    // Returns the count of one key with its error bound.
    FrequentKey counted(Key key);
    std::uint64_t total() const { return total_ + noted_count_; }
    // Number of distinct keys; exact up to `most_exact`, most_exact + 1 if there are more.
    std::size_t distinct();

    static constexpr std::size_t most_exact = 3'072;  // distinct keys

    void state(StateVisitor& visit);

private:
    static constexpr int bucket_bits = 12;
    static constexpr std::size_t row_buckets = std::size_t{1} << bucket_bits;
    static constexpr std::size_t rows = 2;
    // Odd multipliers for Fibonacci hashing: 2^64 / golden ratio, and 2^64 (sqrt 3 - 1).
    static constexpr std::array<std::uint64_t, rows> multipliers{0x9e3779b97f4a7c15,
                                                                 0xbb67ae8584caa73b};
    static constexpr std::size_t noted_most = 64;
    static constexpr int least_place_bits = 6;  // of the first hash table of exact counts

    // A key that is counted exactly.
    struct Exact {
        Key key = 0;
        std::int64_t count = 0;
    };
    struct Bucket {
        Key key = 0;
        std::int64_t count = 0;
        std::int64_t arrivals = 0;
    };

    static std::size_t bucket_of(Key key, std::size_t row) {
        return (key * multipliers[row]) >> (64 - bucket_bits);
    }
    std::size_t first_place_of(Key key) const {
        return (key * multipliers[0]) >> (64 - place_bits_);
    }
    // The place of the key in the hash table: its own, or the free one in which it belongs.
    std::size_t place_of(Key key) const {
        std::size_t place = first_place_of(key);
        while (places_[place] != 0 && exact_keys_[places_[place] - 1].key != key)
            place = (place + 1) & (places_.size() - 1);
        return place;
    }
    void count_noted();
    void fetch_exact(std::span<const Key> keys) const;
    void add_exactly(Key key, std::uint64_t times);
    void add_to_buckets(std::span<const Key> keys);
    void add_many(Key key, std::int64_t times);
    void grow_places();
    std::vector<FrequentKey> exact_counts() const;
    std::vector<FrequentKey> bounded_counts() const;
    void leave_exact();

    // Keys that have been added, but not counted yet.
    std::array<Key, noted_most> noted_;
    std::size_t noted_count_ = 0;
    // While exact_ is true: the keys in order of their first arrival, and a hash table with open
    // addressing, of which at most three quarters are used, with index + 1 in that list; 0: free.
    bool exact_ = true;
    std::vector<Exact> exact_keys_;
    std::vector<std::uint16_t> places_;
    int place_bits_ = 0;           // log2 of the number of places
    std::vector<Bucket> buckets_;  // later: the two rows of buckets
    std::uint64_t others_ = 0;     // keys that are not followed by themselves
    std::uint64_t total_ = 0;      // without the noted keys
};

}  // namespace isotherm
