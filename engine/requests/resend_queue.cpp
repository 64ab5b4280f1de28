// SPDX-License-Identifier: Apache-2.0
#include "engine/requests/resend_queue.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <tuple>

namespace isotherm {

bool ResendQueue::earlier(const Request& a, const Request& b) {
    return std::tie(a.arrival, a.workload, a.sequence, a.attempt) <
           std::tie(b.arrival, b.workload, b.sequence, b.attempt);
}

void ResendQueue::push(const Request& request) {
    if (diverted_ != nullptr) {
        diverted_->push_back(request);
        return;
    }
    const std::int64_t slot = slot_of(request.arrival);
    ++size_;
    if (slot <= current_slot_) {
        // The slot is being drained, so keep it sorted. This is rare: clients usually wait longer
        // than a slot.
        const auto rest = current_.begin() + static_cast<std::ptrdiff_t>(taken_);
        current_.insert(std::upper_bound(rest, current_.end(), request, earlier), request);
    } else if (slot < current_slot_ + static_cast<std::int64_t>(slot_count)) {
        const auto at = static_cast<std::size_t>(slot) % slot_count;
        slots_[at].push_back(request);
        occupied_[at / 64] |= std::uint64_t{1} << (at % 64);
    } else {
        beyond_[slot].push_back(request);
    }
}

std::int64_t ResendQueue::next_occupied_slot() const {
    const std::size_t from = static_cast<std::size_t>(current_slot_ + 1) % slot_count;
    for (std::size_t step = 0; step <= occupied_.size(); ++step) {
        const std::size_t word = (from / 64 + step) % occupied_.size();
        std::uint64_t bits = occupied_[word];
        if (step == 0) bits &= ~std::uint64_t{0} << (from % 64);
        if (bits == 0) continue;
        const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        return current_slot_ + 1 + static_cast<std::int64_t>((at + slot_count - from) % slot_count);
    }
    return beyond_.begin()->first;
}

// Moves the wheel to `slot`, and moves requests from `beyond_` that now fit onto the wheel.
void ResendQueue::advance_to(std::int64_t slot) {
    current_slot_ = slot;
    current_.clear();
    taken_ = 0;
    const auto at = static_cast<std::size_t>(slot) % slot_count;
    current_.swap(slots_[at]);
    occupied_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
    while (!beyond_.empty() &&
           beyond_.begin()->first < slot + static_cast<std::int64_t>(slot_count)) {
        auto node = beyond_.extract(beyond_.begin());
        size_ -= node.mapped().size();
        for (const Request& request : node.mapped()) push(request);
    }
    std::sort(current_.begin(), current_.end(), earlier);
}

void ResendQueue::settle() {
    if (taken_ == current_.size() && size_ > 0) advance_to(next_occupied_slot());
}

SimTime ResendQueue::next_time() {
    if (empty()) return never;
    settle();
    return current_[taken_].arrival;
}

const Request& ResendQueue::front() {
    assert(!empty());
    settle();
    return current_[taken_];
}

// The order of requests in a slot does not matter, because a slot is sorted before it is used.
void ResendQueue::state(StateVisitor& visit) {
    constexpr std::int64_t latest = longest_run.count() / slot_microseconds;
    std::vector<Request> waiting;
    if (!visit.loads()) {
        waiting.assign(current_.begin() + static_cast<std::ptrdiff_t>(taken_), current_.end());
        for (const auto& slot : slots_) waiting.insert(waiting.end(), slot.begin(), slot.end());
        for (const auto& [slot, later] : beyond_)
            waiting.insert(waiting.end(), later.begin(), later.end());
    }
    std::int64_t slot = current_slot_;
    visit(slot, waiting);
    visit.require(slot >= 0 && slot <= latest);
    for (const Request& request : waiting) visit.require(request.arrival >= sim_start);
    if (!visit.loads()) return;
    *this = ResendQueue();
    current_slot_ = slot;
    for (const Request& request : waiting) push(request);
}

void ResendQueue::pop() {
    assert(taken_ < current_.size());
    ++taken_;
    --size_;
}

}  // namespace isotherm
