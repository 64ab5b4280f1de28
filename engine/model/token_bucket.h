#pragma once
// Capacity that fills at a fixed rate and is spent by requests, in two levels.
//
// `allocated` holds at most one short window of the rate (a second: limits are per second);
// what it cannot hold flows into `burst`, which keeps up to 300 s of unused capacity
// (throughput-model 2.1, 2.2). A request is admitted when both together hold its cost; it spends
// the allocated part first. DynamoDB also spends bursts on background work, without notice; that
// is not modelled. "All of the unused capacity is kept" is [inferred]: AWS says "a portion".
//
// The policy is strict: a cost above the level is refused whole, nothing is ever owed.
// Invariants: 0 <= allocated <= rate x allocated window, 0 <= burst <= rate x burst window.
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
};

class TokenBucket {
public:
    TokenBucket() = default;
    // Starts with `filled` (0 to 1) of both levels, rounded down to nano-units.
    TokenBucket(CapacityRate rate, BucketWindows windows, double filled)
        : allocated_(fraction(rate * windows.allocated, filled)),
          burst_(fraction(rate * windows.burst, filled)),
          rate_(rate) {}

    // Written without branches: whether a hot partition refuses is hard to predict.
    bool try_take(CapacityUnits cost, SimTime now, BucketWindows windows) {
        const bool taken = can_take(cost, now, windows);
        take(taken ? cost : CapacityUnits{});
        return taken;
    }

    // Brings the level up to date. For a decision that depends on several buckets.
    bool can_take(CapacityUnits cost, SimTime now, BucketWindows windows) {
        refill(now, windows);
        return allocated_ + burst_ >= cost;
    }
    // Only after can_take said yes at the same instant.
    void take(CapacityUnits cost) {
        const CapacityUnits from_allocated = std::min(allocated_, cost);
        allocated_ -= from_allocated;
        burst_ -= cost - from_allocated;
        assert(burst_ >= CapacityUnits{});
    }

    // The level as it would be at `now`, not before the last refill.
    CapacityUnits level_at(SimTime now, BucketWindows windows) const {
        TokenBucket later = *this;
        later.refill(now, windows);
        return later.level();
    }

    // From now on fills at `rate`. What no longer fits is lost (throughput-model 2.2, [inferred]).
    void set_rate(CapacityRate rate, SimTime now, BucketWindows windows) {
        refill(now, windows);
        rate_ = rate;
        allocated_ = std::min(allocated_, rate * windows.allocated);
        burst_ = std::min(burst_, rate * windows.burst);
    }

    // Gives a bucket that had no rate so far its first one, with `filled` of both levels; any other
    // changes its rate.
    void allocate(CapacityRate rate, double filled, SimTime now, BucketWindows windows) {
        if (rate_ != CapacityRate{}) return set_rate(rate, now, windows);
        *this = TokenBucket(rate, windows, filled);
        refilled_at_ = now;
    }

    // One of two equal children of a partition: half of the rate and half of the level.
    TokenBucket half(SimTime now, BucketWindows windows) const {
        TokenBucket child = *this;
        child.refill(now, windows);
        child.allocated_ = CapacityUnits::nano_units(child.allocated_.in_nano_units() / 2);
        child.burst_ = CapacityUnits::nano_units(child.burst_.in_nano_units() / 2);
        child.rate_ = rate_ / 2;
        return child;
    }

    CapacityRate rate() const { return rate_; }
    CapacityUnits allocated() const { return allocated_; }
    CapacityUnits burst() const { return burst_; }
    CapacityUnits level() const { return allocated_ + burst_; }
    SimTime refilled_at() const { return refilled_at_; }

    // The burst level as it would be at `now`, not before the last refill.
    CapacityUnits burst_at(SimTime now, BucketWindows windows) const {
        TokenBucket later = *this;
        later.refill(now, windows);
        return later.burst_;
    }

private:
    static CapacityUnits fraction(CapacityUnits whole, double share) {
        return CapacityUnits::nano_units(
            share >= 1
                ? whole.in_nano_units()
                : static_cast<std::int64_t>(static_cast<double>(whole.in_nano_units()) * share));
    }

    void refill(SimTime now, BucketWindows windows) {
        assert(now >= refilled_at_);
        // Without the clamp, a bucket that slept for days would overflow the product.
        const SimDuration elapsed = std::min(now - refilled_at_, windows.allocated + windows.burst);
        refilled_at_ = now;
        const CapacityUnits held = allocated_ + rate_ * elapsed;
        allocated_ = std::min(held, rate_ * windows.allocated);
        burst_ = std::min(burst_ + (held - allocated_), rate_ * windows.burst);
    }

    CapacityUnits allocated_;
    CapacityUnits burst_;
    CapacityRate rate_;
    SimTime refilled_at_ = sim_start;
};

static_assert(sizeof(TokenBucket) == 32,
              "read and write buckets of a partition share a cache line");

}  // namespace isotherm
