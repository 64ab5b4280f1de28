// SPDX-License-Identifier: Apache-2.0
#pragma once
// Merges the requests of all workloads with the requests that clients send again.
//
// Requests are ordered by time. At equal times, new requests come before resent ones, and workloads
// are ordered by name. The order does not depend on windows or batches. A batch never ends inside a
// call, so the outcome of every call is known when its batch has been admitted.

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/requests/resend_queue.h"
#include "engine/requests/time_order.h"
#include "engine/vocabulary/lane.h"

namespace isotherm {

// A time interval [start, end) in which no request can cause another one.
struct Window {
    SimTime start;
    SimTime end;
};

class Arrivals {
public:
    // `window_length`: the shortest time in which any client can react to a response. `batch_rows`:
    // rows of one batch; it affects speed, never results. A batch can be longer, because it never
    // ends inside a call. `streams`: the number of streams that will be added. `threads` read ahead
    // in the streams; they must end before this object does.
    Arrivals(SimDuration window_length, std::size_t batch_rows, std::size_t streams,
             LaneThreads& threads);

    // Streams must be added in the order of their workload index.
    void add(std::unique_ptr<RequestStream> stream, TableIndex table, WorkloadIndex workload);

    // Replaces the stream of a workload from the time `from` on, which must not be before the end
    // of the current window. Skips the rows of the new stream that are earlier than `from`.
    void replace(WorkloadIndex workload, std::unique_ptr<RequestStream> stream, SimTime from);

    // Returns the next window, which starts at the next request, or at `cause` if that is earlier,
    // and ends at `limit` at the latest.
    Window open_window(SimTime limit, SimTime cause = never);
    // Replaces the batch by the next requests of the window. Returns false when there are none
    // left.
    bool fill(RequestBatch& batch);

    // The queue of requests that clients send again, ordered by their new arrival time.
    ResendQueue& resends() { return resends_; }

    // The error of the first stream that failed, once all its valid rows have been taken; nullptr
    // if none.
    const Errors* failure() const;
    std::size_t stream_count() const { return sources_.size(); }
    // Calls `ask` with the stream of a workload while no other thread reads it.
    template <class Ask>
    auto ask(WorkloadIndex workload, Ask&& ask) const {
        Source& source = sources_[workload.value];
        const auto lock = source.hold();
        return ask(*source.stream);
    }
    // Reads all streams as far ahead as threads could have, so that what a stream says about itself
    // at the end of a run does not depend on the number of threads.
    void read_ahead();

    // Gives a workload the stream that it had when a state was saved. Call it before `state`.
    void reopen(WorkloadIndex workload, std::unique_ptr<RequestStream> stream);
    // Whether rows of the workload have been read ahead, or wait to be sent.
    bool holds_rows_of(WorkloadIndex workload) const;
    // Whether the stream has ended and none of its rows waits to be sent again. Between two
    // windows.
    bool has_ended(WorkloadIndex workload) const;
    // Rows that have been read ahead are part of the state, so that a state can be loaded with
    // another number of threads.
    void state(StateVisitor& visit);

private:
    // Rows read from a stream.
    struct Rows {
        std::vector<SimTime> arrival;
        std::vector<Key> key;
        std::vector<std::uint32_t> bytes;
        std::vector<Operation> operation;
        std::vector<Finding> finding;
        std::size_t count = 0;
        bool last = false;  // the stream has ended

        explicit Rows(std::size_t rows)
            : arrival(rows), key(rows), bytes(rows), operation(rows), finding(rows) {}
        void resize(std::size_t rows);
        void copy(std::size_t first, std::size_t rows, RequestBatch& batch, std::size_t to) const;
        void give_to(RequestBatch& batch);
        // Of the rows from `first` on.
        void state(StateVisitor& visit, std::size_t first);
    };

    // A stream and the rows that have been read ahead, in a ring. Reading is a lane: the threads
    // fill the ring, and the simulation takes rows from it.
    struct Source final : Lane {
        std::unique_ptr<RequestStream> stream;
        TableIndex table;
        WorkloadIndex workload;
        CallShape shape;
        std::vector<Rows> ring;
        // Counts of read and of used buffers. The buffer `used` is the one in use.
        std::atomic<std::uint64_t> read{0};
        std::atomic<std::uint64_t> used{0};
        std::atomic<bool> ended{false};  // all rows have been read
        Rows* rows = nullptr;            // the buffer in use
        std::size_t next = 0;            // its next row
        std::uint64_t sequence = 0;

        SimTime next_time() const { return next < rows->count ? rows->arrival[next] : never; }
        bool used_up() const { return rows->last && next == rows->count; }
        // Continues with the next buffer. The present one has been used.
        void go_on(LaneThreads& threads);
        // Uses the first buffer, after `read` and `used` were set to 0.
        void begin();
        // The size of the ring with read-ahead.
        std::size_t most_buffers() const;
        // Makes the ring larger.
        void extend(std::size_t buffers);
        void state(StateVisitor& visit);

    protected:
        bool has_work() const override;
        void work() override;
    };

    bool reads_ahead() const;
    // Whether there are several streams, so that rows pass through `staged_`.
    bool merges() const { return sources_.size() > 1; }
    void find_next_times();
    // The earliest row of any source; `never` if there is none.
    SimTime earliest() const;
    // The same, with the staged rows. Stages rows of the window if there are none.
    SimTime next_fresh_time();
    bool ends_at_buffer(std::size_t filled) const;
    void stage();
    void stage_rows(Source& source, SimTime end);
    // Continues with the next buffer when the present one is used up.
    void go_on(Source& source);
    // Copies new requests with times up to `until`, as far as the batch has room.
    void take_fresh(SimTime until, RequestBatch& batch, std::size_t& filled);
    // Copies the rows of `source` that come before `end`, as far as the batch has room.
    void take(Source& source, SimTime end, RequestBatch& batch, std::size_t& filled);
    void take_resends(SimTime end, RequestBatch& batch, std::size_t& filled);
    // Whether `next` belongs to the same call as the last row of the batch.
    bool continues_call(const RequestBatch& batch, std::size_t filled, const Request& next) const;

    SimDuration window_length_;
    std::size_t batch_rows_;
    std::size_t buffered_rows_;     // of each source, rounded up to whole calls
    std::size_t longest_call_ = 1;  // rows of the longest call
    LaneThreads& threads_;
    mutable std::deque<Source> sources_;
    // Rows of several streams are merged in pieces: the rows of the next `stage_length_` of the
    // window are taken from all streams and sorted together, so that the cost per request does not
    // depend on the number of workloads. At the end of a window no row is staged.
    std::vector<SimTime> next_times_;  // by source
    std::vector<Request> staged_;
    TimeOrder staged_order_;
    std::size_t staged_taken_ = 0;
    SimDuration stage_length_;  // chosen so that about one batch of rows is staged
    ResendQueue resends_;
    Window window_{};
};

}  // namespace isotherm
