// SPDX-License-Identifier: Apache-2.0
#pragma once
// The control plane: rare events that fire between batches, in order of time, then of phase, then
// of scheduling.

#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

// What comes first at one instant. Phases make a change that was applied live, after everything
// else that was due, the same as that change written in the scenario.
enum class Phase : std::uint8_t { books, propagation, effects, policies, changes };

class ControlEvents {
public:
    using Action = std::function<void(SimTime)>;

    void schedule(SimTime time, Phase phase, Action action) {
        queue_.push({time, phase, sequence_++, std::move(action)});
    }

    SimTime next_time() const { return queue_.empty() ? never : queue_.top().time; }

    // Fires everything due at or before `now`, including what firing schedules for then.
    void fire_due(SimTime now) {
        while (next_time() <= now) fire_next();
    }

    // Fires what is due before `now`, and the books at `now`. What else is due at `now` belongs to
    // the time after it, so a run can stop here with balanced books.
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
