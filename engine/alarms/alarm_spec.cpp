// SPDX-License-Identifier: Apache-2.0
#include "engine/alarms/alarm_spec.h"

#include "engine/alarms/table_metrics.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr double periods_most = 1'440;  // CloudWatch: at most a day of periods of a minute

void period_settings(AlarmSpec& alarm, SettingsVisitor& visit) {
    visit.field({.name = "period",
                 .help = "length of the periods whose sums are compared; whole minutes",
                 .lowest = 60,
                 .highest = 86'400,
                 .source = "DynamoDB console, basic alarms: 1 minute"},
                alarm.period);
    if (alarm.period % 1min != 0us) {
        visit.reject("period", "DynamoDB's metrics have a datapoint a minute",
                     "choose whole minutes");
    }
    visit.field({.name = "periods",
                 .help = "N: the number of latest periods that are looked at",
                 .lowest = 1,
                 .highest = periods_most,
                 .source = "DynamoDB console, basic alarms: 5"},
                alarm.periods);
    visit.field({.name = "points",
                 .help = "M: how many of these periods must breach the threshold; 0: all",
                 .lowest = 0,
                 .highest = periods_most},
                alarm.points);
    const SimDuration most = alarm.period < 1h ? SimDuration(24h) : SimDuration(7 * 24h);
    if (alarm.period * alarm.periods > most) {
        visit.reject("periods",
                     "an alarm looks at no more than a day, or a week if its periods are "
                     "an hour or longer",
                     "use fewer periods");
    }
    if (alarm.points > alarm.periods) {
        visit.reject("points", "more than there are periods", "make it at most periods, or 0");
    }
    choice_field(visit,
                 {.name = "missing",
                  .help = "what a period without a datapoint counts as; missing: nothing, and "
                          "without any datapoint the state is INSUFFICIENT_DATA",
                  .source = "CloudWatch User Guide: alarms on DynamoDB's metrics ignore missing "
                            "data unless they say otherwise"},
                 alarm.missing, {{"notBreaching", "not_breaching"}});
}

void threshold_settings(AlarmSpec& alarm, SettingsVisitor& visit) {
    choice_field(visit, {.name = "comparison", .help = "how a value breaches the threshold"},
                 alarm.comparison,
                 {{"GreaterThanOrEqualToThreshold", "at_least"},
                  {"GreaterThanThreshold", "above"},
                  {"LessThanOrEqualToThreshold", "at_most"},
                  {"LessThanThreshold", "below"}});
    double threshold = alarm.threshold_given ? alarm.threshold : -1;
    visit.field({.name = "threshold",
                 .help = "threshold of the sum of a period, in the metric's unit; -1: "
                         "of_provisioned decides",
                 .lowest = -1,
                 .highest = 1e15},
                threshold);
    visit.field({.name = "of_provisioned",
                 .help = "threshold as a share of the units that were provisioned during the "
                         "period",
                 .lowest = 0.001,
                 .highest = 100,
                 .source = "DynamoDB console, basic alarms: 80 %"},
                alarm.of_provisioned);
    if (visit.reads()) {  // others must not write
        alarm.threshold_given = threshold >= 0;
        alarm.threshold = alarm.threshold_given ? threshold : 0;
    }
    if (visit.reads() && threshold < 0 && threshold != -1) {
        visit.reject("threshold", "no metric is negative", "make it 0 or more");
    }
    // A scenario that is written out says both.
    const bool usual = alarm.of_provisioned.value == AlarmSpec().of_provisioned.value;
    if (visit.reads() && alarm.threshold_given && !usual) {
        visit.reject("of_provisioned", "the threshold is already given in units",
                     "remove one of threshold and of_provisioned");
    }
    if (visit.reads() && !alarm.threshold_given && !alarm.metric.starts_with("Consumed")) {
        visit.reject("metric", "only consumed units can be compared with provisioned units",
                     "give a threshold, such as threshold = 1");
    }
}

}  // namespace

void AlarmSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "table", .help = "the table", .required = true}, table);
    visit.field({.name = "index", .help = "the table's global index; left out: the table itself"},
                index);
    visit.field(
        {.name = "metric",
         .help = "the metric, as in cloudwatch.json; its sum is compared. IteratorAge and "
                 "ReplicationLatency: the highest age of the table's readers or Regions, in ms"},
        Choice{.chosen = metric, .words = table_metric_names()});
    threshold_settings(*this, visit);
    period_settings(*this, visit);
}

bool AlarmSpec::breaches(double value, double limit) const {
    switch (comparison) {
        case AlarmComparison::at_least:
            return value >= limit;
        case AlarmComparison::above:
            return value > limit;
        case AlarmComparison::at_most:
            return value <= limit;
        case AlarmComparison::below:
            break;
    }
    return value < limit;
}

}  // namespace isotherm
