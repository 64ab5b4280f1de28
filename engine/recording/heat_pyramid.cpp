// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/heat_pyramid.h"

#include <algorithm>

namespace isotherm {

HeatSummary& HeatSummary::operator+=(const HeatSummary& other) {
    peak_heat = std::max(peak_heat, other.peak_heat);
    demand += other.demand;
    throttled += other.throttled;
    throttled_count += other.throttled_count;
    refusals |= other.refusals;
    burst_least = std::min(burst_least, other.burst_least);
    return *this;
}

HeatPyramid::HeatPyramid(const TableRecording& table, Side side) : table_(table), side_(side) {
    extend();
}

namespace {

double heat_of(const HeatCell& cell, CapacityRate limit) {
    const double units = limit.in_units_per_second();
    return units > 0 ? HalfUnits(cell.demand).in_units() / units : 0;
}

void add(HeatSummary& sum, const HeatCell& cell, double heat) {
    sum.peak_heat = std::max(sum.peak_heat, heat);
    sum.demand += cell.demand;
    sum.throttled += cell.throttled;
    sum.throttled_count += cell.throttled_count;
    sum.refusals |= cell.refusals;
    sum.burst_least = std::min(sum.burst_least, cell.burst_left);
}

}  // namespace

HeatSummary HeatPyramid::cell_summary(std::size_t partition, std::int64_t column) const {
    const HeatStore& heat = table_.heat[side_];
    const auto row = heat.row(column);
    HeatSummary sum;
    if (partition >= row.size()) return sum;
    const auto peaks = heat.peaks(column);
    add(sum, row[partition],
        peaks.empty()
            ? heat_of(row[partition], table_.partitions[partition].limit_at(side_, column))
            : static_cast<double>(peaks[partition]));
    return sum;
}

// Adds one column that no block covers to `sums`. Drawing spends most of its time here.
void HeatPyramid::add_row(std::vector<HeatSummary>& sums, std::int64_t column) const {
    const auto row = table_.heat[side_].row(column);
    const auto peaks = table_.heat[side_].peaks(column);
    const std::size_t cells = std::min(sums.size(), row.size());
    if (!peaks.empty()) {
        for (std::size_t p = 0; p < cells; ++p) add(sums[p], row[p], static_cast<double>(peaks[p]));
        return;
    }
    for (std::size_t p = 0; p < cells; ++p) {
        // Fast path: the limit of most partitions never changes.
        const auto& limits = table_.partitions[p].limits[side_];
        const CapacityRate limit = limits.size() == 1
                                       ? limits.front().limit
                                       : table_.partitions[p].limit_at(side_, column);
        add(sums[p], row[p], heat_of(row[p], limit));
    }
}

void HeatPyramid::extend() {
    const std::int64_t end = table_.heat[side_].end_second();
    if (levels_.empty()) levels_.push_back({leaf_columns, {}});
    while (static_cast<std::int64_t>(levels_[0].blocks.size() + 1) * leaf_columns <= end) {
        const auto first = static_cast<std::int64_t>(levels_[0].blocks.size()) * leaf_columns;
        std::vector<HeatSummary> block;
        for (std::int64_t column = first; column < first + leaf_columns; ++column) {
            const auto row = table_.heat[side_].row(column);
            if (row.size() > block.size()) block.resize(row.size());
            add_row(block, column);
        }
        levels_[0].blocks.push_back(std::move(block));
    }
    for (std::size_t upper = 1; levels_[upper - 1].blocks.size() >= 2; ++upper) {
        if (levels_.size() == upper) levels_.push_back({levels_[upper - 1].block_columns * 2, {}});
        const auto& below = levels_[upper - 1].blocks;
        auto& blocks = levels_[upper].blocks;
        while ((blocks.size() + 1) * 2 <= below.size()) {
            std::vector<HeatSummary> block = below[blocks.size() * 2];
            const auto& second_half = below[blocks.size() * 2 + 1];
            if (second_half.size() > block.size()) block.resize(second_half.size());
            for (std::size_t p = 0; p < second_half.size(); ++p) block[p] += second_half[p];
            blocks.push_back(std::move(block));
        }
    }
}

void HeatPyramid::cut() {
    const std::int64_t end = table_.heat[side_].end_second();
    for (Level& level : levels_) {
        const auto whole = static_cast<std::size_t>(end / level.block_columns);
        level.blocks.resize(std::min(level.blocks.size(), whole));
    }
}

const HeatPyramid::Level* HeatPyramid::block_level(std::int64_t column, std::int64_t end) const {
    for (std::size_t above = levels_.size(); above > 0; --above) {
        const Level& level = levels_[above - 1];
        if (column % level.block_columns == 0 && column + level.block_columns <= end &&
            column / level.block_columns < static_cast<std::int64_t>(level.blocks.size())) {
            return &level;
        }
    }
    return nullptr;
}

HeatSummary HeatPyramid::summary(std::size_t partition, std::int64_t first_second,
                                 std::int64_t end_second) const {
    HeatSummary sum;
    const std::int64_t recorded = table_.heat[side_].end_second();
    const ColumnRange columns = columns_of(first_second, end_second, table_.column_seconds);
    std::int64_t at = columns.first;
    const std::int64_t end = std::min(columns.end, recorded);
    while (at < end) {
        const Level* level = block_level(at, end);
        if (level == nullptr) {
            sum += cell_summary(partition, at++);
            continue;
        }
        const auto& block = level->blocks[static_cast<std::size_t>(at / level->block_columns)];
        if (partition < block.size()) sum += block[partition];
        at += level->block_columns;
    }
    return sum;
}

void HeatPyramid::add_summaries(std::vector<HeatSummary>& sums, std::int64_t first_second,
                                std::int64_t end_second) const {
    const HeatStore& heat = table_.heat[side_];
    const ColumnRange columns = columns_of(first_second, end_second, table_.column_seconds);
    std::int64_t at = columns.first;
    const std::int64_t end = std::min(columns.end, heat.end_second());
    while (at < end) {
        const Level* level = block_level(at, end);
        if (level == nullptr) {
            add_row(sums, at++);
            continue;
        }
        const auto& block = level->blocks[static_cast<std::size_t>(at / level->block_columns)];
        const std::size_t cells = std::min(sums.size(), block.size());
        for (std::size_t p = 0; p < cells; ++p) sums[p] += block[p];
        at += level->block_columns;
    }
}

}  // namespace isotherm
