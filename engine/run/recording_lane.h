// SPDX-License-Identifier: Apache-2.0
#pragma once
// Records batches behind the simulation, so that another thread can do it. Their order does not
// change, so the recording and its fingerprint are the same for every number of threads.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

#include "engine/recording/call_counter.h"
#include "engine/recording/recorder.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/lane.h"

namespace isotherm {

// Counts what each tenant asked for; see tenant_counter.h.
class TenantCounter;
void count_tenants(TenantCounter& tenants, const RequestBatch& batch);

class RecordingLane final : public Lane {
public:
    // Both must outlive the lane. Until catch_up() returns, only the lane may use them.
    RecordingLane(Recorder& recorder, CallCounter& calls) : recorder_(recorder), calls_(calls) {}

    // Counts tenants, too; before the first batch.
    void set_tenants(TenantCounter* tenants) { tenants_ = tenants; }

    // Records the batch when at least so many rows wait: on `threads`, if there are any, because
    // waking a thread costs more than a few rows do. Without threads the rows wait as well, so that
    // a saved state is the same for every number of threads. `batch` may get other rows, which have
    // no meaning.
    void record(RequestBatch& batch, LaneThreads& threads, std::size_t least_rows) {
        if (few_.size() == 0 && batch.size() >= least_rows) return pass_on(batch, threads);
        append(batch);
        if (few_.size() < least_rows) return;
        pass_on(few_, threads);
        few_.resize(0);
    }
    // Records all batches that wait.
    void catch_up() {
        while (has_work()) require();
        require();  // throws what another thread met
        if (few_.size() > 0) write(few_);
        few_.resize(0);
    }

protected:
    bool has_work() const override {
        return recorded_.load(std::memory_order_acquire) !=
               deferred_.load(std::memory_order_acquire);
    }
    void work() override {
        const std::uint64_t number = recorded_.load(std::memory_order_relaxed);
        write(ring_[number % ring_.size()]);
        recorded_.store(number + 1, std::memory_order_release);
    }

private:
    void pass_on(RequestBatch& batch, LaneThreads& threads) {
        if (!threads.any()) return write(batch);
        const std::uint64_t number = deferred_.load(std::memory_order_relaxed);
        while (number - recorded_.load(std::memory_order_acquire) == ring_.size())
            if (!threads.help_any()) require();
        std::swap(ring_[number % ring_.size()], batch);
        deferred_.store(number + 1, std::memory_order_release);
        threads.wake();
    }
    // Puts the rows of a small batch behind those that wait.
    void append(const RequestBatch& batch) {
        const auto first = static_cast<std::ptrdiff_t>(few_.size());
        const auto rows = static_cast<std::ptrdiff_t>(batch.size());
        few_.resize(few_.size() + batch.size());
        const auto add = [&](const auto& from, auto& into) {
            std::copy(from.begin(), from.begin() + rows, into.begin() + first);
        };
        add(batch.arrival, few_.arrival);
        add(batch.key, few_.key);
        add(batch.sequence, few_.sequence);
        add(batch.bytes, few_.bytes);
        add(batch.table, few_.table);
        add(batch.workload, few_.workload);
        add(batch.operation, few_.operation);
        add(batch.attempt, few_.attempt);
        add(batch.finding, few_.finding);
        add(batch.draw, few_.draw);
        add(batch.partition, few_.partition);
        add(batch.cost, few_.cost);
        add(batch.outcome, few_.outcome);
        add(batch.resent, few_.resent);
    }
    void write(const RequestBatch& batch) {
        recorder_.record(batch);
        calls_.count(batch, recorder_);
        if (tenants_ != nullptr) count_tenants(*tenants_, batch);
    }

    Recorder& recorder_;
    CallCounter& calls_;
    TenantCounter* tenants_ = nullptr;
    RequestBatch few_;  // rows of small batches, which wait for more
    std::array<RequestBatch, 16> ring_;
    std::atomic<std::uint64_t> deferred_{0};  // batches deferred so far
    std::atomic<std::uint64_t> recorded_{0};  // batches recorded so far
};

}  // namespace isotherm
