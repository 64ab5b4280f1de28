// SPDX-License-Identifier: Apache-2.0
#pragma once
// The four numbers that say how a table did, each with a small curve and its worst moment.

#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/recording/heat_pyramid.h"

namespace isotherm {

struct ScoreItem {
    double value = 0;
    std::vector<double> curve;  // over the time counted; the highest of each stretch
    std::int64_t worst_second = 0;
    std::optional<std::size_t> worst_partition;  // otherwise the one that was refused most then
    bool known = false;
};

struct Score {
    std::uint64_t tries = 0;
    std::uint64_t throttled_count = 0;
    std::size_t hottest_partition = 0;
    ScoreItem throttled;  // requests
    ScoreItem hottest;    // highest demand over the limit in force, of one partition and second
    ScoreItem imbalance;  // the busiest partition's demand over the mean of those that serve
    ScoreItem idle;       // share of what was provisioned and not consumed
};

// Tries and refusals of one side over a stretch, as far as it is recorded. Quick: for what is
// counted while a mouse moves.
struct TryCounts {
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
};
TryCounts try_counts(const TableRecording& table, Side side, TimeWindow counted);

// `pyramid`: of the same table and side.
Score score_of(const TableRecording& table, const HeatPyramid& pyramid, Side side,
               TimeWindow counted);

}  // namespace isotherm
