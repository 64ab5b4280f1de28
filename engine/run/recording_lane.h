// SPDX-License-Identifier: Apache-2.0
#pragma once
// Records batches behind the simulation, so that another thread can do it. Their order does not
// change, so the recording and its fingerprint are the same for every number of threads.

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

    // Records the batch at once, after all that wait.
    void record(const RequestBatch& batch) {
        catch_up();
        write(batch);
    }
    // Defers the batch: `threads` record it. `batch` gets other rows, which have no meaning.
    void defer(RequestBatch& batch, LaneThreads& threads) {
        const std::uint64_t number = deferred_.load(std::memory_order_relaxed);
        while (number - recorded_.load(std::memory_order_acquire) == ring_.size())
            if (!threads.help_any()) require();
        std::swap(ring_[number % ring_.size()], batch);
        deferred_.store(number + 1, std::memory_order_release);
        threads.wake();
    }
    // Records all batches that wait.
    void catch_up() {
        while (has_work()) require();
        require();  // throws what another thread met
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
    void write(const RequestBatch& batch) {
        recorder_.record(batch);
        calls_.count(batch, recorder_);
        if (tenants_ != nullptr) count_tenants(*tenants_, batch);
    }

    Recorder& recorder_;
    CallCounter& calls_;
    TenantCounter* tenants_ = nullptr;
    std::array<RequestBatch, 16> ring_;
    std::atomic<std::uint64_t> deferred_{0};  // batches deferred so far
    std::atomic<std::uint64_t> recorded_{0};  // batches recorded so far
};

}  // namespace isotherm
