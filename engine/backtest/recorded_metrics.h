// SPDX-License-Identifier: Apache-2.0
#pragma once
// The metrics of one table or global index as points in time, and the series of minutes they are.
// How long the period of a point is, is not in what CloudWatch prints: it is found from the
// distances between points, and refused where these do not tell.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backtest/backtest_series.h"

namespace isotherm {

// The periods CloudWatch is asked for: 1, 5, 10, 15 and 30 minutes, 1, 6 and 24 hours.
inline constexpr std::array<std::int64_t, 8> usual_periods{60,    300,   600,    900,
                                                           1'800, 3'600, 21'600, 86'400};

struct MetricPoint {
    UtcMinute time;          // the start of its period
    std::int64_t value = 0;  // nano-units, or events x 10^9
};

struct Metric {
    std::vector<MetricPoint> points;
    std::int64_t period_seconds = 0;  // as the file says; 0: it does not
    double samples = 0;               // requests behind the points that `sampled` adds up
    double sampled = 0;
};

struct RecordedMetrics {
    BySide<Metric> consumed;     // by Side, as the others
    BySide<Metric> provisioned;  // units per second from a time on
    BySide<Metric> throttle_events;
    std::string file_name;  // the last one read; for messages
};

// Puts the points in order of time and spreads them over minutes. Errors: no point, two of one
// time, periods that cannot be told, more than ten years.
Result<BacktestSeries> series_of(RecordedMetrics metrics, const SeriesOptions& options);

// The period of points in order of time: `told` by the file or the user, or found. An error says
// what speaks against it.
struct PeriodQuestion {
    std::string_view metric;  // for messages: "reads"
    std::string_view file_name = {};
    std::int64_t declared = 0;
    std::int64_t wanted = 0;
};
struct FoundPeriod {
    std::int64_t seconds = 0;  // 0: a single point, or none, does not tell
    bool sure = false;         // false: a few points that may as well miss neighbours
};
Result<FoundPeriod> period_of(const std::vector<MetricPoint>& points, const PeriodQuestion& of);

// Exact to the nano-unit; nullopt for what is not a plain finite number from 0 to largest_sum.
std::optional<std::int64_t> parse_nano_units(std::string_view text);

// "5 min", "1 h", "24 h".
std::string period_text(std::int64_t seconds);

}  // namespace isotherm
