// SPDX-License-Identifier: Apache-2.0
#include "app/report/metric_files.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "engine/alarms/metric_points.h"
#include "engine/alarms/table_metrics.h"

namespace isotherm {
namespace {

// ConsumedWriteCapacityUnits becomes consumed_write_capacity_units.
std::string in_lower_words(std::string_view name) {
    std::string words;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !words.empty()) words += '_';
        words += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

std::string_view statistic_of(const TableMetric& metric) {
    return metric.level ? "Average" : "Sum";
}

std::int64_t unix_seconds(WallTime time) { return whole_seconds(time.time_since_epoch()); }

}  // namespace

std::string openmetrics_text(const Recording& recording) {
    // The samples of one family stand together.
    std::map<std::size_t, std::string> families;
    for (const RecordedMetric& which : recorded_metrics(recording)) {
        const auto points = metric_points(recording, which);
        if (points.empty()) continue;
        const TableMetric& metric = table_metrics()[which.metric];
        const ResourceName& resource = recording.tables[which.table].name;
        const std::string name = fmt::format("aws_dynamodb_{}_{}", in_lower_words(metric.name),
                                             metric.level ? "average" : "sum");
        std::string& text = families[which.metric];
        if (text.empty())
            text = fmt::format("# TYPE {} gauge\n# HELP {} {} of {} over {} s.\n", name, name,
                               statistic_of(metric), metric.name, whole_seconds(metric.period));
        // Names of tables and indexes have no characters that need escapes.
        const std::string labels =
            resource.is_index()
                ? fmt::format("{{table_name=\"{}\",global_secondary_index_name=\"{}\"}}",
                              resource.table, resource.index)
                : fmt::format("{{table_name=\"{}\"}}", resource.table);
        for (const MetricPoint& point : points)
            fmt::format_to(std::back_inserter(text), "{}{} {} {}\n", name, labels, point.value,
                           unix_seconds(point.at));
    }
    std::string all;
    for (const auto& [metric, text] : families) all += text;
    return all + "# EOF\n";
}

std::string metrics_csv(const Recording& recording) {
    std::string header = "Label";
    std::map<std::int64_t, std::map<std::size_t, double>> rows;  // by Unix second and column
    std::size_t columns = 0;
    for (const RecordedMetric& which : recorded_metrics(recording)) {
        const auto points = metric_points(recording, which);
        if (points.empty()) continue;
        const TableMetric& metric = table_metrics()[which.metric];
        const ResourceName& resource = recording.tables[which.table].name;
        header += fmt::format(",{}|{}|{}|{}|{}", resource.table, resource.index, metric.name,
                              statistic_of(metric), whole_seconds(metric.period));
        for (const MetricPoint& point : points) rows[unix_seconds(point.at)][columns] = point.value;
        ++columns;
    }
    std::string text = header + "\n";
    for (const auto& [second, values] : rows) {
        text += utc_text(WallTime(std::chrono::seconds(second)));
        auto value = values.begin();
        for (std::size_t column = 0; column < columns; ++column) {
            text += ',';
            if (value == values.end() || value->first != column) continue;
            fmt::format_to(std::back_inserter(text), "{}", value->second);
            ++value;
        }
        text += '\n';
    }
    return text;
}

}  // namespace isotherm
