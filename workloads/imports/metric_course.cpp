// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/metric_course.h"

#include <algorithm>
#include <numeric>

namespace isotherm {

std::string metric_of(const char* before, Side side, const char* after) {
    return std::string(before) + (side == Side::read ? "Read" : "Write") + after;
}

MetricCourse::MetricCourse(const ImportedFacts& facts, std::string table, std::string index,
                           RunSpan run, std::int64_t period_s)
    : facts_(facts),
      table_(std::move(table)),
      index_(std::move(index)),
      start_s_(whole_seconds(run.start.time_since_epoch())),
      period_s_(period_s) {
    const std::int64_t length = whole_seconds(run.end - run.start);
    periods_ =
        static_cast<std::size_t>(std::max<std::int64_t>(1, (length + period_s - 1) / period_s));
}

const ImportedMetric* MetricCourse::find(const std::string& metric, const std::string& statistic,
                                         const std::string& operation) const {
    const auto found = facts_.metrics.find({table_, index_, metric, statistic, operation});
    return found == facts_.metrics.end() ? nullptr : &found->second;
}

bool MetricCourse::has(const std::string& metric, const std::string& statistic) const {
    return find(metric, statistic, "") != nullptr;
}

std::vector<double> MetricCourse::spread(const ImportedMetric* metric) const {
    std::vector<double> values(periods_, 0.0);
    if (metric == nullptr) return values;
    const std::int64_t length = std::max<std::int64_t>(metric->period_s, 1);
    for (const auto& [time, value] : metric->points) {
        const std::int64_t begin = time - start_s_;
        // The part of the point that lies in each period of the run.
        for (std::int64_t at = begin; at < begin + length;) {
            const std::int64_t period = at >= 0 ? at / period_s_ : -1;
            const std::int64_t next =
                std::min(begin + length, at >= 0 ? (period + 1) * period_s_ : std::int64_t{0});
            if (period >= static_cast<std::int64_t>(periods_)) break;
            if (period >= 0)
                values[static_cast<std::size_t>(period)] +=
                    value * static_cast<double>(next - at) / static_cast<double>(length);
            at = std::max(next, at + 1);
        }
    }
    return values;
}

std::vector<double> MetricCourse::values(const std::string& metric,
                                         const std::string& statistic) const {
    return spread(find(metric, statistic, ""));
}

double MetricCourse::sum(const std::string& metric, const std::string& statistic) const {
    const std::vector<double> all = values(metric, statistic);
    return std::accumulate(all.begin(), all.end(), 0.0);
}

double MetricCourse::sum_of(const std::string& metric, const std::string& statistic,
                            const std::string& operation) const {
    const std::vector<double> all = spread(find(metric, statistic, operation));
    return std::accumulate(all.begin(), all.end(), 0.0);
}

std::vector<std::string> MetricCourse::operations(const std::string& metric) const {
    std::vector<std::string> names;
    for (const auto& [name, series] : facts_.metrics)
        if (name.table == table_ && name.index == index_ && name.metric == metric &&
            !name.operation.empty() &&
            std::find(names.begin(), names.end(), name.operation) == names.end())
            names.push_back(name.operation);
    return names;
}

}  // namespace isotherm
