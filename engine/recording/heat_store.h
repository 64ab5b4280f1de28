// SPDX-License-Identifier: Apache-2.0
#pragma once
// The traffic of each partition in each second. All charts are drawn from this data.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/requests/outcome.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// One partition, one side, one second. Kept at 16 bytes, because a run has (number of partitions x
// seconds) cells per side.
struct HeatCell {
    std::uint32_t demand = 0;           // half-units requested; each attempt counts
    std::uint32_t throttled = 0;        // part of `demand` that was refused, half-units
    std::uint32_t throttled_count = 0;  // number of refused requests
    // Burst capacity left at the end of the second, 0 (empty) to 65,535 (full): of the partition's
    // bucket, or of the table's bucket with global admission. 0 in on-demand mode, which has no
    // burst.
    std::uint16_t burst_left = 0;
    std::uint16_t refusals = 0;  // bit o is set if Outcome o occurred

    HalfUnits consumed() const { return HalfUnits(std::int64_t{demand} - throttled); }
};
static_assert(sizeof(HeatCell) == 16);

inline constexpr std::uint16_t burst_full = 65'535;

// Rows of cells by second, for one side of one table. A second without demand has no cells.
// A row has one cell per partition created so far, in order of creation.
class HeatStore {
public:
    // Appends a row. `second` must be greater than in the last call.
    std::span<HeatCell> add_row(std::int64_t second, std::size_t partitions);

    // The row of a second; empty if there was no demand.
    std::span<const HeatCell> row(std::int64_t second) const {
        if (second < 0 || second >= static_cast<std::int64_t>(rows_.size())) return {};
        const Row row = rows_[static_cast<std::size_t>(second)];
        if (row.cells == 0) return {};
        return {blocks_[row.block].cells.get() + row.first, row.cells};
    }
    // Only for coarse recordings, where a row is the sum of many seconds: the highest value of
    // demand / limit in a single one of these seconds, by partition. Empty at full resolution.
    void set_peaks(std::int64_t second, std::vector<float> peaks) {
        peaks_.resize(static_cast<std::size_t>(second) + 1);
        peaks_.back() = std::move(peaks);
    }
    std::span<const float> peaks(std::int64_t second) const {
        if (second < 0 || second >= static_cast<std::int64_t>(peaks_.size())) return {};
        return peaks_[static_cast<std::size_t>(second)];
    }
    // The second after the last one with a row.
    std::int64_t end_second() const { return static_cast<std::int64_t>(rows_.size()); }
    bool empty() const { return rows_.empty(); }
    // Forgets the rows from a second on. `end_second` must not be above end_second().
    void cut(std::int64_t end_second);

    void state(StateVisitor& visit);

private:
    // Blocks double in size, so that small tables need little memory.
    static constexpr std::size_t first_block_cells = 1 << 6;  // 1 KiB
    static constexpr std::size_t block_cells = 1 << 14;       // 256 KiB

    struct Block {
        std::unique_ptr<HeatCell[]> cells;
        std::size_t size = 0;
    };
    struct Row {
        std::uint32_t block = 0;
        std::uint32_t first = 0;
        std::uint32_t cells = 0;
    };
    std::vector<Row> rows_;
    std::vector<std::vector<float>> peaks_;  // by row; empty at full resolution
    std::vector<Block> blocks_;
    std::size_t block_used_ = 0;  // cells of the last block
};

}  // namespace isotherm
