// SPDX-License-Identifier: Apache-2.0
#pragma once
// What callers will do, in one order for all flows.

#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/requests/timing_wheel.h"
#include "engine/vocabulary/indices.h"

namespace isotherm {

struct CallerEvent {
    enum class Kind : std::uint8_t {
        begin,            // an action is due: target is its Begin
        callers,          // the callers look whether something can begin
        answer,           // a call is answered
        light_answer,     // a light call is answered: target is its number, stamp its slot
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

    static constexpr std::size_t kinds = 10;
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

// Events that are added in their order, in a ring.
class OrderedEvents {
public:
    bool empty() const { return taken_ == added_; }
    std::size_t size() const { return added_ - taken_; }
    const CallerEvent& front() const { return at(taken_); }
    void pop() { ++taken_; }
    // False: the event comes before the last one, and has no place here.
    bool add(const CallerEvent& event) {
        if (!empty() && CallerOrder::earlier(event, at(added_ - 1))) return false;
        if (size() == ring_.size()) grow();
        // Field by field: an event that has just been made that way cannot be loaded in larger
        // pieces before its stores are done.
        CallerEvent& into = ring_[added_++ & (ring_.size() - 1)];
        into.time = event.time;
        into.action = event.action;
        into.workload = event.workload;
        into.target = event.target;
        into.stamp = event.stamp;
        into.kind = event.kind;
        return true;
    }
    template <class Look>
    void for_each(const Look& look) const {
        for (std::size_t i = taken_; i < added_; ++i) look(at(i));
    }

private:
    const CallerEvent& at(std::size_t i) const { return ring_[i & (ring_.size() - 1)]; }
    void grow() {
        std::vector<CallerEvent> larger(std::max<std::size_t>(64, 2 * ring_.size()));
        for (std::size_t i = taken_; i < added_; ++i) larger[i - taken_] = at(i);
        added_ -= taken_;
        taken_ = 0;
        ring_ = std::move(larger);
    }

    std::vector<CallerEvent> ring_;  // a power of two
    std::size_t taken_ = 0;
    std::size_t added_ = 0;
};

// All events, earliest first. Begins of one workload follow each other, and so do answers after
// equal times: these need no timing wheel, which is for what comes in any order.
class CallerEvents {
public:
    // The event must not be earlier than any event taken so far.
    void push(const CallerEvent& event) {
        using Kind = CallerEvent::Kind;
        first_ = nullptr;
        if (event.kind == Kind::begin && begins_.add(event)) return;
        if (event.kind == Kind::answer) return add_to_group(event);
        if (event.kind == Kind::light_answer) {
            end_group();
            if (answers_.add(event)) return;
        }
        wheel_.push(event);
    }
    bool empty() const {
        return begins_.empty() && answers_.empty() && wheel_.empty() && group_.empty();
    }
    // The time of the earliest event; `never` if there is none.
    SimTime next_time() { return empty() ? never : front().time; }
    const CallerEvent& front() {
        if (first_ == nullptr) find_first();
        return *first_;
    }
    void pop() {
        if (first_ == nullptr) find_first();
        if (from_ == From::wheel)
            wheel_.pop();
        else
            (from_ == From::begins ? begins_ : answers_).pop();
        first_ = nullptr;
    }
    template <class Look>
    void for_each(const Look& look) const {
        begins_.for_each(look);
        answers_.for_each(look);
        std::for_each(group_.begin(), group_.end(), look);
        wheel_.for_each(look);
    }
    // Saved in order, so that equal events have equal bytes.
    void state(StateVisitor& visit) {
        std::vector<CallerEvent> waiting;
        if (!visit.loads()) {
            for_each([&waiting](const CallerEvent& event) { waiting.push_back(event); });
            std::sort(waiting.begin(), waiting.end(), CallerOrder::earlier);
        }
        visit(waiting);
        for (const CallerEvent& event : waiting) visit.require(event.time >= sim_start);
        if (!visit.loads()) return;
        *this = CallerEvents();
        for (const CallerEvent& event : waiting) push(event);
    }

private:
    enum class From : std::uint8_t { begins, answers, wheel };

    // The calls of one action mostly have descending slots: those are taken first that were given
    // back last. If they are answered at the same time, their events come in reverse order.
    void add_to_group(const CallerEvent& event) {
        if (!group_.empty()) {
            const CallerEvent& last = group_.back();
            const bool precedes = event.time == last.time && event.action == last.action &&
                                  CallerOrder::earlier(event, last);
            if (!precedes) end_group();
        }
        group_.push_back(event);
    }
    void end_group() {
        for (auto event = group_.rbegin(); event != group_.rend(); ++event)
            if (!answers_.add(*event)) wheel_.push(*event);
        group_.clear();
    }

    void find_first() {
        if (!group_.empty()) end_group();
        if (!begins_.empty()) look_at(begins_.front(), From::begins);
        if (!answers_.empty()) look_at(answers_.front(), From::answers);
        if (!wheel_.empty()) look_at(wheel_.front(), From::wheel);
    }
    void look_at(const CallerEvent& event, From from) {
        if (first_ != nullptr && !CallerOrder::earlier(event, *first_)) return;
        first_ = &event;
        from_ = from;
    }

    OrderedEvents begins_;
    OrderedEvents answers_;
    std::vector<CallerEvent> group_;  // answers, each earlier than the one before
    TimingWheel<CallerEvent, CallerOrder> wheel_;
    const CallerEvent* first_ = nullptr;  // nullptr: not known
    From from_ = From::begins;
};

}  // namespace isotherm
