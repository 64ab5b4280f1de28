// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/heat_store.h"

namespace isotherm {

std::span<HeatCell> HeatStore::add_row(std::int64_t second, std::size_t partitions) {
    assert(second >= end_second() && partitions > 0);
    const std::size_t last_size = blocks_.empty() ? 0 : blocks_.back().size;
    if (block_used_ + partitions > last_size) {
        const std::size_t size =
            std::max(std::clamp(2 * last_size, first_block_cells, block_cells), partitions);
        block_used_ = 0;
        blocks_.push_back({std::make_unique<HeatCell[]>(size), size});
    }
    rows_.resize(static_cast<std::size_t>(second) + 1);
    rows_.back() = {static_cast<std::uint32_t>(blocks_.size() - 1),
                    static_cast<std::uint32_t>(block_used_),
                    static_cast<std::uint32_t>(partitions)};
    block_used_ += partitions;
    return {blocks_.back().cells.get() + rows_.back().first, partitions};
}

void HeatStore::cut(std::int64_t end_second) {
    assert(end_second >= 0 && end_second <= this->end_second());
    const auto rows = static_cast<std::size_t>(end_second);
    rows_.resize(rows);
    peaks_.resize(std::min(peaks_.size(), rows));
    // The last row is one with cells.
    const std::size_t blocks = rows_.empty() ? 0 : rows_.back().block + std::size_t{1};
    blocks_.resize(std::min(blocks, blocks_.size()));
    block_used_ = rows_.empty() ? 0 : std::size_t{rows_.back().first} + rows_.back().cells;
}

// One row after another, each with its peaks if it has any.
void HeatStore::state(StateVisitor& visit) {
    std::uint64_t rows = rows_.size();
    visit(rows);
    if (visit.loads()) *this = HeatStore();
    for (std::uint64_t second = 0; second < rows; ++second) {
        const auto at = static_cast<std::int64_t>(second);
        std::uint64_t cells = visit.loads() ? 0 : row(at).size();
        std::vector<HeatCell> content;
        if (!visit.loads()) content.assign(row(at).begin(), row(at).end());
        std::vector<float> peak(peaks(at).begin(), peaks(at).end());
        visit(cells);
        if (cells == 0) continue;
        visit(content, peak);
        visit.require(content.size() == cells && (peak.empty() || peak.size() == cells));
        if (!visit.loads()) continue;
        const auto to = add_row(at, cells);
        std::copy(content.begin(), content.end(), to.begin());
        if (!peak.empty()) set_peaks(at, std::move(peak));
    }
    visit.require(static_cast<std::uint64_t>(end_second()) == rows);
}

}  // namespace isotherm
