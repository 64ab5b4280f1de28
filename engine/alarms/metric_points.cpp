// SPDX-License-Identifier: Apache-2.0
#include "engine/alarms/metric_points.h"

#include <algorithm>

#include "engine/alarms/table_metrics.h"

namespace isotherm {

std::vector<RecordedMetric> recorded_metrics(const Recording& recording) {
    std::vector<RecordedMetric> list;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        for (std::size_t m = 0; m < table_metrics().size(); ++m) {
            const TableMetric& metric = table_metrics()[m];
            if (metric.of_reason && !recording.throttle_reasons) continue;
            if (metric.of_readers) continue;
            // Metrics of whole tables have no dimension for indexes.
            if (metric.of_whole_table && recording.tables[t].is_index) continue;
            list.push_back({t, m});
        }
    }
    return list;
}

std::vector<MetricPoint> metric_points(const Recording& recording, const RecordedMetric& which) {
    const MetricSeries series(recording, which.table, which.metric);
    const auto each = static_cast<std::size_t>(recording.tables[which.table].column_seconds);
    const auto period =
        static_cast<std::size_t>(whole_seconds(table_metrics()[which.metric].period));
    const auto since = static_cast<std::size_t>(
        floor<std::chrono::seconds>(recording.start).time_since_epoch().count());
    const std::size_t passed = since % period / each;
    const std::size_t columns = period / each;
    std::vector<MetricPoint> points;
    for (std::size_t first = 0, end = columns - passed; first < series.columns();
         first = end, end += columns) {
        const auto value = series.value(first, std::min(end, series.columns()));
        if (!value) continue;
        const std::size_t begun = since + first * each;
        points.push_back({WallTime(std::chrono::seconds(begun - begun % period)), *value});
    }
    return points;
}

}  // namespace isotherm
