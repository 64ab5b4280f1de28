// SPDX-License-Identifier: Apache-2.0
#pragma once
// Answers that nobody waits for. They need no order until somebody looks at what they change, so
// they are put into buckets by time, and a bucket is sorted only if a part of it is taken.

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

struct LightAnswer {
    SimTime at;
    std::uint64_t action = 0;  // its number
    SimTime begun{};
    std::uint32_t client = 0;
    bool condition_failed = false;

    bool before(SimTime time, std::uint64_t number) const {
        return std::tie(at, action) < std::tie(time, number);
    }
};

class LightAnswers {
public:
    bool empty() const { return count_ == 0; }
    // No answer is earlier.
    SimTime earliest() const { return begin_of(first_); }
    // The last time up to which no bucket has to be taken in part.
    static SimTime whole_buckets(SimTime time) { return begin_of(bucket_of(time)); }

    // False: the answer is too far away.
    bool add(const LightAnswer& answer) {
        if (buckets_.empty()) buckets_.resize(bucket_count);
        const std::int64_t bucket = std::max(first_, bucket_of(answer.at));
        if (bucket >= first_ + static_cast<std::int64_t>(bucket_count)) return false;
        std::vector<LightAnswer>& into = at(bucket);
        if (into.capacity() == 0 && !spare_.empty()) {
            into.swap(spare_.back());
            spare_.pop_back();
        }
        into.push_back(answer);
        ++count_;
        if (bucket == sorted_) sorted_ = -1;
        return true;
    }

    // Takes all answers before this time, and those at it of actions with a lower number, in any
    // order.
    template <class Take>
    void take_before(SimTime time, std::uint64_t action, const Take& take) {
        const std::int64_t last = bucket_of(time);
        for (; first_ < last && count_ > 0; ++first_) {
            std::vector<LightAnswer>& all = at(first_);
            for (const LightAnswer& answer : all) take(answer);
            count_ -= all.size();
            give_back(all);
        }
        first_ = std::max(first_, last);
        if (count_ == 0 || (time == begin_of(last) && action == 0)) return;
        std::vector<LightAnswer>& some = at(first_);
        if (sorted_ != first_) std::sort(some.begin(), some.end(), later);
        sorted_ = first_;
        for (; !some.empty() && some.back().before(time, action); some.pop_back(), --count_)
            take(some.back());
    }

private:
    static constexpr std::int64_t bucket_length = 1'024;  // microseconds
    static constexpr std::size_t bucket_count = 256;      // few answers take longer

    static std::int64_t bucket_of(SimTime time) {
        return time.time_since_epoch().count() / bucket_length;
    }
    static SimTime begin_of(std::int64_t bucket) {
        return SimTime{SimDuration(bucket * bucket_length)};
    }
    static bool later(const LightAnswer& a, const LightAnswer& b) {
        return b.before(a.at, a.action);
    }
    std::vector<LightAnswer>& at(std::int64_t bucket) {
        return buckets_[static_cast<std::size_t>(bucket) % bucket_count];
    }

    // Memory that was just used is the fastest.
    void give_back(std::vector<LightAnswer>& bucket) {
        if (bucket.capacity() == 0) return;
        bucket.clear();
        spare_.emplace_back().swap(bucket);
    }

    std::vector<std::vector<LightAnswer>> buckets_;  // `bucket_count`, from the first answer on
    std::vector<std::vector<LightAnswer>> spare_;    // empty ones
    std::int64_t first_ = 0;                         // the earliest that may have answers
    std::int64_t sorted_ = -1;                       // latest first
    std::size_t count_ = 0;
};

}  // namespace isotherm
