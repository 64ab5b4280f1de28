// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch as a scaling policy sees it: one-minute sums of one table or global index. A minute in
// which nothing was consumed has no point, and a point can be seen only some time after its minute.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The start of a minute of UTC, which is what CloudWatch stamps its points with.
using UtcMinute = std::chrono::sys_time<std::chrono::minutes>;

inline UtcMinute minute_of(WallTime time) { return std::chrono::floor<std::chrono::minutes>(time); }

// Names of CloudWatch: ConsumedXCapacityUnits and XThrottleEvents. `requested` is what an
// application would count itself: units asked for, throttled or not.
enum class ScalingMetric : std::uint8_t { consumed, throttle_events, requested };
inline constexpr std::size_t scaling_metric_count = 3;

// How far back policies may look; older minutes are forgotten.
inline constexpr std::int64_t kept_minutes = 512;

class MetricHistory {
public:
    // The sums of one minute and side. Minutes come in order; both sides of one in any order.
    // Units are multiples of half a unit in a simulation and then exact.
    void record(UtcMinute minute, Side side, double consumed, std::int64_t throttle_events,
                double requested);

    // nullopt: CloudWatch has no point, because the sum is 0 or nothing was recorded.
    std::optional<double> point(ScalingMetric metric, Side side, UtcMinute minute) const {
        const Slot& slot = slot_of(minute);
        if (slot.minute != minute) return std::nullopt;
        const double value = slot.sums[side][static_cast<std::size_t>(metric)];
        return value > 0 ? std::optional(value) : std::nullopt;
    }

private:
    using Sums = std::array<double, scaling_metric_count>;
    struct Slot {
        UtcMinute minute = UtcMinute::min();
        BySide<Sums> sums{};
    };
    static std::size_t position(UtcMinute minute) {
        return static_cast<std::size_t>(minute.time_since_epoch().count()) %
               static_cast<std::size_t>(kept_minutes);
    }
    const Slot& slot_of(UtcMinute minute) const { return slots_[position(minute)]; }

    std::vector<Slot> slots_ = std::vector<Slot>(static_cast<std::size_t>(kept_minutes));
};

// What of a history can be seen at an instant.
class MetricView {
public:
    // Points appear so long after the end of their minute. The metric's first second is then one
    // minute more behind than its last: "1 to 2 minutes late".
    static constexpr SimDuration usual_delay = 60s;

    MetricView(const MetricHistory& history, WallTime now, SimDuration publication_delay)
        : history_(&history), end_(minute_of(now - publication_delay)) {}

    // The first minute that cannot be seen yet.
    UtcMinute end() const { return end_; }

    std::optional<double> point(ScalingMetric metric, Side side, UtcMinute minute) const {
        return minute < end_ ? history_->point(metric, side, minute) : std::nullopt;
    }
    // The sum over minutes in [from, to); nullopt when none of them has a point.
    std::optional<double> sum(ScalingMetric metric, Side side, UtcMinute from, UtcMinute to) const;
    // The highest point of the last `count` minutes; nullopt when there is none.
    std::optional<double> highest(ScalingMetric metric, Side side, std::int64_t count) const;
    std::optional<double> lowest(ScalingMetric metric, Side side, std::int64_t count) const;

private:
    const MetricHistory* history_;
    UtcMinute end_;
};

}  // namespace isotherm
