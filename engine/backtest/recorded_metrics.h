// SPDX-License-Identifier: Apache-2.0
#pragma once
// The metrics of one table or global index as points in time, and their conversion to a series of
// minutes. CloudWatch does not print the period of the points, so it is determined from the
// distances between them; if these are inconclusive, the series is refused.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backtest/backtest_series.h"

namespace isotherm {

// The usual periods of CloudWatch requests: 1, 5, 10, 15 and 30 minutes, 1, 6 and 24 hours.
inline constexpr std::array<std::int64_t, 8> usual_periods{60,    300,   600,    900,
                                                           1'800, 3'600, 21'600, 86'400};

struct MetricPoint {
    UtcMinute time;          // the start of its period
    std::int64_t value = 0;  // nano-units, or events x 10^9
};

struct Metric {
    std::vector<MetricPoint> points;
    std::int64_t period_seconds = 0;  // as given in the file; 0: not given
    double samples = 0;               // number of requests in points that have a SampleCount
    double sampled = 0;               // units consumed in the same points
};

struct RecordedMetrics {
    BySide<Metric> consumed;     // units
    BySide<Metric> provisioned;  // units per second in force from the point's time on
    BySide<Metric> throttle_events;
    std::string file_name;  // the last file read; for messages
};

// Sorts the points by time and spreads them over minutes. Errors: no points, two points with the
// same time, a period that cannot be determined, more than ten years.
Result<BacktestSeries> series_of(RecordedMetrics metrics, const SeriesOptions& options);

// Input of `period_of`: `declared` is the period that the file gives, `wanted` the one that the
// user gives; 0: not given.
struct PeriodQuestion {
    std::string_view metric;  // for messages: "reads"
    std::string_view file_name = {};
    std::int64_t declared = 0;
    std::int64_t wanted = 0;
};
struct FoundPeriod {
    std::int64_t seconds = 0;  // 0: fewer than two points, no period found
    bool sure = false;         // false: too few points; others may be missing between them
};
Result<FoundPeriod> period_of(const std::vector<MetricPoint>& points, const PeriodQuestion& of);

// Parses units, exact to the nano-unit; nullopt unless the text is a plain finite number from 0 to
// largest_sum.
std::optional<std::int64_t> parse_nano_units(std::string_view text);

// Returns "5 min", "1 h" or "24 h".
std::string period_text(std::int64_t seconds);

}  // namespace isotherm
