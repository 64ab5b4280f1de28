// SPDX-License-Identifier: Apache-2.0
#pragma once
// What callers will do, in one timing wheel for all flows.

#include <tuple>

#include "engine/requests/timing_wheel.h"
#include "engine/vocabulary/indices.h"

namespace isotherm {

struct CallerEvent {
    enum class Kind : std::uint8_t {
        begin,            // an action is due: target is its Begin
        callers,          // the callers look whether something can begin
        answer,           // a call is answered
        attempt_expires,  // a caller stops waiting for an attempt
        send,             // a call is sent again
        wake,             // a strand goes on
        gate,             // calls that wait may pass
        action_expires,   // an action has taken too long
        hedge             // a read is sent a second time unless it has been answered
    };
    SimTime time;
    std::uint64_t action = 0;
    std::uint32_t workload = 0;
    std::uint32_t target = 0;
    std::uint32_t stamp = 0;  // the event is void if its target has another stamp meanwhile
    Kind kind = Kind::begin;

    static constexpr std::size_t kinds = 9;
    void state(StateVisitor& visit) {
        visit(time, action, workload, target, stamp);
        visit.one_of(kind, kinds);
    }
};

struct CallerOrder {
    static SimTime time(const CallerEvent& event) { return event.time; }
    static bool earlier(const CallerEvent& a, const CallerEvent& b) {
        if (a.time != b.time) return a.time < b.time;
        return std::tie(a.workload, a.action, a.kind, a.target, a.stamp) <
               std::tie(b.workload, b.action, b.kind, b.target, b.stamp);
    }
};

using CallerEvents = TimingWheel<CallerEvent, CallerOrder>;

}  // namespace isotherm
