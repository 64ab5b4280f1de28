// SPDX-License-Identifier: Apache-2.0
#pragma once
// A caller's own rate limit: a token bucket in whole nano-units, so that the time of the next token
// is exact.

#include <algorithm>
#include <cstdint>

#include "engine/flows/limit_settings.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class Limiter {
public:
    // `rate`: calls or units per second. The bucket starts full.
    Limiter(CapacityRate rate, SimDuration burst, LimitCharge charge)
        : rate_(rate), burst_(burst), charge_(charge), level_((rate * burst).in_nano_units()) {}

    void set_rate(CapacityRate rate, SimTime now) {
        refill(now);
        rate_ = rate;
        level_ = std::min(level_, capacity());
    }

    // When a call of this cost may pass: `now` if at once, `never` if the rate is 0.
    SimTime may_pass(CapacityUnits cost, SimTime now) {
        refill(now);
        // A call that is dearer than a full bucket passes when the bucket is full.
        const std::int64_t wanted =
            charge_ == LimitCharge::after ? 1 : std::min(cost.in_nano_units(), capacity());
        if (level_ >= wanted) return now;
        const std::int64_t rate = rate_.in_milli_units_per_second();
        if (rate == 0) return never;
        return now + SimDuration((wanted - level_ + rate - 1) / rate);
    }
    void pay(CapacityUnits cost) { level_ -= cost.in_nano_units(); }
    LimitCharge charge() const { return charge_; }
    CapacityRate rate() const { return rate_; }

private:
    std::int64_t capacity() const {
        return std::max<std::int64_t>((rate_ * burst_).in_nano_units(), 1);
    }
    // Milli-units per second x microseconds are nano-units.
    void refill(SimTime now) {
        const auto earned =
            static_cast<__int128>((now - refilled_at_).count()) * rate_.in_milli_units_per_second();
        refilled_at_ = now;
        const __int128 level = std::min<__int128>(level_ + earned, capacity());
        level_ = static_cast<std::int64_t>(level);
    }

    CapacityRate rate_;
    SimDuration burst_;
    LimitCharge charge_;
    std::int64_t level_;  // nano-units
    SimTime refilled_at_ = sim_start;
};

}  // namespace isotherm
