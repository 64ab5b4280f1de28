// SPDX-License-Identifier: Apache-2.0
#pragma once
// Merges the workloads' streams and what clients send again into one sequence.
//
// Order: time; at one instant fresh requests before resent ones, and workloads by name. It does
// not depend on windows or batches. A batch ends with a whole call, so what becomes of a call is
// known when its batch has been admitted.

#include <memory>
#include <optional>
#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/requests/resend_queue.h"

namespace isotherm {

// A stretch of time in which no request can cause another: [start, end).
struct Window {
    SimTime start;
    SimTime end;
};

class Arrivals {
public:
    // `window_length` is the shortest time in which any client can answer a response.
    // `batch_rows` never changes a result, only speed. Where a workload's calls have several rows,
    // a batch may have that many more.
    Arrivals(SimDuration window_length, std::size_t batch_rows);

    // Streams must be added in the order of their workload index.
    void add(std::unique_ptr<RequestStream> stream, TableIndex table, WorkloadIndex workload);

    // From `from` on, where a window ends, a workload's requests come from another stream, whose
    // earlier rows are left out.
    void replace(WorkloadIndex workload, std::unique_ptr<RequestStream> stream, SimTime from);

    // The next window, empty time skipped; ends at `limit` at the latest.
    Window open_window(SimTime limit);
    // Replaces the batch by the next requests of the window; false when there are no more.
    bool fill(RequestBatch& batch);

    // What clients send again; it comes at its (later) arrival time.
    ResendQueue& resends() { return resends_; }

    // The first error of a stream whose good rows have all been handed out.
    const Errors* failure() const;
    const RequestStream& stream(WorkloadIndex workload) const {
        return *sources_[workload.value].stream;
    }
    RequestStream& stream(WorkloadIndex workload) { return *sources_[workload.value].stream; }
    std::size_t stream_count() const { return sources_.size(); }

private:
    struct Source {
        std::unique_ptr<RequestStream> stream;
        TableIndex table;
        WorkloadIndex workload;
        std::vector<SimTime> arrival;
        std::vector<Key> key;
        std::vector<std::uint32_t> bytes;
        std::vector<Operation> operation;
        std::vector<Finding> finding;
        CallShape shape;
        std::size_t next = 0;  // of the buffered rows
        std::size_t rows = 0;
        std::uint64_t sequence = 0;
        bool ended = false;

        SimTime next_time() const { return next < rows ? arrival[next] : never; }
        void refill();
    };

    // At one instant the sources come in order.
    bool comes_before(std::uint32_t a, std::uint32_t b) const {
        const SimTime time_a = sources_[a].next_time(), time_b = sources_[b].next_time();
        return time_a < time_b || (time_a == time_b && a < b);
    }
    // After the next row of the source at this place of `order_` has become a later one.
    void sift_down(std::size_t place);
    // Copies rows of `source` that come before `end`, at most up to the batch's capacity.
    void take(Source& source, SimTime end, RequestBatch& batch, std::size_t& filled);
    void take_resends(SimTime end, RequestBatch& batch, std::size_t& filled);
    // Whether `next` belongs to the same call as the last row filled.
    bool continues_call(const RequestBatch& batch, std::size_t filled, const Request& next) const;

    SimDuration window_length_;
    std::size_t batch_rows_;
    std::size_t longest_call_ = 1;  // rows
    std::vector<Source> sources_;
    // A heap of the sources, the one with the next row on top: many workloads cost little more a
    // request than few.
    std::vector<std::uint32_t> order_;
    ResendQueue resends_;
    Window window_{};
};

}  // namespace isotherm
