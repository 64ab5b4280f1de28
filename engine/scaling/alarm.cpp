// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/alarm.h"

#include <algorithm>

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

// A minute after an evaluation that saw no gap, only the new point has to be looked at: the streak
// of points beyond the threshold goes on, or ends. That decides if one other point within N is
// enough for the state OK.
bool Alarm::continue_streak(const MetricView& view, Side side, double threshold) {
    streak_end_ = view.end();
    const std::int64_t longest = rule_.evaluation_periods;
    const auto value = datapoint(view, side, 1);
    if (!value) {
        streak_end_.reset();
        return false;
    }
    breaching_ = breaches(*value, threshold) ? std::min(breaching_ + 1, longest) : 0;
    in_alarm_ = breaching_ == longest;
    return in_alarm_;
}

bool Alarm::evaluate(const MetricView& view, Side side, double threshold) {
    const bool same_rule = streak_threshold_ == threshold && streak_side_ == side;
    if (streak_end_ && *streak_end_ + std::chrono::minutes(1) == view.end() && same_rule)
        return continue_streak(view, side, threshold);
    streak_end_.reset();
    streak_threshold_ = threshold;
    streak_side_ = side;
    bool gaps = false;
    std::int64_t found = 0;
    std::int64_t breaching = 0;
    const std::int64_t spared = rule_.evaluation_periods - rule_.datapoints_to_alarm;
    for (std::int64_t back = 1; back <= rule_.evaluation_periods + older_periods; ++back) {
        const auto value = datapoint(view, side, back);
        if (!value && back == 1) return false;  // no new point: the state does not change
        gaps |= !value;
        if (!value) continue;
        ++found;
        breaching += breaches(*value, threshold) ? 1 : 0;
        if (found - breaching > spared || found == rule_.evaluation_periods) break;
    }
    breaching_ = breaching;
    const bool decided = found - breaching > spared || found == rule_.evaluation_periods;
    if (decided && !gaps && spared == 0 && rule_.period_minutes == 1) streak_end_ = view.end();
    if (breaching >= rule_.datapoints_to_alarm) {
        in_alarm_ = true;
    } else if (decided) {
        in_alarm_ = false;
    }
    return in_alarm_;
}

}  // namespace isotherm
