// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch metrics of one table or index, put into the periods of a run.

#include <map>
#include <string>
#include <vector>

#include "workloads/imports/imported_plan.h"

namespace isotherm {

class MetricCourse {
public:
    // `run` begins where a period begins.
    MetricCourse(const ImportedFacts& facts, std::string table, std::string index, RunSpan run,
                 std::int64_t period_s);

    std::size_t periods() const { return periods_; }
    std::int64_t period_s() const { return period_s_; }

    bool has(const std::string& metric, const std::string& statistic) const;
    // The value of each period; a period without a point has 0. Points of longer periods are spread
    // evenly, those of shorter ones are added.
    std::vector<double> values(const std::string& metric, const std::string& statistic) const;
    double sum(const std::string& metric, const std::string& statistic) const;
    // The same of one operation.
    double sum_of(const std::string& metric, const std::string& statistic,
                  const std::string& operation) const;
    // Operations that have this metric.
    std::vector<std::string> operations(const std::string& metric) const;

private:
    const ImportedMetric* find(const std::string& metric, const std::string& statistic,
                               const std::string& operation) const;
    std::vector<double> spread(const ImportedMetric* metric) const;

    const ImportedFacts& facts_;
    std::string table_;
    std::string index_;
    std::int64_t start_s_;
    std::int64_t period_s_;
    std::size_t periods_;
};

// CloudWatch's name of a metric of a side: metric_of("Consumed", Side::write, "CapacityUnits").
std::string metric_of(const char* before, Side side, const char* after);

}  // namespace isotherm
