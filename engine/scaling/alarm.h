// SPDX-License-Identifier: Apache-2.0
#pragma once
// A CloudWatch alarm on a metric of one table or global index: M of the last N datapoints beyond a
// threshold (CloudWatch User Guide, "Using Amazon CloudWatch alarms").

#include <cstdint>

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

// Missing points are ignored, whatever the alarm says, as for every metric of DynamoDB: without a
// new point the state stays, and then no action is taken either. Recent gaps are bridged by
// somewhat older points; how many is not published, [inferred] two periods as in AWS's own example.
class Alarm {
public:
    explicit Alarm(AlarmRule rule) : rule_(rule) {}

    // Evaluates as every minute at `view`'s instant. True when there is a new point and the alarm
    // is in state ALARM: its action is due.
    bool evaluate(const MetricView& view, Side side, double threshold);

    bool in_alarm() const { return in_alarm_; }
    // Of the datapoints last looked at, those beyond the threshold: "1 of 2".
    std::int64_t breaching() const { return breaching_; }

private:
    std::optional<double> datapoint(const MetricView& view, Side side, std::int64_t back) const;
    bool breaches(double value, double threshold) const {
        return rule_.comparison == Comparison::greater ? value > threshold : value < threshold;
    }

    AlarmRule rule_;
    bool in_alarm_ = false;
    std::int64_t breaching_ = 0;
};

}  // namespace isotherm
