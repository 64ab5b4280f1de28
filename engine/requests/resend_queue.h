// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests that are sent later: requests to be sent again, and requests of flows. Ordered by (time,
// fresh before resent, workload, sequence, attempt).

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

    bool empty() const { return wheel_.empty(); }
    std::size_t size() const { return wheel_.size(); }

    // Time of the earliest request; `never` when empty.
    SimTime next_time() { return wheel_.next_time(); }
    // The earliest request. The queue must not be empty.
    const Request& front() { return wheel_.front(); }
    void pop() { wheel_.pop(); }

    // Calls `look` with every request that waits, in no particular order.
    template <class Look>
    void for_each(const Look& look) const {
        wheel_.for_each(look);
    }

    void state(StateVisitor& visit) { visit(wheel_); }

private:
    TimingWheel<Request, SendOrder> wheel_;
    std::vector<Request>* diverted_ = nullptr;
};

}  // namespace isotherm
