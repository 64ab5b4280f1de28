// SPDX-License-Identifier: Apache-2.0
#pragma once
// A CloudWatch alarm on a metric of one table or global index. Its state becomes ALARM when M of
// the last N datapoints are beyond a threshold (CloudWatch User Guide, "Using Amazon CloudWatch
// alarms").

#include <cstdint>
#include <optional>

#include "engine/scaling/metric_history.h"

namespace isotherm {

enum class Comparison : std::uint8_t { greater, less };

struct AlarmRule {
    ScalingMetric metric = ScalingMetric::consumed;
    Comparison comparison = Comparison::greater;
    std::int64_t period_minutes = 1;
    std::int64_t evaluation_periods = 2;   // N
    std::int64_t datapoints_to_alarm = 2;  // M
};

// Missing datapoints are ignored, whatever the alarm's configuration, as for all DynamoDB metrics:
// without a new point the state does not change and no action is taken. Older points replace recent
// missing ones. How many is not published; two periods are [inferred] from AWS's own example.
class Alarm {
public:
    explicit Alarm(AlarmRule rule) : rule_(rule) {}

    // Evaluates the alarm at the view's instant; call it every minute. Returns true if there is a
    // new point and the state is ALARM, which means that the alarm's action is due.
    bool evaluate(const MetricView& view, Side side, double threshold);

    bool in_alarm() const { return in_alarm_; }
    // Number of points beyond the threshold in the last evaluation, such as the 1 of "1 of 2".
    std::int64_t breaching() const { return breaching_; }

    void state(StateVisitor& visit) { visit(in_alarm_, breaching_); }

private:
    bool continue_streak(const MetricView& view, Side side, double threshold);
    std::optional<double> datapoint(const MetricView& view, Side side, std::int64_t back) const;
    bool breaches(double value, double threshold) const {
        return rule_.comparison == Comparison::greater ? value > threshold : value < threshold;
    }

    AlarmRule rule_;
    bool in_alarm_ = false;
    std::int64_t breaching_ = 0;
    // The instant, threshold and side of the last evaluation, if the next one can go on from it;
    // not saved, because it only saves time.
    std::optional<UtcMinute> streak_end_;
    double streak_threshold_ = 0;
    Side streak_side_ = Side::read;
};

}  // namespace isotherm
