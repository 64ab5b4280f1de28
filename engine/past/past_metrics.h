// SPDX-License-Identifier: Apache-2.0
#pragma once
// What CloudWatch recorded of tables in the past, to compare a run with. In a file of the form of a
// run's metrics.csv: a column of times, and a column for each series, headed by
// TABLE|INDEX|METRIC|STATISTIC|PERIOD.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// A metric of table_metrics(): sums over periods, or levels of provisioned units.
struct PastSeries {
    ResourceName resource;
    std::string metric;
    std::int64_t period_s = 60;
    std::map<std::int64_t, double> points;  // by the Unix second at which the period begins
};

struct PastMetrics {
    std::string file;  // for messages
    std::vector<PastSeries> series;

    const PastSeries* find(const ResourceName& resource, std::string_view metric) const;
};

// Series of metrics that a run does not have are left out.
Result<PastMetrics> read_past_metrics(const std::string& path);
Result<PastMetrics> past_metrics_of(std::string_view text, const std::string& file);
std::string text_of_past(const PastMetrics& past);

// The file that stands beside a scenario with what was recorded: "orders.past.csv" beside
// "orders.toml".
std::string past_file_beside(const std::string& scenario_file);

}  // namespace isotherm
