// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/frequent_keys.h"

#include <algorithm>
#include <map>
#include <utility>

namespace isotherm {

void FrequentKeys::add_exactly(Key key, std::uint64_t times) {
    if (buckets_.empty()) buckets_.resize(exact_slots);
    std::size_t slot = bucket_of(key, 0);
    while (buckets_[slot].count != 0 && buckets_[slot].key != key) slot = (slot + 1) % exact_slots;
    if (buckets_[slot].count == 0) {
        if (distinct_ == most_exact) {
            leave_exact();
            add_many(key, static_cast<std::int64_t>(times));
            return;
        }
        ++distinct_;
        buckets_[slot].key = key;
    }
    buckets_[slot].count += static_cast<std::int64_t>(times);
}

void FrequentKeys::add(Key key, std::uint64_t times) {
    if (times == 0) return;
    total_ += times;
    if (exact_) return add_exactly(key, times);
    add_many(key, static_cast<std::int64_t>(times));
}

void FrequentKeys::leave_exact() {
    const std::vector<FrequentKey> counted = exact_counts();
    exact_ = false;
    buckets_.assign(rows * row_buckets, {});
    for (const FrequentKey& key : counted) add_many(key.key, static_cast<std::int64_t>(key.count));
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

// While counting is exact, without the free slots. Keys keep their slots, because their order
// decides what becomes of them when counting ceases to be exact.
void FrequentKeys::state(StateVisitor& visit) {
    visit(total_, exact_);
    if (!exact_) {
        visit(buckets_);
        visit.require(buckets_.size() == rows * row_buckets);
    } else {
        std::vector<Slot> used;
        for (std::size_t at = 0; !visit.loads() && at < buckets_.size(); ++at)
            if (buckets_[at].count != 0) used.push_back({at, buckets_[at].key, buckets_[at].count});
        visit(used);
        visit.require(used.size() <= most_exact);
        if (visit.loads()) fill_slots(used, visit);
    }
}

void FrequentKeys::fill_slots(const std::vector<Slot>& used, StateVisitor& visit) {
    buckets_.assign(used.empty() ? 0 : exact_slots, {});
    distinct_ = used.size();
    for (const Slot& slot : used) {
        visit.require(slot.at < exact_slots && slot.count > 0);
        visit.require(buckets_[slot.at].count == 0);
        buckets_[slot.at] = {slot.key, slot.count, 0};
    }
    for (const Slot& slot : used) {
        std::size_t at = bucket_of(slot.key, 0);
        while (buckets_[at].count != 0 && buckets_[at].key != slot.key) at = (at + 1) % exact_slots;
        visit.require(at == slot.at);
    }
}

std::vector<FrequentKey> FrequentKeys::exact_counts() const {
    std::vector<FrequentKey> list;
    for (const Bucket& bucket : buckets_) {
        if (bucket.count != 0)
            list.push_back({bucket.key, static_cast<std::uint64_t>(bucket.count), 0});
    }
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

FrequentKey FrequentKeys::counted(Key key) const {
    FrequentKey found{key, 0, 0};
    if (buckets_.empty()) return found;
    if (exact_) {
        std::size_t slot = bucket_of(key, 0);
        while (buckets_[slot].count != 0 && buckets_[slot].key != key)
            slot = (slot + 1) % exact_slots;
        found.count = static_cast<std::uint64_t>(buckets_[slot].count);
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

std::vector<FrequentKey> FrequentKeys::top(std::size_t most) const {
    std::vector<FrequentKey> list = exact_ ? exact_counts() : bounded_counts();
    std::sort(list.begin(), list.end(), [](const FrequentKey& a, const FrequentKey& b) {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    });
    if (list.size() > most) list.resize(most);
    return list;
}

}  // namespace isotherm
