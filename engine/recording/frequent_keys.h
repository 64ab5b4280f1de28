// SPDX-License-Identifier: Apache-2.0
#pragma once
// The hottest keys of a stream in constant memory, each with a rigorous bound of its count.
//
// Exact while there are few distinct keys. Then keys are hashed to buckets, and each bucket keeps
// the majority candidate of Boyer and Moore (1981): a counter that goes up with its own key and
// down with any other, and changes hands at zero. With c left on the counter after n arrivals in
// the bucket, its key came at least c and at most (n + c) / 2 times. Two rows with different
// hashes make it unlikely that one hot key hides behind another in both.
// Hot path: once per request, without a branch that depends on the key. Takes memory from the first
// key on.

#include <array>
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
    void add(Key key) {
        ++total_;
        if (exact_) return add_exactly(key);
        for (std::size_t row = 0; row < rows; ++row) {
            Bucket& bucket = buckets_[row * row_buckets + bucket_of(key, row)];
            ++bucket.arrivals;
            const std::int64_t count = bucket.count + (bucket.key == key ? 1 : -1);
            // Arithmetic, because compilers turn a conditional here into a branch.
            const std::int64_t lost = count < 0;  // 1 when the bucket changes hands
            bucket.key ^= (bucket.key ^ key) & static_cast<Key>(-lost);
            bucket.count = count + 2 * lost;  // from -1 to 1
        }
    }

    // The keys of the highest counts, most frequent first; ties by key.
    std::vector<FrequentKey> top(std::size_t most) const;
    // How often one key came: at least `count`, at most `count_bound` more.
    FrequentKey counted(Key key) const;
    std::uint64_t total() const { return total_; }
    // Exact up to `most_exact`; then there are more, and this says most_exact + 1.
    std::size_t distinct() const { return exact_ ? distinct_ : most_exact + 1; }

    static constexpr std::size_t most_exact = 3'072;  // distinct keys

private:
    static constexpr int bucket_bits = 12;
    static constexpr std::size_t row_buckets = std::size_t{1} << bucket_bits;
    static constexpr std::size_t rows = 2;
    // Odd multipliers of Fibonacci hashing: 2^64 / golden ratio, and 2^64 (sqrt 3 - 1).
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
    void add_exactly(Key key);
    void add_many(Key key, std::int64_t times);
    std::vector<FrequentKey> exact_counts() const;
    std::vector<FrequentKey> bounded_counts() const;
    void leave_exact();

    // While exact: an open hash table in `buckets_`, count 0 meaning free. Later: the two rows.
    std::vector<Bucket> buckets_;
    bool exact_ = true;
    std::size_t distinct_ = 0;
    std::uint64_t total_ = 0;
};

}  // namespace isotherm
