// SPDX-License-Identifier: Apache-2.0
#pragma once
// Repeats the arrival time of each call for all of its items.

#include <algorithm>
#include <memory>
#include <vector>

#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

class RepeatedTimes final : public ArrivalTimes {
public:
    // Each time of `calls` is returned `items` times.
    RepeatedTimes(std::unique_ptr<ArrivalTimes> calls, std::size_t items)
        : calls_(std::move(calls)), items_(items) {}

    std::size_t fill(std::span<SimTime> times) override {
        std::size_t filled = 0;
        while (filled < times.size()) {
            if (left_ == 0) {
                if (next_ == present_.size() && !next_calls(times.size() - filled)) break;
                time_ = present_[next_++];
                left_ = items_;
            }
            const std::size_t count = std::min(left_, times.size() - filled);
            std::fill_n(times.begin() + static_cast<std::ptrdiff_t>(filled), count, time_);
            filled += count;
            left_ -= count;
        }
        return filled;
    }
    void state(StateVisitor& visit) override {
        calls_->state(visit);
        visit(present_, next_, time_, left_);
        visit.require(next_ <= present_.size() && left_ <= items_);
    }

private:
    // Reads the calls needed for `rows` rows; returns false at the end.
    bool next_calls(std::size_t rows) {
        present_.resize((rows + items_ - 1) / items_);
        present_.resize(calls_->fill(present_));
        next_ = 0;
        return !present_.empty();
    }

    std::unique_ptr<ArrivalTimes> calls_;
    std::size_t items_;
    std::vector<SimTime> present_;
    std::size_t next_ = 0;  // position in present_
    SimTime time_{};        // time of the present call
    std::size_t left_ = 0;  // number of items of the present call that are left
};

}  // namespace isotherm
