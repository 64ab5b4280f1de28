// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch metrics as a scaling policy sees them: one-minute sums of one table or global index. A
// minute without consumption has no point, and a point becomes visible some time after its minute.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The start of a minute in UTC; CloudWatch uses it as the timestamp of a point.
using UtcMinute = std::chrono::sys_time<std::chrono::minutes>;

inline UtcMinute minute_of(WallTime time) { return std::chrono::floor<std::chrono::minutes>(time); }

// `consumed` and `throttle_events` are CloudWatch's ConsumedXCapacityUnits and XThrottleEvents.
// `requested` is a metric that an application would have to count itself: all requested units,
// throttled or not.
enum class ScalingMetric : std::uint8_t { consumed, throttle_events, requested };
inline constexpr std::size_t scaling_metric_count = 3;

// Number of minutes that policies can look back; older ones are overwritten.
inline constexpr std::int64_t kept_minutes = 512;

class MetricHistory {
public:
    // Records the sums of one minute and side. Minutes must be in order; the two sides of a minute
    // can come in any order. In a simulation, units are multiples of one half and therefore exact.
    void record(UtcMinute minute, Side side, double consumed, std::int64_t throttle_events,
                double requested);

    // Returns nullopt if CloudWatch has no point: the sum is 0 or nothing was recorded.
    std::optional<double> point(ScalingMetric metric, Side side, UtcMinute minute) const {
        const Slot& slot = slot_of(minute);
        if (slot.minute != minute) return std::nullopt;
        const double value = slot.sums[side][static_cast<std::size_t>(metric)];
        return value > 0 ? std::optional(value) : std::nullopt;
    }

    void state(StateVisitor& visit);

private:
    using Sums = std::array<double, scaling_metric_count>;
    struct Slot {
        UtcMinute minute = UtcMinute::min();
        BySide<Sums> sums{};

        void state(StateVisitor& visit) { visit(minute, sums); }
    };
    static std::size_t position(UtcMinute minute) {
        return static_cast<std::size_t>(minute.time_since_epoch().count()) %
               static_cast<std::size_t>(kept_minutes);
    }
    const Slot& slot_of(UtcMinute minute) const { return slots_[position(minute)]; }

    std::vector<Slot> slots_ = std::vector<Slot>(static_cast<std::size_t>(kept_minutes));
};

// The part of a history that is visible at an instant.
class MetricView {
public:
    // Delay from the end of a minute until its point is visible. Data from the start of the minute
    // is then two minutes old, which gives the documented "1 to 2 minutes late".
    static constexpr SimDuration usual_delay = 60s;

    MetricView(const MetricHistory& history, WallTime now, SimDuration publication_delay)
        : history_(&history), end_(minute_of(now - publication_delay)) {}

    // The first minute that is not visible yet.
    UtcMinute end() const { return end_; }

    std::optional<double> point(ScalingMetric metric, Side side, UtcMinute minute) const {
        return minute < end_ ? history_->point(metric, side, minute) : std::nullopt;
    }
    // The sum over the minutes in [from, to); nullopt if none of them has a point.
    std::optional<double> sum(ScalingMetric metric, Side side, UtcMinute from, UtcMinute to) const;
    // The highest or lowest point of the last `count` visible minutes; nullopt if they have no
    // point.
    std::optional<double> highest(ScalingMetric metric, Side side, std::int64_t count) const;
    std::optional<double> lowest(ScalingMetric metric, Side side, std::int64_t count) const;

private:
    const MetricHistory* history_;
    UtcMinute end_;
};

}  // namespace isotherm
