// SPDX-License-Identifier: Apache-2.0
#pragma once
// The datapoints of a run's metrics, as CloudWatch would have them. All files with metrics are
// written from these.

#include <cstddef>
#include <vector>

#include "engine/recording/recording.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// One metric of one table or index.
struct RecordedMetric {
    std::size_t table = 0;   // index in Recording::tables
    std::size_t metric = 0;  // index in table_metrics()
};
// Those that exist in the run's era, table by table.
std::vector<RecordedMetric> recorded_metrics(const Recording& recording);

struct MetricPoint {
    WallTime at;  // start of the period
    double value = 0;
};
// Periods are aligned to the wall clock, so the first period of a run may be short. A period in
// which nothing was counted has no point. A run recorded by the minute is treated as if it started
// at the beginning of its first minute.
std::vector<MetricPoint> metric_points(const Recording& recording, const RecordedMetric& which);

}  // namespace isotherm
