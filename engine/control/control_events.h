// SPDX-License-Identifier: Apache-2.0
#pragma once
// Event queue of the control plane: events are rare, fire between batches, and are ordered by time,
// then phase, then order of scheduling.

#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

// Order of events that are due at the same time. Because `changes` comes last, a change applied
// live (after everything else that is due) has the same effect as the same change written in the
// scenario.
enum class Phase : std::uint8_t { books, propagation, effects, policies, changes };

class ControlEvents {
public:
    using Action = std::function<void(SimTime)>;

    void schedule(SimTime time, Phase phase, Action action) {
        queue_.push({time, phase, sequence_++, std::move(action)});
    }

    SimTime next_time() const { return queue_.empty() ? never : queue_.top().time; }

    // Fires every event due at or before `now`, including events that these schedule for `now` or
    // earlier.
    void fire_due(SimTime now) {
        while (next_time() <= now) fire_next();
    }

    // Fires every event due before `now`, and the events of phase `books` due at `now`. All other
    // events due at `now` belong to the time after `now`, so a run that stops here has complete
    // totals.
    void close_books(SimTime now) {
        while (!queue_.empty() && (queue_.top().time < now || (queue_.top().time == now &&
                                                               queue_.top().phase == Phase::books)))
            fire_next();
    }

private:
    struct Event {
        SimTime time;
        Phase phase = Phase::books;
        std::uint64_t sequence = 0;
        Action action;
        bool operator>(const Event& other) const {
            return std::tie(time, phase, sequence) >
                   std::tie(other.time, other.phase, other.sequence);
        }
    };

    void fire_next() {
        const Event event = queue_.top();
        queue_.pop();
        event.action(event.time);
    }

    std::priority_queue<Event, std::vector<Event>, std::greater<>> queue_;
    std::uint64_t sequence_ = 0;
};

}  // namespace isotherm
