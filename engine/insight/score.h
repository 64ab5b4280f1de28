// SPDX-License-Identifier: Apache-2.0
#pragma once
// Four figures that describe how a table did, each with a small curve and its worst moment.

#include <array>
#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/recording/heat_pyramid.h"

namespace isotherm {

struct ScoreItem {
    double value = 0;
    std::vector<double> curve;  // highest value in each part of the time window
    std::int64_t worst_second = 0;
    // nullopt: the most throttled partition in `worst_second`
    std::optional<std::size_t> worst_partition;
    bool known = false;
};

struct Score {
    std::uint64_t tries = 0;
    std::uint64_t throttled_count = 0;
    std::size_t hottest_partition = 0;
    ScoreItem throttled;  // share of requests throttled
    ScoreItem hottest;    // highest demand / limit in force, of one partition and second
    ScoreItem imbalance;  // busiest serving partition's demand / their mean demand
    ScoreItem idle;       // share of provisioned capacity that was not consumed
};

// Counts tries and throttled requests of one side over the recorded part of a time window. Fast
// enough to be called while the mouse moves.
struct SideTries {
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
};
SideTries try_counts(const TableRecording& table, Side side, TimeWindow counted);

// What one side of a table did over the recorded part of a time window.
struct SideNumbers {
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
    std::int64_t throttled_seconds = 0;
    std::array<std::uint64_t, outcome_count> outcomes{};  // tries by outcome
    double heat = 0;                                      // highest demand / limit in force
    std::size_t hottest_partition = 0;
    double imbalance = 0;  // see Score; 0: no demand

    double throttled_share() const {
        return tries > 0 ? static_cast<double>(throttled) / static_cast<double>(tries) : 0;
    }
};
// `pyramid` must be of the same table and side.
SideNumbers side_numbers(const TableRecording& table, const HeatPyramid& pyramid, Side side,
                         TimeWindow counted);

// `pyramid` must be of the same table and side.
Score score_of(const TableRecording& table, const HeatPyramid& pyramid, Side side,
               TimeWindow counted);

}  // namespace isotherm
