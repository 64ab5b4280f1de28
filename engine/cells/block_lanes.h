// SPDX-License-Identifier: Apache-2.0
#pragma once
// Serves the blocks of a step on several threads. Each block has its own partitions and its own
// random numbers, so the result does not depend on who serves it.

#include <atomic>
#include <deque>
#include <functional>
#include <vector>

#include "engine/vocabulary/lane.h"

namespace isotherm {

class BlockLanes {
public:
    // The threads must end before this object does.
    explicit BlockLanes(LaneThreads& threads);

    // Calls `work` once for each number below `count`, on any thread, and returns when all calls
    // have returned.
    void run(std::size_t count, const std::function<void(std::size_t)>& work);

private:
    // Serves every n-th block of a step.
    class Share final : public Lane {
    public:
        void begin(std::size_t first, std::size_t step, std::size_t count,
                   const std::function<void(std::size_t)>& work);

    protected:
        bool has_work() const override { return open_.load(std::memory_order_acquire); }
        void work() override;

    private:
        std::size_t first_ = 0;
        std::size_t step_ = 1;
        std::size_t count_ = 0;
        const std::function<void(std::size_t)>* work_ = nullptr;
        std::atomic<bool> open_{false};
    };

    LaneThreads& threads_;
    std::deque<Share> shares_;
};

}  // namespace isotherm
