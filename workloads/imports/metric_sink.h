// SPDX-License-Identifier: Apache-2.0
#pragma once
// Takes CloudWatch points of one document into the facts: finds out which resource and metric they
// are of, drops those outside the time asked for, and determines periods.

#include <set>
#include <string>

#include "workloads/imports/import_format.h"

namespace isotherm {

class MetricSink {
public:
    explicit MetricSink(const ImportReading& reading) : reading_(reading) {}

    // The name that a label in the recommended form, an Id of a query, or a plain metric name stand
    // for. nullopt with an error if that is not clear. `period_s` is set if it is stated.
    std::optional<MetricName> name_of(const std::string& id, const std::string& label,
                                      std::int64_t& period_s);
    void add(const MetricName& name, WallTime time, double value, std::int64_t period_s);
    // A time as text; nullopt with an error.
    std::optional<WallTime> time_of(const ImportedValue& value);
    // Determines the periods of all series that do not state one.
    void settle();
    // Converts the mean per request to a sum. An average alone is no rate, and refused.
    void add_statistics(MetricName name, WallTime time, std::optional<double> sum,
                        std::optional<double> samples, std::optional<double> average,
                        std::int64_t period_s);

    // An average is units per request, from which no rate follows: an error, once for each file.
    void refuse_average(const std::string& metric);

private:
    bool refuse_twice(const MetricName& name);
    std::int64_t period_of_file() const;

    const ImportReading& reading_;
    std::set<MetricName> taken_;
    std::set<MetricName> unclear_;  // from plain labels
    bool refused_average_ = false;
};

// Whether the text is a metric of DynamoDB that is used.
bool is_known_metric(const std::string& name);

}  // namespace isotherm
