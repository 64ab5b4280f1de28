// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recorded series of consumption, minute by minute, to which a scaling policy is applied. Read
// from CSV or from CloudWatch's JSON (Amazon CloudWatch API Reference, GetMetricData and
// GetMetricStatistics).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/partition_count.h"
#include "engine/scaling/metric_history.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// The recorded data of one side, in addition to the demand that the policy sees.
struct RecordedSide {
    std::int64_t period_seconds = 0;  // period of the sums; 0: the file has no data of this side
    std::int64_t periods = 0;         // number of periods in the series
    // Number of periods without a point, in which nothing was consumed.
    std::int64_t missing = 0;
    // Nano-units consumed in each minute; empty if the same as the demand.
    std::vector<std::int64_t> consumed;
    // Units per second in force in each minute; empty: not in the file.
    std::vector<std::int64_t> provisioned;
    double throttle_events = 0;        // sum over the whole series
    double units_per_event = 0;        // units that one throttle event adds to `demand`
    bool has_throttle_events = false;  // whether the file contains the metric
};

struct BacktestSeries {
    UtcMinute first{};
    std::int64_t period_seconds = 60;  // the longer of both sides' periods
    // Nano-units asked for in each minute. The value of a longer period is spread over its minutes
    // as evenly as whole nano-units allow, so that the sum is preserved.
    BySide<std::vector<std::int64_t>> demand;
    BySide<RecordedSide> recorded;  // by Side
    std::string table;              // from the file; "": the file does not name it
    std::string index;
    std::vector<std::string> notes;  // remarks that a reader of the results needs

    std::size_t minutes() const { return demand[Side::read].size(); }
    const std::vector<std::int64_t>& of(Side side) const { return demand[side]; }
    const RecordedSide& recorded_of(Side side) const { return recorded[side]; }
    // Returns the nano-units consumed in a minute.
    std::int64_t consumed(Side side, std::size_t minute) const {
        const auto& own = recorded_of(side).consumed;
        return own.empty() ? of(side)[minute] : own[minute];
    }
};

// Options for reading a series.
struct SeriesOptions {
    std::int64_t period_seconds = 0;  // period of all sums; 0: determined from the points
    std::string table = {};           // the table to read; "": the file's only table
    std::string index = {};           // the table's global index to read; "": the table itself
    // Units per throttle event; nullopt: the mean cost of a request or, if that is unknown, one
    // unit.
    std::optional<double> units_per_event = {};
};

inline constexpr std::int64_t nano_units_per_unit = 1'000'000'000;
// Highest units per minute: 10 million units per second x 60. A higher value is refused, so that
// ten minutes' worth of nano-units in a bucket fits into 64 bits.
inline constexpr double largest_minute = 6e8;
// Highest units per period; its nano-units fit into 64 bits.
inline constexpr double largest_sum = 9e9;
// Ten years, the longest duration of a run.
inline constexpr std::chrono::minutes longest_series =
    std::chrono::floor<std::chrono::minutes>(longest_run);

// Reads one CSV file, or one or more CloudWatch files that together hold reads and writes. Errors
// contain the place in the file.
Result<BacktestSeries> read_backtest_series(const std::vector<std::string>& paths,
                                            const SeriesOptions& options);

// Readers of the two formats; `file_name` is used in messages.
Result<BacktestSeries> read_csv_series(const std::string& text, const std::string& file_name,
                                       const SeriesOptions& options = {});
struct NamedText {
    std::string file_name;
    std::string text;
};
Result<BacktestSeries> read_cloudwatch_series(const std::vector<NamedText>& files,
                                              const SeriesOptions& options = {});

}  // namespace isotherm
