// SPDX-License-Identifier: Apache-2.0
#pragma once
// What happened in each partition in each second: the full-resolution record behind every picture.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/requests/outcome.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {

// One partition, one side, one second. 16 bytes, because there are partitions x seconds of them.
struct HeatCell {
    std::uint32_t demand = 0;           // half-units asked for, each try counted
    std::uint32_t throttled = 0;        // half-units of them refused
    std::uint32_t throttled_count = 0;  // requests refused
    // At the end of the second, of what the bucket that saves bursts can hold, 0 to 65,535: the
    // partition's own or, where admission is global, the table's. On demand nothing is saved: 0.
    std::uint16_t burst_left = 0;
    std::uint16_t refusals = 0;  // bit o set: an Outcome o occurred

    HalfUnits consumed() const { return HalfUnits(std::int64_t{demand} - throttled); }
};
static_assert(sizeof(HeatCell) == 16);

inline constexpr std::uint16_t burst_full = 65'535;

// Rows of cells by second, for one table and one side. A second without demand has no row and
// costs eight bytes; a row has a cell for each partition born so far, in order of birth.
class HeatStore {
public:
    // Seconds must come in increasing order.
    std::span<HeatCell> add_row(std::int64_t second, std::size_t partitions);

    // Empty where there was no demand.
    std::span<const HeatCell> row(std::int64_t second) const {
        if (second < 0 || second >= static_cast<std::int64_t>(rows_.size())) return {};
        const Row row = rows_[static_cast<std::size_t>(second)];
        if (row.cells == 0) return {};
        return {blocks_[row.block].get() + row.first, row.cells};
    }
    // Of the rows of a coarse recording, where a row sums many seconds: the highest demand / limit
    // of one second, by partition. Empty where a row is one second.
    void set_peaks(std::int64_t second, std::vector<float> peaks) {
        peaks_.resize(static_cast<std::size_t>(second) + 1);
        peaks_.back() = std::move(peaks);
    }
    std::span<const float> peaks(std::int64_t second) const {
        if (second < 0 || second >= static_cast<std::int64_t>(peaks_.size())) return {};
        return peaks_[static_cast<std::size_t>(second)];
    }
    // One past the last second with a row.
    std::int64_t end_second() const { return static_cast<std::int64_t>(rows_.size()); }
    bool empty() const { return rows_.empty(); }

private:
    static constexpr std::size_t block_cells = 1 << 14;  // 256 KiB

    struct Row {
        std::uint32_t block = 0;
        std::uint32_t first = 0;
        std::uint32_t cells = 0;
    };
    std::vector<Row> rows_;
    std::vector<std::vector<float>> peaks_;  // by row; empty at full resolution
    std::vector<std::unique_ptr<HeatCell[]>> blocks_;
    std::size_t block_size_ = 0;  // of the last block
    std::size_t block_used_ = 0;
};

}  // namespace isotherm
