// SPDX-License-Identifier: Apache-2.0
#pragma once
// A token bucket: capacity that refills at a fixed rate and is consumed by requests.
//
// A bucket holds rate x max(allocated window, burst window). The allocated window is one second,
// because limits are per second. The burst window keeps up to 300 s of unused capacity (Developer
// Guide, burst capacity). Tokens above rate x allocated window are the burst. DynamoDB also spends
// bursts on background work, without notice; that is not modelled. That all unused capacity is kept
// is [inferred]: AWS says "a portion".
//
// The caller first checks that the bucket holds the tokens needed, then takes the cost. For a
// write, the tokens needed are the cost. A read is admitted if its lowest possible cost is
// available; its full cost can then take the bucket below zero. A bucket below zero admits nothing.
// Invariant: -(largest cost of one read) < level <= rate x the longer window.
// Hot path: runs once per request.

#include <algorithm>
#include <cassert>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The capacity of a bucket as durations: capacity = rate x duration.
struct BucketWindows {
    SimDuration allocated = 1s;
    SimDuration burst = 300s;

    SimDuration whole() const { return allocated < burst ? burst : allocated; }
    // The part of whole() that can be saved as burst: what exceeds the allocated window.
    SimDuration saved() const { return whole() - allocated; }
};

// `Level` is CapacityUnits or, where a partition's 64 bits would overflow, WideCapacityUnits.
template <class Level>
class BasicTokenBucket {
public:
    BasicTokenBucket() = default;
    // Starts filled to the share `filled` (0 to 1) of its capacity, rounded down to nano-units.
    BasicTokenBucket(CapacityRate rate, BucketWindows windows, double filled)
        : level_(fraction(held(rate, windows), filled)), rate_(rate) {}

    // Refills the bucket up to `now` and returns whether the level is at least `needed`.
    bool holds(Level needed, SimTime now, BucketWindows windows) {
        refill(now, windows);
        return level_ >= needed;
    }
    // Call only after `holds` returned true for the same instant. The level can fall below zero.
    void take(Level cost) { level_ -= cost; }
    // Takes the cost if `admitted`, without a branch.
    void take_if(bool admitted, CapacityUnits cost) {
        const std::int64_t mask = -static_cast<std::int64_t>(admitted);
        level_ -= CapacityUnits::nano_units(cost.in_nano_units() & mask);
    }

    // For requests that are spread over the time from `from` to `to`: what they can take together.
    // Tokens that arrive while they are served are taken at once, so the capacity of the bucket
    // does not limit this sum. At most one second, so that the product fits into 64 bits.
    Level offered(SimTime from, SimTime to, BucketWindows windows) {
        assert(to - from <= 1s);
        refill(from, windows);
        return level_ + rate_.template earned_in<Level>(to - from);
    }
    // Takes `cost`, at most what was offered, or one read more, over the time since the last
    // refill.
    void spend(Level cost, SimTime to, BucketWindows windows) {
        level_ = std::min(level_ + rate_.template earned_in<Level>(to - refilled_at_) - cost,
                          held(rate_, windows));
        refilled_at_ = to;
    }
    // Returns tokens of requests that another bucket has refused.
    void give_back(Level cost, BucketWindows windows) {
        level_ = std::min(level_ + cost, held(rate_, windows));
    }

    // The level at `now`, which must not be before the last refill. Negative: capacity owed.
    Level level_at(SimTime now, BucketWindows windows) const {
        BasicTokenBucket later = *this;
        later.refill(now, windows);
        return later.level_;
    }
    // The burst part of the level at `now`: the tokens above rate x allocated window.
    Level burst_at(SimTime now, BucketWindows windows) const {
        return std::max(
            Level{}, level_at(now, windows) - rate_.template earned_in<Level>(windows.allocated));
    }

    // Changes the rate from `now` on. Tokens above the new capacity are lost ([inferred]).
    void set_rate(CapacityRate rate, SimTime now, BucketWindows windows) {
        refill(now, windows);
        rate_ = rate;
        level_ = std::min(level_, held(rate, windows));
    }

    // Sets the rate. If the bucket had no rate before, it starts filled to the share `filled` of
    // its capacity.
    void allocate(CapacityRate rate, double filled, SimTime now, BucketWindows windows) {
        if (rate_ != CapacityRate{}) return set_rate(rate, now, windows);
        *this = BasicTokenBucket(rate, windows, filled);
        refilled_at_ = now;
    }

    // The bucket of one of two equal children of a partition: half of the rate and half of the
    // level.
    BasicTokenBucket half(SimTime now, BucketWindows windows) const {
        BasicTokenBucket child = *this;
        child.refill(now, windows);
        child.level_ = Level::nano_units(child.level_.in_nano_units() / 2);
        child.rate_ = rate_ / 2;
        return child;
    }

    CapacityRate rate() const { return rate_; }
    Level level() const { return level_; }

private:
    using Count = decltype(Level{}.in_nano_units());

    static Level held(CapacityRate rate, BucketWindows windows) {
        return rate.earned_in<Level>(windows.whole());
    }
    static Level fraction(Level whole, double share) {
        return Level::nano_units(
            share >= 1 ? whole.in_nano_units()
                       : static_cast<Count>(static_cast<double>(whole.in_nano_units()) * share));
    }

    // Adds what was earned since the last refill, up to the capacity. Selects with a mask instead
    // of a branch: whether a bucket is full is hard to predict for the CPU. The product has 128
    // bits, because a bucket can sleep for years; a level below zero is repaid over as long as it
    // takes.
    void refill(SimTime now, BucketWindows windows) {
        assert(now >= refilled_at_);
        const auto elapsed = static_cast<std::uint64_t>((now - refilled_at_).count());
        refilled_at_ = now;
        const auto rate = static_cast<std::uint64_t>(rate_.in_milli_units_per_second());
        const auto earned =
            static_cast<__int128>(static_cast<unsigned __int128>(elapsed) * rate);  // nano-units
        // Below zero if the windows have become shorter: what no longer fits is lost.
        const Count room = (held(rate_, windows) - level_).in_nano_units();
        const Count fills = -static_cast<Count>(earned > room);
        const Count added = (room & fills) | (static_cast<Count>(earned) & ~fills);
        level_ += Level::nano_units(added);
    }

    Level level_;
    CapacityRate rate_;
    SimTime refilled_at_ = sim_start;
};

using TokenBucket = BasicTokenBucket<CapacityUnits>;           // of a partition or storage node
using TableTokenBucket = BasicTokenBucket<WideCapacityUnits>;  // of a table, index or account

static_assert(sizeof(TokenBucket) == 24,
              "read and write buckets of a partition share a cache line");

}  // namespace isotherm
