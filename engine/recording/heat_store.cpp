// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/heat_store.h"

namespace isotherm {

std::span<HeatCell> HeatStore::add_row(std::int64_t second, std::size_t partitions) {
    assert(second >= end_second() && partitions > 0);
    if (block_used_ + partitions > block_size_) {
        block_size_ = std::max(block_cells, partitions);
        block_used_ = 0;
        blocks_.push_back(std::make_unique<HeatCell[]>(block_size_));
    }
    rows_.resize(static_cast<std::size_t>(second) + 1);
    rows_.back() = {static_cast<std::uint32_t>(blocks_.size() - 1),
                    static_cast<std::uint32_t>(block_used_),
                    static_cast<std::uint32_t>(partitions)};
    block_used_ += partitions;
    return {blocks_.back().get() + rows_.back().first, partitions};
}

}  // namespace isotherm
