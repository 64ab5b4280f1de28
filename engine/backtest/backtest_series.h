// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recorded series of consumption, minute by minute: what a scaling policy is tried on. Read from
// CSV or from CloudWatch's JSON (Amazon CloudWatch API Reference, GetMetricData and
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

// One side as it was recorded, beside what is asked of the policy.
struct RecordedSide {
    std::int64_t period_seconds = 0;  // of the sums; 0: the file has none of this side
    std::int64_t periods = 0;         // in the series
    std::int64_t missing = 0;         // of them, without a point: nothing was consumed
    // Nano-units of each minute; empty where demand is what was consumed.
    std::vector<std::int64_t> consumed;
    // Units per second in force at each minute; empty: not in the file.
    std::vector<std::int64_t> provisioned;
    double throttle_events = 0;        // in the whole series
    double units_per_event = 0;        // what one is taken for in `demand`
    bool has_throttle_events = false;  // whether the file says anything about them
};

struct BacktestSeries {
    UtcMinute first{};
    std::int64_t period_seconds = 60;  // the longer of both sides' periods
    // By Side: nano-units asked for in each minute. A longer period is spread over its minutes as
    // evenly as whole nano-units allow, so that sums are kept.
    BySide<std::vector<std::int64_t>> demand;
    BySide<RecordedSide> recorded;  // by Side
    std::string table;              // as the file names it; "": it does not
    std::string index;
    std::vector<std::string> notes;  // what a reader of results has to know

    std::size_t minutes() const { return demand[Side::read].size(); }
    const std::vector<std::int64_t>& of(Side side) const { return demand[side]; }
    const RecordedSide& recorded_of(Side side) const { return recorded[side]; }
    // What was consumed in a minute, nano-units.
    std::int64_t consumed(Side side, std::size_t minute) const {
        const auto& own = recorded_of(side).consumed;
        return own.empty() ? of(side)[minute] : own[minute];
    }
};

// How a series is to be read.
struct SeriesOptions {
    std::int64_t period_seconds = 0;  // of every sum; 0 finds it out
    std::string table = {};           // of several in a file; "": the only one
    std::string index = {};           // a global index of it; "": the table itself
    // Units that a throttle event asked for; without it the mean of a request, or else one unit.
    std::optional<double> units_per_event = {};
};

inline constexpr std::int64_t nano_units_per_unit = 1'000'000'000;
// More than this in a minute is refused: 10 million units per second, so that a bucket of ten
// minutes still fits into 64 bits of nano-units.
inline constexpr double largest_minute = 6e8;
// Of a longer period: what fits into 64 bits of nano-units.
inline constexpr double largest_sum = 9e9;
// No longer than a run may be: ten years.
inline constexpr std::chrono::minutes longest_series =
    std::chrono::floor<std::chrono::minutes>(longest_run);

// Numbers of the mistakes in a series; printed as E0640 and so on.
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

// One CSV file, or one or more CloudWatch files that together hold reads and writes. Errors give
// the place.
Result<BacktestSeries> read_backtest_series(const std::vector<std::string>& paths,
                                            const SeriesOptions& options);

// The two forms by themselves; `file_name` is for messages.
Result<BacktestSeries> read_csv_series(const std::string& text, const std::string& file_name,
                                       const SeriesOptions& options = {});
struct NamedText {
    std::string file_name;
    std::string text;
};
Result<BacktestSeries> read_cloudwatch_series(const std::vector<NamedText>& files,
                                              const SeriesOptions& options = {});

}  // namespace isotherm
