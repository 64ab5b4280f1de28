// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/frequent_keys.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/requests/packed_numbers.h"

namespace isotherm {
namespace {

// Of a bucket, so that sums of them fit.
constexpr std::uint64_t most_arrivals = std::uint64_t{1} << 61;

}  // namespace

void FrequentKeys::count_noted() {
    const std::span<const Key> keys(noted_.data(), noted_count_);
    total_ += keys.size();
    noted_count_ = 0;
    if (exact_) fetch_exact(keys);
    std::size_t first = 0;
    while (exact_ && first < keys.size()) add_exactly(keys[first++], 1);
    add_to_buckets(keys.subspan(first));
}

// Loads the counters of the keys into the cache at the same time: which of them are new is hard to
// guess, so counting would wait for each in turn.
void FrequentKeys::fetch_exact(std::span<const Key> keys) const {
    constexpr std::size_t cached_keys = 32;
    if (exact_keys_.size() < cached_keys) return;
    for (const Key key : keys) __builtin_prefetch(&places_[first_place_of(key)]);
    for (const Key key : keys) {
        const std::size_t number = places_[first_place_of(key)];
        if (number > 0) __builtin_prefetch(&exact_keys_[number - 1], 1);
    }
}

// Without branches that depend on the key.
void FrequentKeys::add_to_buckets(std::span<const Key> keys) {
    for (const Key key : keys) {
        for (std::size_t row = 0; row < rows; ++row) {
            Bucket& bucket = buckets_[row * row_buckets + bucket_of(key, row)];
            ++bucket.arrivals;
            // Arithmetic, because compilers would turn conditions into branches.
            const std::int64_t same = bucket.key == key;
            const std::int64_t count = bucket.count + 2 * same - 1;
            const std::int64_t lost = count < 0;  // 1 if the bucket gets a new candidate
            bucket.key ^= (bucket.key ^ key) & static_cast<Key>(-lost);
            bucket.count = count + 2 * lost;  // 1 instead of -1 for a new candidate
        }
    }
}

void FrequentKeys::add_exactly(Key key, std::uint64_t times) {
    if (places_.empty()) grow_places();
    std::size_t place = place_of(key);
    if (places_[place] == 0) {
        if (exact_keys_.size() == most_exact) {
            leave_exact();
            add_many(key, static_cast<std::int64_t>(times));
            return;
        }
        if (exact_keys_.size() == places_.size() / 4 * 3) {
            grow_places();
            place = place_of(key);
        }
        exact_keys_.push_back({key, 0});
        places_[place] = static_cast<std::uint16_t>(exact_keys_.size());
    }
    exact_keys_[places_[place] - 1].count += static_cast<std::int64_t>(times);
}

// Doubles the hash table. Its order of keys is the one that they would have if it had been as large
// from the start.
void FrequentKeys::grow_places() {
    place_bits_ = places_.empty() ? least_place_bits : place_bits_ + 1;
    places_.assign(std::size_t{1} << place_bits_, 0);
    for (std::size_t i = 0; i < exact_keys_.size(); ++i)
        places_[place_of(exact_keys_[i].key)] = static_cast<std::uint16_t>(i + 1);
}

void FrequentKeys::add(Key key, std::uint64_t times) {
    if (times == 0) return;
    count_noted();
    total_ += times;
    if (exact_) return add_exactly(key, times);
    add_many(key, static_cast<std::int64_t>(times));
}

void FrequentKeys::leave_exact() {
    buckets_.assign(rows * row_buckets, {});
    for (const std::uint16_t place : places_) {
        if (place == 0) continue;
        const Exact& counted = exact_keys_[place - 1U];
        add_many(counted.key, counted.count);
    }
    exact_ = false;
    exact_keys_ = {};
    places_ = {};
}

// Has the same effect as `times` consecutive arrivals of the key.
void FrequentKeys::add_many(Key key, std::int64_t times) {
    for (std::size_t row = 0; row < rows; ++row) {
        Bucket& bucket = buckets_[row * row_buckets + bucket_of(key, row)];
        bucket.arrivals += times;
        if (bucket.key == key) {
            bucket.count += times;
        } else if (bucket.count >= times) {
            bucket.count -= times;
        } else {
            bucket = {key, times - bucket.count, bucket.arrivals};
        }
    }
}

void FrequentKeys::state(StateVisitor& visit) {
    count_noted();
    visit(total_, others_, exact_);
    if (!exact_) {
        std::vector<std::uint8_t> packed;
        if (!visit.loads()) {
            for (const Bucket& bucket : buckets_) {
                pack_number(bucket.key, packed);
                pack_number(static_cast<std::uint64_t>(bucket.count), packed);
                pack_number(static_cast<std::uint64_t>(bucket.arrivals - bucket.count), packed);
            }
        }
        visit(packed);
        if (!visit.loads()) return;
        PackedNumbers numbers(packed);
        buckets_.assign(rows * row_buckets, {});
        for (Bucket& bucket : buckets_) {
            bucket.key = numbers.next();
            const std::uint64_t count = numbers.next(), others = numbers.next();
            visit.require(count <= most_arrivals && others <= most_arrivals);
            bucket.count = static_cast<std::int64_t>(count);
            bucket.arrivals = static_cast<std::int64_t>(count + others);
        }
        visit.require(numbers.all_taken());
        return;
    }
    // Keys keep their order, because it decides what becomes of them when counting ceases to be
    // exact.
    std::vector<Exact> keys = exact_keys_;
    visit(keys);
    visit.require(keys.size() <= most_exact);
    if (!visit.loads()) return;
    for (const Exact& key : keys) {
        visit.require(key.count > 0);
        add_exactly(key.key, static_cast<std::uint64_t>(key.count));
    }
    visit.require(exact_keys_.size() == keys.size());  // no key twice
}

std::size_t FrequentKeys::distinct() {
    count_noted();
    return exact_ ? exact_keys_.size() + others_ : most_exact + 1;
}

std::vector<FrequentKey> FrequentKeys::exact_counts() const {
    std::vector<FrequentKey> list;
    for (const Exact& key : exact_keys_)
        list.push_back({key.key, static_cast<std::uint64_t>(key.count), 0});
    return list;
}

std::vector<FrequentKey> FrequentKeys::bounded_counts() const {
    std::map<Key, std::pair<std::int64_t, std::int64_t>> bounds;  // lower and upper bound
    for (const Bucket& bucket : buckets_) {
        if (bucket.count == 0) continue;
        const std::int64_t most = (bucket.arrivals + bucket.count) / 2;
        const auto [known, added] = bounds.try_emplace(bucket.key, bucket.count, most);
        if (added) continue;
        known->second.first = std::max(known->second.first, bucket.count);
        known->second.second = std::min(known->second.second, most);
    }
    std::vector<FrequentKey> list;
    for (const auto& [key, bound] : bounds) {
        list.push_back({key, static_cast<std::uint64_t>(bound.first),
                        static_cast<std::uint64_t>(bound.second - bound.first)});
    }
    return list;
}

FrequentKey FrequentKeys::counted(Key key) {
    count_noted();
    FrequentKey found{key, 0, 0};
    if (exact_) {
        const std::size_t number = places_.empty() ? 0 : places_[place_of(key)];
        if (number > 0) found.count = static_cast<std::uint64_t>(exact_keys_[number - 1].count);
        return found;
    }
    std::int64_t least = 0, most = static_cast<std::int64_t>(total_);
    for (std::size_t row = 0; row < rows; ++row) {
        const Bucket& bucket = buckets_[row * row_buckets + bucket_of(key, row)];
        const bool own = bucket.count > 0 && bucket.key == key;
        if (own) least = std::max(least, bucket.count);
        // If another key holds the bucket, all arrivals that decremented its counter could have
        // been of this key.
        most = std::min(most, (bucket.arrivals + (own ? bucket.count : -bucket.count)) / 2);
    }
    found.count = static_cast<std::uint64_t>(least);
    found.count_bound = static_cast<std::uint64_t>(std::max(most, least) - least);
    return found;
}

std::vector<FrequentKey> FrequentKeys::top(std::size_t most) {
    count_noted();
    std::vector<FrequentKey> list = exact_ ? exact_counts() : bounded_counts();
    const std::size_t count = std::min(most, list.size());
    std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count), list.end(),
                      [](const FrequentKey& a, const FrequentKey& b) {
                          return a.count != b.count ? a.count > b.count : a.key < b.key;
                      });
    list.resize(count);
    return list;
}

}  // namespace isotherm
