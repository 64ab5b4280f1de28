// SPDX-License-Identifier: Apache-2.0
#pragma once
// Exact summaries of a heat store for any range of seconds and any group of partitions: the highest
// heat, the sums, and the limits that refused requests. Blocks of 16, 32, 64 … columns are summed
// only once. So a picture of a day reads only a few blocks per pixel column, and yet shows every
// throttled second.

#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

struct HeatSummary {
    double peak_heat = 0;        // highest demand / limit of one partition in one second
    std::int64_t demand = 0;     // half-units
    std::int64_t throttled = 0;  // half-units
    std::uint64_t throttled_count = 0;
    std::uint16_t refusals = 0;  // OR of HeatCell::refusals
    std::uint16_t burst_least = burst_full;

    HeatSummary& operator+=(const HeatSummary& other);
    bool operator==(const HeatSummary&) const = default;
};

class HeatPyramid {
public:
    // Summarizes one side of `table`, which must outlive this object.
    HeatPyramid(const TableRecording& table, Side side);
    Side side() const { return side_; }

    // Adds the rows recorded since the last call. Only complete blocks are added.
    void extend();
    // Forgets the blocks that reach beyond the rows of a recording that was cut.
    void cut();

    // Summary of one partition (index in TableRecording::partitions) for the seconds from
    // first_second to end_second, exclusive.
    HeatSummary summary(std::size_t partition, std::int64_t first_second,
                        std::int64_t end_second) const;

    // Adds the summaries of all partitions to `sums`, which is indexed by partition.
    void add_summaries(std::vector<HeatSummary>& sums, std::int64_t first_second,
                       std::int64_t end_second) const;

private:
    static constexpr std::int64_t leaf_columns = 16;

    struct Level {
        std::int64_t block_columns = 0;
        // By block, then by partition. A block contains only the partitions that existed then.
        std::vector<std::vector<HeatSummary>> blocks;
    };

    // Returns the level of the largest block that begins at `column` and ends by `end`; nullptr if
    // none.
    const Level* block_level(std::int64_t column, std::int64_t end) const;
    void add_row(std::vector<HeatSummary>& sums, std::int64_t column) const;
    HeatSummary cell_summary(std::size_t partition, std::int64_t column) const;

    const TableRecording& table_;
    Side side_;
    std::vector<Level> levels_;
};

}  // namespace isotherm
