// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/block_lanes.h"

#include <algorithm>

namespace isotherm {
namespace {

// More shares than threads, so that a thread that comes late finds one that is left.
constexpr std::size_t share_count = 8;

}  // namespace

BlockLanes::BlockLanes(LaneThreads& threads) : threads_(threads), shares_(share_count) {
    for (Share& share : shares_) threads_.add(share);
}

void BlockLanes::Share::begin(std::size_t first, std::size_t step, std::size_t count,
                              const std::function<void(std::size_t)>& work) {
    const auto lock = hold();
    first_ = first;
    step_ = step;
    count_ = count;
    work_ = &work;
    open_.store(true, std::memory_order_release);
}

void BlockLanes::Share::work() {
    for (std::size_t i = first_; i < count_; i += step_) (*work_)(i);
    open_.store(false, std::memory_order_release);
}

void BlockLanes::run(std::size_t count, const std::function<void(std::size_t)>& work) {
    if (!threads_.any() || count < 2) {
        for (std::size_t i = 0; i < count; ++i) work(i);
        return;
    }
    for (std::size_t s = 0; s < shares_.size(); ++s)
        shares_[s].begin(s, shares_.size(), count, work);
    threads_.wake();
    for (Share& share : shares_) share.help();
    for (Share& share : shares_) share.require();
}

}  // namespace isotherm
