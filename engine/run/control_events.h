#pragma once
// The control plane: rare events that fire between batches, in order of time, then of scheduling.

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "engine/vocabulary/time.h"

namespace isotherm {

class ControlEvents {
public:
    using Action = std::function<void(SimTime)>;

    void schedule(SimTime time, Action action) {
        queue_.push({time, sequence_++, std::move(action)});
    }

    SimTime next_time() const { return queue_.empty() ? never : queue_.top().time; }

    // Fires everything due at or before `now`, including what firing schedules for then.
    void fire_due(SimTime now) {
        while (next_time() <= now) {
            const Event event = queue_.top();
            queue_.pop();
            event.action(event.time);
        }
    }

private:
    struct Event {
        SimTime time;
        std::uint64_t sequence = 0;
        Action action;
        bool operator>(const Event& other) const {
            return time != other.time ? time > other.time : sequence > other.sequence;
        }
    };
    std::priority_queue<Event, std::vector<Event>, std::greater<>> queue_;
    std::uint64_t sequence_ = 0;
};

}  // namespace isotherm
