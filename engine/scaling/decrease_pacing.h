// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rule by which dynamodb-lambda-autoscale distributes four decreases over a UTC day. After each
// decrease it divides the time left until 23:30 into equal parts, one more than the decreases left,
// and waits for one part.

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class DecreasePacing {
public:
    static constexpr std::int64_t decreases_a_day = 4;

    // 23:30 UTC of the day of `now`.
    static WallTime last_barrier(WallTime now) { return day_of(now) + 23h + 30min; }

    // The earliest time on the day of `now` at which a decrease is allowed; the next midnight if
    // the decreases of the day are used up.
    WallTime next_allowed(WallTime now) const {
        const WallTime today = day_of(now);
        const std::int64_t used = last_ && *last_ >= today ? count_ : 0;
        if (used >= decreases_a_day) return today + 24h;
        const WallTime from = last_ ? std::max(today, *last_) : today;
        return from + (last_barrier(now) - from) / (decreases_a_day + 1 - used);
    }

    void record(WallTime now) {
        count_ = last_ && *last_ >= day_of(now) ? count_ + 1 : 1;
        last_ = now;
    }
    std::optional<WallTime> last() const { return last_; }

    void state(StateVisitor& visit) { visit(last_, count_); }

private:
    static WallTime day_of(WallTime now) { return std::chrono::floor<std::chrono::days>(now); }

    std::optional<WallTime> last_;
    std::int64_t count_ = 0;  // number of decreases on the day of `last_`
};

}  // namespace isotherm
