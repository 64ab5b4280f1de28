// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/metric_history.h"

#include <algorithm>
#include <iterator>

namespace isotherm {

void MetricHistory::record(UtcMinute minute, Side side, double consumed,
                           std::int64_t throttle_events, double requested) {
    Slot& slot = slots_[position(minute)];
    if (slot.minute != minute) slot = Slot{.minute = minute, .sums = {}};
    slot.sums[side] = {consumed, static_cast<double>(throttle_events), requested};
}

// Without the minutes in which nothing happened: they have no points, like minutes never recorded.
void MetricHistory::state(StateVisitor& visit) {
    std::vector<Slot> points;
    if (!visit.loads())
        std::copy_if(
            slots_.begin(), slots_.end(), std::back_inserter(points), [](const Slot& slot) {
                return std::any_of(slot.sums.begin(), slot.sums.end(), [](const Sums& sums) {
                    return std::any_of(sums.begin(), sums.end(),
                                       [](double value) { return value > 0; });
                });
            });
    visit(points);
    for (const Slot& point : points) slots_[position(point.minute)] = point;
}

std::optional<double> MetricView::sum(ScalingMetric metric, Side side, UtcMinute from,
                                      UtcMinute to) const {
    std::optional<double> total;
    // Added in order of time, so that rounding of fractions is reproducible.
    for (UtcMinute minute = from; minute < to; minute += std::chrono::minutes(1)) {
        if (const auto value = point(metric, side, minute)) total = total.value_or(0.0) + *value;
    }
    return total;
}

std::optional<double> MetricView::highest(ScalingMetric metric, Side side,
                                          std::int64_t count) const {
    std::optional<double> most;
    for (std::int64_t i = 1; i <= count; ++i) {
        const auto value = point(metric, side, end_ - std::chrono::minutes(i));
        if (value && (!most || *value > *most)) most = value;
    }
    return most;
}

std::optional<double> MetricView::lowest(ScalingMetric metric, Side side,
                                         std::int64_t count) const {
    std::optional<double> least;
    for (std::int64_t i = 1; i <= count; ++i) {
        const auto value = point(metric, side, end_ - std::chrono::minutes(i));
        if (value && (!least || *value < *least)) least = value;
    }
    return least;
}

}  // namespace isotherm
