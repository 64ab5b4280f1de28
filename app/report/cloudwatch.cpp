// SPDX-License-Identifier: Apache-2.0
#include "app/report/cloudwatch.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/alarms/metric_points.h"
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
void add_series(const Recording& recording, const RecordedMetric& which, Json& results) {
    const TableRecording& table = recording.tables[which.table];
    const TableMetric& metric = table_metrics()[which.metric];
    Json times = Json::array(), values = Json::array();
    for (const MetricPoint& point : metric_points(recording, which)) {
        times.push_back(utc_text(point.at));
        values.push_back(point.value);
    }
    if (times.empty()) return;
    results.push_back({{"Id", fmt::format("m{}_{}", which.table, metric.name)},
                       {"Label", metric.name},
                       {"Namespace", "AWS/DynamoDB"},
                       {"Dimensions", dimensions_of(table)},
                       {"Period", whole_seconds(metric.period)},
                       {"Stat", "Sum"},
                       {"Timestamps", times},
                       {"Values", values},
                       {"StatusCode", "Complete"}});
}

}  // namespace

Json cloudwatch_json(const Recording& recording) {
    Json results = Json::array();
    for (const RecordedMetric& which : recorded_metrics(recording))
        add_series(recording, which, results);
    return {{"MetricDataResults", results}, {"Messages", Json::array()}};
}

}  // namespace isotherm
