// SPDX-License-Identifier: Apache-2.0
#pragma once
// Counts of durations in logarithmic buckets: a bucket is 1/128 of its value wide, so a percentile
// is within 0.4 % of the true one. Two histograms can be added.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class LatencyHistogram {
public:
    void add(SimDuration duration) {
        const auto value = static_cast<std::uint64_t>(duration.count());
        const std::size_t bucket = bucket_of(value);
        if (bucket >= counts_.size()) counts_.resize(bucket + 1);
        ++counts_[bucket];
        ++count_;
        sum_ += value;
        most_ = std::max(most_, value);
    }

    void add(const LatencyHistogram& other) {
        if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
        for (std::size_t bucket = 0; bucket < other.counts_.size(); ++bucket)
            counts_[bucket] += other.counts_[bucket];
        count_ += other.count_;
        sum_ += other.sum_;
        most_ = std::max(most_, other.most_);
    }
    void clear() {
        counts_.clear();
        count_ = sum_ = most_ = 0;
    }

    std::uint64_t count() const { return count_; }
    std::uint64_t sum() const { return sum_; }  // microseconds
    double mean_ms() const {
        return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_) * 1e-3;
    }
    std::uint64_t most() const { return most_; }  // microseconds
    double most_ms() const { return static_cast<double>(most_) * 1e-3; }
    // In whole microseconds.
    std::uint64_t percentile(double share) const {
        return static_cast<std::uint64_t>(percentile_ms(share) * 1e3 + 0.5);
    }
    // The smallest bucket with at least `share` of all durations at or below it.
    double percentile_ms(double share) const {
        const auto wanted = static_cast<double>(count_) * share;
        std::uint64_t below = 0;
        for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
            below += counts_[bucket];
            if (counts_[bucket] > 0 && static_cast<double>(below) >= wanted)
                return std::min(middle_of(bucket), most_ms() * 1e3) * 1e-3;
        }
        return 0;
    }

    void state(StateVisitor& visit) {
        visit(counts_, count_, sum_, most_);
        visit.require(counts_.size() <= bucket_of(~std::uint64_t{0}) + 1);
    }

private:
    static constexpr int exact_bits = 8;  // values below 256 have buckets of their own
    static constexpr std::size_t half = std::size_t{1} << (exact_bits - 1);

    static std::size_t bucket_of(std::uint64_t value) {
        const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - exact_bits);
        return static_cast<std::size_t>(shift) * half + static_cast<std::size_t>(value >> shift);
    }
    static double middle_of(std::size_t bucket) {
        if (bucket < 2 * half) return static_cast<double>(bucket);
        const std::size_t shift = bucket / half - 1;
        const auto first = static_cast<double>((bucket - shift * half) << shift);
        return first + (static_cast<double>(std::uint64_t{1} << shift) - 1) / 2;
    }

    std::vector<std::uint64_t> counts_;
    std::uint64_t count_ = 0;
    std::uint64_t sum_ = 0;
    std::uint64_t most_ = 0;
};

}  // namespace isotherm
