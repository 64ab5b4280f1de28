// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/key_skew.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/metric_course.h"

namespace isotherm {
namespace {

// A write counts three times as much as a read in the throughput units of a report: CloudWatch
// Contributor Insights for DynamoDB, How it works.
constexpr double write_weight = 3;
// Keys that are on top in fewer data points than this are not hot all the time.
constexpr double steady_least = 0.5;

// Throughput units that the table consumed in the periods of the report.
double units_in(const ImportedFacts& facts, const ImportedKeyReport& report) {
    double sum = 0;
    for (const Side side : both_sides) {
        const auto found = facts.metrics.find(
            {report.table, report.index, metric_of("Consumed", side, "CapacityUnits"), "Sum", ""});
        if (found == facts.metrics.end()) continue;
        const std::int64_t period = std::max<std::int64_t>(found->second.period_s, 1);
        for (const auto& [time, value] : found->second.points) {
            const bool covered = std::any_of(
                report.times.begin(), report.times.end(),
                [&, begin = time](std::int64_t at) { return at >= begin && at < begin + period; });
            if (covered) sum += value * (side == Side::write ? write_weight : 1);
        }
    }
    return sum;
}

void split(ImportPlan& plan, const ImportedKeyReport& report, double head, double units) {
    std::vector<ImportedWorkload> result;
    for (ImportedWorkload& workload : plan.workloads) {
        if (workload.table != report.table || !workload.index.empty()) {
            result.push_back(std::move(workload));
            continue;
        }
        ImportedWorkload hot = workload;
        hot.name += "_head";
        hot.weights = report.values;
        hot.remarks.push_back(fmt::format(
            "{} keys of {}: {} of {} throughput units (3 x written + read); Zipf exponent {:.3f}",
            report.values.size(), report.file, percent(head, 2), grouped(units, 0),
            fitted_exponent(report.values)));
        for (double& rate : hot.rates) rate *= head;
        result.push_back(std::move(hot));
        if (head >= 1) continue;
        ImportedWorkload other = std::move(workload);
        other.name += "_tail";
        other.remarks = {fmt::format("all other keys: {}", percent(1 - head, 2))};
        for (double& rate : other.rates) rate *= 1 - head;
        result.push_back(std::move(other));
    }
    plan.workloads = std::move(result);
}

}  // namespace

double fitted_exponent(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    if (values.size() < 2 || values.back() <= 0) return 0;
    double x_sum = 0;
    double y_sum = 0;
    double xx_sum = 0;
    double xy_sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = std::log(static_cast<double>(i + 1));
        const double y = std::log(values[i]);
        x_sum += x;
        y_sum += y;
        xx_sum += x * x;
        xy_sum += x * y;
    }
    return -(count * xy_sum - x_sum * y_sum) / (count * xx_sum - x_sum * x_sum);
}

void apply_key_skew(ImportedFacts& facts, ImportPlan& plan) {
    for (const ImportedKeyReport& report : facts.key_reports) {
        const double top = std::accumulate(report.values.begin(), report.values.end(), 0.0);
        if (report.values.empty() || top <= 0) continue;
        if (report.throttles) {
            constexpr double dominates = 0.5;
            const double first = report.values.front() / top;
            facts.remarks.push_back(fmt::format("{}: {} of the throttles counted are of one key{}",
                                                report.file, percent(first),
                                                first >= dominates ? ", which dominates" : ""));
            continue;
        }
        if (!report.index.empty()) {
            facts.ask(
                fmt::format("tables.{}.indexes.{}", report.table, report.index),
                "its hot keys are known, but which writes they are from is not: " + report.file);
            continue;
        }
        if (report.steady_share < steady_least) {
            facts.ask(fmt::format("tables.{}.keys", report.table),
                      "the hottest keys of " + report.file +
                          " are hot only part of the time, so their shares are not used: give a "
                          "report of a shorter time");
            continue;
        }
        const double units = units_in(facts, report);
        if (units <= 0) {
            facts.ask(fmt::format("tables.{}.keys", report.table),
                      "what share the hottest keys of " + report.file +
                          " have: give ConsumedWriteCapacityUnits and ConsumedReadCapacityUnits "
                          "of the same time");
            continue;
        }
        split(plan, report, std::min(1.0, top / units), units);
    }
}

}  // namespace isotherm
