// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/lane.h"

#include <algorithm>
#include <system_error>

namespace isotherm {

void Lane::work_or_fail() {
    try {
        work();
    } catch (...) {
        failure_ = std::current_exception();
    }
}

bool Lane::help() {
    if (!has_work()) return false;
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock || failure_ || !has_work()) return false;
    work_or_fail();
    return true;
}

void Lane::require() {
    const std::lock_guard lock(mutex_);
    if (!failure_ && has_work()) work_or_fail();
    if (failure_) std::rethrow_exception(failure_);
}

LaneThreads::~LaneThreads() {
    for (std::jthread& thread : threads_) thread.request_stop();
    wakes_.fetch_add(1, std::memory_order_release);
    wakes_.notify_all();
}

void LaneThreads::wake() {
    if (threads_.empty()) start();
    wakes_.fetch_add(1, std::memory_order_release);
    wakes_.notify_one();
}

// Without memory for another thread, the ones that there are do the work.
void LaneThreads::start() {
    threads_.reserve(count_);
    try {
        while (threads_.size() < count_)
            threads_.emplace_back([this](const std::stop_token& stop) { help_until(stop); });
    } catch (const std::system_error&) {
        count_ = threads_.size();
    }
}

bool LaneThreads::help_any() {
    return std::ranges::any_of(lanes_, [](Lane* lane) { return lane->help(); });
}

void LaneThreads::help_until(const std::stop_token& stop) {
    // Work mostly comes again within microseconds, and falling asleep takes longer than that. A
    // look takes about a microsecond; 50 gave the shortest runs on two processors.
    constexpr int looks_before_sleep = 50;
    int looks = 0;
    while (!stop.stop_requested()) {
        const std::uint32_t seen = wakes_.load(std::memory_order_acquire);
        if (help_any()) {
            looks = 0;
        } else if (++looks < looks_before_sleep) {
            std::this_thread::yield();
        } else {
            wakes_.wait(seen, std::memory_order_acquire);
            looks = 0;
        }
    }
}

}  // namespace isotherm
