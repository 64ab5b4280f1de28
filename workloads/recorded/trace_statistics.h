// SPDX-License-Identifier: Apache-2.0
#pragma once
// Exact statistics of a recorded stream: counts, times, sizes and popularity. Memory grows with the
// number of distinct keys and distinct seconds, not with the number of rows.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "workloads/recorded/key_names.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct TraceStatistics {
    struct KeyCount {
        std::string key;
        std::uint64_t count = 0;
    };

    std::uint64_t rows = 0;
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::map<std::string, std::uint64_t> operations;
    std::uint64_t distinct_keys = 0;

    bool has_times = false;
    bool has_sizes = false;
    bool has_verbs = false;
    std::int64_t first_time_us = 0;  // the smallest time, not that of the first row
    std::int64_t last_time_us = 0;
    bool times_non_decreasing = true;
    std::uint64_t busiest_second_rows = 0;  // rows per second, with times rounded down to seconds
    std::uint64_t seconds_with_rows = 0;

    std::uint64_t size_sum = 0;
    std::uint64_t size_sum_reads = 0;
    std::uint64_t size_min = 0;
    std::uint64_t size_max = 0;

    std::vector<KeyCount> top;  // at most ten keys; equal counts are ordered by text
    // Minus the least-squares slope of ln(count) against ln(rank), for keys that occur at least
    // twice, limited to the 10,000 most frequent. nullopt if there are fewer than two such keys. A
    // rough estimate.
    std::optional<double> zipf_exponent;

    std::vector<std::pair<std::string, std::int64_t>> totals;  // further sums of the format
    std::vector<std::pair<std::string, bool>> checks;
    std::uint64_t uncompressed_bytes = 0;

    // Returns the share of `count` in all rows; 0 if there are none.
    double share(std::uint64_t count) const {
        return rows == 0 ? 0 : static_cast<double>(count) / static_cast<double>(rows);
    }
    double top_share() const;
};

class TraceStatisticsBuilder {
public:
    // When finish() is called, `names` must know the keys of all rows.
    void add(const TraceRows& rows, const TraceReader& reader);
    TraceStatistics finish(const TraceReader& reader, const KeyNames& names);

private:
    void add_times(const TraceRows& rows);
    void add_sizes(const TraceRows& rows);
    void count_seconds(TraceStatistics& result) const;
    void rank_keys(TraceStatistics& result, const KeyNames& names) const;

    TraceStatistics sums_;
    std::array<std::uint64_t, verbs_most> verb_rows_{};
    std::array<std::uint64_t, verbs_most> verb_bytes_{};
    std::unordered_map<Key, std::uint64_t> key_rows_;
    std::unordered_map<std::int64_t, std::uint64_t> second_rows_;
    std::int64_t previous_us_ = 0;
};

// Passes all rows of an open trace to `take`, a few thousand at a time, until there are no more or
// `take` returns false.
void read_rows(TraceReader& reader, const std::function<bool(const TraceRows&)>& take);

// Reads all rows of an open trace. Returns the reader's errors, or an error if there are no rows.
Result<TraceStatistics> read_statistics(TraceReader& reader, const KeyNames& names,
                                        const std::string& name);

// Returns the error for a stream that was read to its end without a valid row; mentions skipped
// lines.
Error no_rows_error(const std::string& name, const BadLines& bad = {});

// Returns the least-squares fit described above, for counts in descending order.
std::optional<double> fitted_zipf_exponent(const std::vector<std::uint64_t>& descending_counts);

}  // namespace isotherm
