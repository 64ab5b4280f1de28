// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/alarm.h"

namespace isotherm {
namespace {

// Points of up to this many periods before the last N periods can replace missing points.
constexpr std::int64_t older_periods = 2;

}  // namespace

std::optional<double> Alarm::datapoint(const MetricView& view, Side side, std::int64_t back) const {
    const std::chrono::minutes period(rule_.period_minutes);
    if (rule_.period_minutes == 1)
        return view.point(rule_.metric, side, view.end() - back * period);
    const UtcMinute aligned{view.end().time_since_epoch() / period * period};
    return view.sum(rule_.metric, side, aligned - back * period, aligned - (back - 1) * period);
}

bool Alarm::evaluate(const MetricView& view, Side side, double threshold) {
    std::int64_t found = 0;
    std::int64_t breaching = 0;
    const std::int64_t spared = rule_.evaluation_periods - rule_.datapoints_to_alarm;
    for (std::int64_t back = 1; back <= rule_.evaluation_periods + older_periods; ++back) {
        const auto value = datapoint(view, side, back);
        if (!value && back == 1) return false;  // no new point: the state does not change
        if (!value) continue;
        ++found;
        breaching += breaches(*value, threshold) ? 1 : 0;
        if (found - breaching > spared || found == rule_.evaluation_periods) break;
    }
    breaching_ = breaching;
    if (breaching >= rule_.datapoints_to_alarm) {
        in_alarm_ = true;
    } else if (found - breaching > spared || found == rule_.evaluation_periods) {
        in_alarm_ = false;
    }
    return in_alarm_;
}

}  // namespace isotherm
