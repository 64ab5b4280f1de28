// SPDX-License-Identifier: Apache-2.0
#include "app/report/cloudwatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/alarms/table_metrics.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json dimensions_of(const TableRecording& table) {
    Json dimensions = Json::array();
    dimensions.push_back({{"Name", "TableName"}, {"Value", table.name.table}});
    if (table.is_index)
        dimensions.push_back({{"Name", "GlobalSecondaryIndexName"}, {"Value", table.name.index}});
    return dimensions;
}

// Adds the datapoints of one metric of one table or index; nothing if there are none.
void add_series(const Recording& recording, std::size_t number, std::size_t of, Json& results) {
    const TableRecording& table = recording.tables[number];
    const TableMetric& metric = table_metrics()[of];
    const MetricSeries series(recording, number, of);
    Json times = Json::array(), values = Json::array();
    const auto each = static_cast<std::size_t>(table.column_seconds);
    const auto period = static_cast<std::size_t>(whole_seconds(metric.period));
    // Periods are aligned to the wall clock, so the first period of a run may be short. A run
    // recorded by the minute is treated as if it started at the beginning of its first minute.
    const auto since = static_cast<std::size_t>(
        floor<std::chrono::seconds>(recording.start).time_since_epoch().count());
    const std::size_t passed = since % period / each;
    const std::size_t columns = period / each;
    for (std::size_t first = 0, end = columns - passed; first < series.columns();
         first = end, end += columns) {
        const auto value = series.value(first, std::min(end, series.columns()));
        if (!value) continue;
        const std::size_t begun = since + first * each;
        times.push_back(utc_text(WallTime(std::chrono::seconds(begun - begun % period))));
        values.push_back(*value);
    }
    if (times.empty()) return;
    results.push_back({{"Id", fmt::format("m{}_{}", number, metric.name)},
                       {"Label", metric.name},
                       {"Namespace", "AWS/DynamoDB"},
                       {"Dimensions", dimensions_of(table)},
                       {"Period", period},
                       {"Stat", "Sum"},
                       {"Timestamps", times},
                       {"Values", values},
                       {"StatusCode", "Complete"}});
}

}  // namespace

Json cloudwatch_json(const Recording& recording) {
    Json results = Json::array();
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        for (std::size_t m = 0; m < table_metrics().size(); ++m) {
            const TableMetric& metric = table_metrics()[m];
            if (metric.of_reason && !recording.throttle_reasons) continue;
            // Metrics of whole tables have no dimension for indexes.
            if (metric.of_whole_table && recording.tables[t].is_index) continue;
            add_series(recording, t, m, results);
        }
    }
    return {{"MetricDataResults", results}, {"Messages", Json::array()}};
}

}  // namespace isotherm
