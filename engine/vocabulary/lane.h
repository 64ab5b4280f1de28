// SPDX-License-Identifier: Apache-2.0
#pragma once
// Work that is done in order, piece by piece, on whichever thread is free. The owner of the lanes
// does a piece itself when it cannot go on without it, so that no thread waits while there is work.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace isotherm {

class Lane {
public:
    virtual ~Lane() = default;

    // Does the next piece, unless there is none or another thread is doing it. Returns whether it
    // did one. Never throws; see require().
    bool help();
    // Does the next piece if there is one; waits while another thread is doing it. Throws what an
    // earlier piece has thrown.
    void require();
    // Keeps other threads from doing a piece while the lock exists.
    std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

protected:
    // Whether there is a piece to do. Called by any thread at any time.
    virtual bool has_work() const = 0;
    // Does the next piece. Only one thread at a time.
    virtual void work() = 0;

private:
    void work_or_fail();

    std::mutex mutex_;
    std::exception_ptr failure_;
};

// Threads that help with lanes. They start when the first call of wake() shows that there is enough
// work, and end in the destructor, after the piece that they are doing.
class LaneThreads {
public:
    explicit LaneThreads(std::size_t count) : count_(count) {}
    ~LaneThreads();
    LaneThreads(const LaneThreads&) = delete;
    LaneThreads& operator=(const LaneThreads&) = delete;

    // The lane must outlive the threads. All lanes must be added before the first call of wake().
    void add(Lane& lane) { lanes_.push_back(&lane); }
    // Tells the threads that a lane has new work.
    void wake();
    // Does a piece of any lane that no other thread is at. Returns whether there was one.
    bool help_any();

    bool any() const { return count_ > 0; }

private:
    void start();
    void help_until(const std::stop_token& stop);

    std::size_t count_;
    std::vector<Lane*> lanes_;
    std::atomic<std::uint32_t> wakes_{0};
    std::vector<std::jthread> threads_;
};

}  // namespace isotherm
