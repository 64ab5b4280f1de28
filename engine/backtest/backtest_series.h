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
    double units_per_event = 0;        // units that one event adds to `demand`
    bool has_throttle_events = false;  // whether the file contains the metric
};

struct BacktestSeries {
    UtcMinute first{};
    std::int64_t period_seconds = 60;  // the longer one of reads and writes
    // Demand in nano-units of each minute, by Side. The sum of a longer period is spread over its
    // minutes as evenly as whole nano-units allow, so that the total stays the same.
    std::array<std::vector<std::int64_t>, side_count> demand;
    std::array<RecordedSide, side_count> recorded;  // by Side
    std::string table;                              // name in the file; "": not named
    std::string index;
    std::vector<std::string> notes;  // remarks that a reader of the results needs

    std::size_t minutes() const { return demand[0].size(); }
    const std::vector<std::int64_t>& of(Side side) const {
        return demand[static_cast<std::size_t>(side)];
    }
    const RecordedSide& recorded_of(Side side) const {
        return recorded[static_cast<std::size_t>(side)];
    }
    // Nano-units consumed in a minute.
    std::int64_t consumed(Side side, std::size_t minute) const {
        const auto& own = recorded_of(side).consumed;
        return own.empty() ? of(side)[minute] : own[minute];
    }
};

// Options for reading a series.
struct SeriesOptions {
    std::int64_t period_seconds = 0;  // period of all sums; 0: determined from the points
    std::string table = {};           // the one to read if the file has several; "": the only one
    std::string index = {};           // the table's global index to read; "": the table itself
    // Units that a throttle event asked for; nullopt: the mean of a request or, if unknown, one
    // unit.
    std::optional<double> units_per_event = {};
};

inline constexpr std::int64_t nano_units_per_unit = 1'000'000'000;
// Highest units per minute: 10 million units per second. A higher value is refused, so that a
// bucket of ten minutes fits into 64 bits of nano-units.
inline constexpr double largest_minute = 6e8;
// Highest units per period, so that the sum fits into 64 bits of nano-units.
inline constexpr double largest_sum = 9e9;
// Ten years, the longest duration of a run.
inline constexpr std::chrono::minutes longest_series =
    std::chrono::floor<std::chrono::minutes>(longest_run);

// Numbers of the errors in a series; printed as E0640 and so on.
namespace series_error {
inline constexpr int empty = 640;
inline constexpr int wrong_header = 641;
inline constexpr int wrong_columns = 642;
inline constexpr int bad_number = 643;
inline constexpr int bad_time = 644;
inline constexpr int out_of_order = 645;
inline constexpr int gap = 646;
inline constexpr int bad_json = 647;
inline constexpr int bad_period = 648;
inline constexpr int too_long = 649;
inline constexpr int several = 660;
}  // namespace series_error

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
