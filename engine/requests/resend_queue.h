// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests that wait to be sent again, ordered by (time, workload, sequence, attempt).
//
// A timing wheel of `slot_count` slots of about a millisecond: a push appends to a slot, and a slot
// is sorted once, when its time comes. Requests later than the last slot wait in a map sorted by
// slot.

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/requests/request_batch.h"

namespace isotherm {

class ResendQueue {
public:
    ResendQueue() : slots_(slot_count) {}

    // `request.arrival` must not be earlier than any request taken so far.
    void push(const Request& request);
    // While `into` is not null, push() appends to it instead of the queue, so that a caller can
    // inspect the requests first.
    void divert(std::vector<Request>* into) { diverted_ = into; }

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }

    // Time of the earliest request; `never` when empty.
    SimTime next_time();
    // The earliest request. The queue must not be empty.
    const Request& front();
    void pop();

    void state(StateVisitor& visit);

private:
    static constexpr std::int64_t slot_microseconds = 1'024;
    static constexpr std::size_t slot_count = 16'384;  // 16.8 s

    static std::int64_t slot_of(SimTime time) {
        return time.time_since_epoch().count() / slot_microseconds;
    }
    static bool earlier(const Request& a, const Request& b);
    // Makes `current_` hold the earliest requests, sorted, unless the queue is empty.
    void settle();
    void advance_to(std::int64_t slot);
    std::int64_t next_occupied_slot() const;

    std::vector<std::vector<Request>> slots_;  // ring: slot s is at s % slot_count
    std::array<std::uint64_t, slot_count / 64> occupied_{};
    std::map<std::int64_t, std::vector<Request>> beyond_;
    std::vector<Request> current_;  // slot `current_slot_`, sorted
    std::size_t taken_ = 0;         // number of requests already taken from current_
    std::int64_t current_slot_ = 0;
    std::size_t size_ = 0;
    std::vector<Request>* diverted_ = nullptr;
};

}  // namespace isotherm
