// SPDX-License-Identifier: Apache-2.0
#include "engine/past/recorded_periods.h"

#include <algorithm>
#include <string>

namespace isotherm {
namespace {

std::string metric_of_side(std::string_view before, Side side, std::string_view after) {
    std::string name(before);
    name += side == Side::read ? "Read" : "Write";
    name += after;
    return name;
}

double point_at(const PastSeries* series, std::int64_t period_s, std::int64_t second) {
    if (series == nullptr || series->period_s != period_s) return 0;
    const auto point = series->points.find(second);
    return point == series->points.end() ? 0 : point->second;
}

}  // namespace

std::vector<RecordedPeriod> recorded_periods(const PastMetrics& past, const Recording& recording,
                                             std::size_t table, Side side) {
    std::vector<RecordedPeriod> periods;
    const ResourceName& resource = recording.tables[table].name;
    const PastSeries* consumed =
        past.find(resource, metric_of_side("Consumed", side, "CapacityUnits"));
    if (consumed == nullptr || consumed->points.empty()) return periods;
    const PastSeries* events = past.find(resource, metric_of_side("", side, "ThrottleEvents"));
    const std::int64_t start = whole_seconds(recording.start.time_since_epoch());
    const std::int64_t length = consumed->period_s;
    std::int64_t first = consumed->points.begin()->first;
    if (first + length <= start) first += (start - first) / length * length;
    const std::int64_t last =
        std::min(consumed->points.rbegin()->first, start + recording.seconds() - 1);
    for (std::int64_t at = first; at <= last; at += length) {
        const auto since_start = static_cast<double>(at - start);
        periods.push_back({since_start, since_start + static_cast<double>(length),
                           point_at(consumed, length, at) / static_cast<double>(length),
                           point_at(events, length, at)});
    }
    return periods;
}

bool any_recorded_throttling(const std::vector<RecordedPeriod>& periods) {
    return std::any_of(periods.begin(), periods.end(),
                       [](const RecordedPeriod& period) { return period.throttle_events > 0; });
}

}  // namespace isotherm
