// SPDX-License-Identifier: Apache-2.0
#pragma once
// A caller's own rate limit: a token bucket in whole nano-units, so that the time of the next token
// is exact.

#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/callers/limit_settings.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class Limiter {
public:
    // `rate`: calls or units per second. The bucket starts full.
    Limiter(CapacityRate rate, SimDuration burst, LimitCharge charge)
        : rate_(rate), burst_(burst), charge_(charge), level_(rate * burst) {}

    void set_rate(CapacityRate rate, SimTime now) {
        refill(now);
        rate_ = rate;
        level_ = std::min(level_, capacity());
    }

    // When a call of this cost may pass: `now` if at once, `never` if the rate is 0.
    SimTime may_pass(CapacityUnits cost, SimTime now) {
        refill(now);
        // A call that is dearer than a full bucket passes when the bucket is full.
        const WideCapacityUnits wanted = charge_ == LimitCharge::after
                                             ? smallest
                                             : std::min(WideCapacityUnits(cost), capacity());
        if (level_ >= wanted) return now;
        const std::int64_t rate = rate_.in_milli_units_per_second();
        if (rate == 0) return never;
        const __int128 missing = (wanted - level_).in_nano_units();
        return now + SimDuration(static_cast<std::int64_t>((missing + rate - 1) / rate));
    }
    void pay(CapacityUnits cost) { level_ -= cost; }
    LimitCharge charge() const { return charge_; }
    CapacityRate rate() const { return rate_; }

    // `now`: the time of the state.
    void state(StateVisitor& visit, SimTime now) {
        // A bucket that is paid afterwards is overdrawn by less than this.
        constexpr WideCapacityUnits lowest =
            CapacityUnits::nano_units(std::numeric_limits<std::int64_t>::min() / 2);
        visit(rate_, level_, refilled_at_);
        visit.require(rate_ >= CapacityRate{} && rate_ <= CapacityRate::highest);
        visit.require(level_ >= lowest && level_ <= capacity());
        visit.require(refilled_at_ >= sim_start && refilled_at_ <= now);
    }

private:
    static constexpr WideCapacityUnits smallest = CapacityUnits::nano_units(1);

    WideCapacityUnits capacity() const { return std::max(rate_ * burst_, smallest); }
    void refill(SimTime now) {
        level_ = std::min(level_ + rate_ * (now - refilled_at_), capacity());
        refilled_at_ = now;
    }

    CapacityRate rate_;
    SimDuration burst_;
    LimitCharge charge_;
    WideCapacityUnits level_;
    SimTime refilled_at_ = sim_start;
};

}  // namespace isotherm
