// SPDX-License-Identifier: Apache-2.0
#pragma once
// Capacity that fills at a fixed rate and is spent by requests.
//
// A bucket holds the longer of two windows of its rate, in all: the allocated one (a second: limits
// are per second) and the burst window, up to 300 s of unused capacity (Developer Guide, burst
// capacity). What it holds above the allocated window is the burst. DynamoDB also spends bursts on
// background work, without notice; that is not modelled. "All of the unused capacity is kept" is
// [inferred]: AWS says "a portion".
//
// Whoever decides asks for what it needs to see in the bucket, then takes what the request cost.
// The two are equal for writes; a read is admitted on its least cost and may leave the bucket below
// zero by the rest, which is owed: a bucket below zero admits nothing.
// Invariant: -(largest cost of one read) < level <= rate x the longer window.
// Hot path: runs once per request.

#include <algorithm>
#include <cassert>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// How much of its rate a bucket can hold.
struct BucketWindows {
    SimDuration allocated = 1s;
    SimDuration burst = 300s;

    SimDuration whole() const { return std::max(allocated, burst); }
    // Of the burst: what may be saved beyond the allocated window.
    SimDuration saved() const { return whole() - allocated; }
};

class TokenBucket {
public:
    TokenBucket() = default;
    // Starts with `filled` (0 to 1) of what it can hold, rounded down to nano-units.
    TokenBucket(CapacityRate rate, BucketWindows windows, double filled)
        : level_(fraction(rate * windows.whole(), filled)), rate_(rate) {}

    // Brings the level up to date and says whether it is `needed` or more.
    bool holds(CapacityUnits needed, SimTime now, BucketWindows windows) {
        refill(now, windows);
        return level_ >= needed;
    }
    // Only after `holds` said yes at the same instant. The level may fall below zero.
    void take(CapacityUnits cost) { level_ -= cost; }

    // The level as it would be at `now`, not before the last refill. Below zero: owed.
    CapacityUnits level_at(SimTime now, BucketWindows windows) const {
        TokenBucket later = *this;
        later.refill(now, windows);
        return later.level_;
    }
    // The part of that level which was saved: what is above the allocated window.
    CapacityUnits burst_at(SimTime now, BucketWindows windows) const {
        return std::max(CapacityUnits{}, level_at(now, windows) - rate_ * windows.allocated);
    }

    // From now on fills at `rate`. What no longer fits is lost ([inferred]).
    void set_rate(CapacityRate rate, SimTime now, BucketWindows windows) {
        refill(now, windows);
        rate_ = rate;
        level_ = std::min(level_, rate * windows.whole());
    }

    // Gives a bucket that had no rate so far its first one, with `filled` of what it can hold; any
    // other changes its rate.
    void allocate(CapacityRate rate, double filled, SimTime now, BucketWindows windows) {
        if (rate_ != CapacityRate{}) return set_rate(rate, now, windows);
        *this = TokenBucket(rate, windows, filled);
        refilled_at_ = now;
    }

    // One of two equal children of a partition: half of the rate and half of the level.
    TokenBucket half(SimTime now, BucketWindows windows) const {
        TokenBucket child = *this;
        child.refill(now, windows);
        child.level_ = CapacityUnits::nano_units(child.level_.in_nano_units() / 2);
        child.rate_ = rate_ / 2;
        return child;
    }

    CapacityRate rate() const { return rate_; }
    CapacityUnits level() const { return level_; }

private:
    static CapacityUnits fraction(CapacityUnits whole, double share) {
        return CapacityUnits::nano_units(
            share >= 1
                ? whole.in_nano_units()
                : static_cast<std::int64_t>(static_cast<double>(whole.in_nano_units()) * share));
    }

    void refill(SimTime now, BucketWindows windows) {
        assert(now >= refilled_at_);
        const SimDuration elapsed = now - refilled_at_;
        refilled_at_ = now;
        if (level_ < CapacityUnits{}) return repay(elapsed, windows);
        // Without the clamp, a bucket that slept for days would overflow the product.
        const CapacityUnits earned = rate_ * std::min(elapsed, windows.whole());
        level_ += std::min(earned, rate_ * windows.whole() - level_);
    }

    // A page of 1 MB can take a slow partition longer to earn than its window is.
    void repay(SimDuration elapsed, BucketWindows windows) {
        const auto earned = static_cast<__int128>(rate_.in_milli_units_per_second()) *
                            elapsed.count();  // nano-units
        const __int128 room = (rate_ * windows.whole() - level_).in_nano_units();
        level_ += CapacityUnits::nano_units(static_cast<std::int64_t>(std::min(earned, room)));
    }

    CapacityUnits level_;
    CapacityRate rate_;
    SimTime refilled_at_ = sim_start;
};

static_assert(sizeof(TokenBucket) == 24,
              "read and write buckets of a partition share a cache line");

}  // namespace isotherm
