#pragma once
// A recorded series of consumption, minute by minute: what a scaling policy is tried on. Read from
// CSV or from CloudWatch's JSON (trace-formats 8).

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/scaling/metric_history.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct BacktestSeries {
    UtcMinute first{};
    std::int64_t period_seconds = 60;  // of the recording: 60, 300 or 3600
    // By Side: nano-units asked for in each minute. A longer period is spread over its minutes as
    // evenly as whole nano-units allow, so that sums are kept.
    std::array<std::vector<std::int64_t>, side_count> demand;
    std::vector<std::string> notes;  // what a reader of results has to know

    std::size_t minutes() const { return demand[0].size(); }
    const std::vector<std::int64_t>& of(Side side) const {
        return demand[static_cast<std::size_t>(side)];
    }
};

inline constexpr std::int64_t nano_units_per_unit = 1'000'000'000;
// Sums above this, in units of one period, are refused: 10 million units per second for a minute,
// so that a bucket of ten minutes still fits into 64 bits of nano-units.
inline constexpr double largest_sum = 6e8;
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
}  // namespace series_error

// One CSV file, or one or more CloudWatch files that together hold reads and writes.
// `period_seconds` 0 finds it out. Errors give the place.
Result<BacktestSeries> read_backtest_series(const std::vector<std::string>& paths,
                                            std::int64_t period_seconds);

// The two forms by themselves; `file_name` is for messages.
Result<BacktestSeries> read_csv_series(const std::string& text, const std::string& file_name,
                                       std::int64_t period_seconds);
struct NamedText {
    std::string file_name;
    std::string text;
};
Result<BacktestSeries> read_cloudwatch_series(const std::vector<NamedText>& files,
                                              std::int64_t period_seconds);

// For the two readers.
std::optional<WallTime> parse_utc_stamp(std::string_view text);
// Exact to the nano-unit; nullopt for what is not a plain finite number of at least 0.
std::optional<std::int64_t> parse_nano_units(std::string_view text);
// Appends a period's sum, spread over its minutes.
void append_period(std::vector<std::int64_t>& minutes, std::int64_t nano_units,
                   std::int64_t period_seconds);
void note_coarse_period(BacktestSeries& series);

}  // namespace isotherm
