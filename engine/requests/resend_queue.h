// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests that are sent later: requests to be sent again, and requests of flows. Ordered by (time,
// fresh before resent, workload, sequence, attempt).
//
// Flows decide when a window opens what they send in it. These requests are in order already, so
// they wait in a list beside the timing wheel.

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

#include "engine/requests/request_batch.h"
#include "engine/requests/timing_wheel.h"

namespace isotherm {

struct SendOrder {
    static SimTime time(const Request& request) { return request.arrival; }
    static bool earlier(const Request& a, const Request& b) {
        return std::tuple(a.arrival, a.attempt > 1, a.workload, a.sequence, a.attempt) <
               std::tuple(b.arrival, b.attempt > 1, b.workload, b.sequence, b.attempt);
    }
};

// A request that waits, in half a cache line.
struct PackedRequest {
    Key key;
    std::uint64_t sequence;
    std::uint32_t bytes;
    TableIndex table;
    WorkloadIndex workload;
    std::uint16_t offset;  // of the arrival, from the begin of its slot
    std::uint8_t operation_and_finding;
    std::uint8_t attempt;
};
static_assert(sizeof(PackedRequest) == 32);

struct RequestPacking {
    using Packed = PackedRequest;
    static void pack(const Request& request, PackedRequest& into) {
        into.key = request.key;
        into.sequence = request.sequence;
        into.bytes = request.bytes;
        into.table = request.table;
        into.workload = request.workload;
        into.offset = SlotTimes::offset_of(request.arrival);
        into.operation_and_finding =
            static_cast<std::uint8_t>(static_cast<unsigned>(request.finding) << operation_bits |
                                      static_cast<unsigned>(request.operation));
        into.attempt = request.attempt;
    }
    static void unpack(const PackedRequest& packed, SimTime slot_begin, Request& into) {
        constexpr unsigned operations = (1U << operation_bits) - 1;
        into.arrival = slot_begin + SimDuration(packed.offset);
        into.key = packed.key;
        into.sequence = packed.sequence;
        into.bytes = packed.bytes;
        into.table = packed.table;
        into.workload = packed.workload;
        into.operation = static_cast<Operation>(packed.operation_and_finding & operations);
        into.attempt = packed.attempt;
        into.finding = static_cast<Finding>(packed.operation_and_finding >> operation_bits);
    }
    static std::uint16_t offset(const PackedRequest& packed) { return packed.offset; }

private:
    static constexpr unsigned operation_bits = 5;
    static_assert(operation_count <= 1U << operation_bits);
    static_assert(static_cast<unsigned>(Finding::transaction_cancelled) < 8);
};

class ResendQueue {
public:
    // `request.arrival` must not be earlier than any request taken so far.
    void push(const Request& request) {
        if (diverted_ != nullptr)
            diverted_->push_back(request);
        else
            wheel_.push(request);
    }
    // While `into` is not null, push() appends to it instead of the queue, so that a caller can
    // inspect the requests first.
    void divert(std::vector<Request>* into) { diverted_ = into; }

    // Requests of the present window. Whoever appends to them puts them in order before the first
    // is taken; all are taken before the next are appended.
    std::vector<Request>& present() {
        if (taken_ == present_.size()) {
            present_.clear();
            taken_ = 0;
        }
        return present_;
    }

    bool empty() const { return wheel_.empty() && taken_ == present_.size(); }
    std::size_t size() const { return wheel_.size() + present_.size() - taken_; }

    // Time of the earliest request; `never` when empty.
    SimTime next_time() {
        const SimTime later = wheel_.next_time();
        return taken_ == present_.size() ? later : std::min(later, present_[taken_].arrival);
    }
    // The earliest request. The queue must not be empty.
    const Request& front() { return present_is_first() ? present_[taken_] : wheel_.front(); }
    void pop() {
        if (present_is_first())
            ++taken_;
        else
            wheel_.pop();
    }
    // The earliest requests that are due before `end` and can be taken together, at most `most`.
    // May be empty although the queue is not.
    std::span<const Request> front_run(SimTime end, std::size_t most) {
        if (taken_ == present_.size()) return wheel_.front_run(end, most);
        end = std::min(end, wheel_.next_time());
        std::size_t last = taken_;
        const std::size_t limit = std::min(present_.size(), taken_ + most);
        while (last < limit && present_[last].arrival < end) ++last;
        return std::span(present_).subspan(taken_, last - taken_);
    }
    void pop(std::size_t of_run) {
        if (taken_ == present_.size())
            wheel_.pop(of_run);
        else
            taken_ += of_run;
    }

    // Calls `look` with every request that waits, in no particular order.
    template <class Look>
    void for_each(const Look& look) const {
        wheel_.for_each(look);
        std::for_each(present_.begin() + static_cast<std::ptrdiff_t>(taken_), present_.end(), look);
    }

    // Between two windows, all requests of the last one have been taken.
    void state(StateVisitor& visit) { visit(wheel_); }

private:
    bool present_is_first() {
        return taken_ < present_.size() &&
               (wheel_.empty() || SendOrder::earlier(present_[taken_], wheel_.front()));
    }

    std::vector<Request> present_;
    std::size_t taken_ = 0;  // of these
    TimingWheel<Request, SendOrder, RequestPacking> wheel_;
    std::vector<Request>* diverted_ = nullptr;
};

}  // namespace isotherm
