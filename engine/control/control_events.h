// SPDX-License-Identifier: Apache-2.0
#pragma once
// Event queue of the control plane: events are rare, fire between batches, and are ordered by time,
// then phase, then order of scheduling. They are values, so that a queue can be saved.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "engine/scenario/series_tables.h"
#include "engine/scenario/table_change.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// Order of events that are due at the same time. Because `changes` comes last, a change applied
// live (after everything else that is due) has the same effect as the same change written in the
// scenario.
enum class Phase : std::uint8_t { books, propagation, effects, policies, changes };
inline constexpr std::size_t phase_count = 5;

// What can be due. Whoever schedules an event also carries it out.
struct SecondEnds {
    void state(StateVisitor&) {}
};
struct IndexWritesDue {
    void state(StateVisitor&) {}
};
struct WrittenChangeDue {  // scenario.changes[name]
    std::string name;
    void state(StateVisitor& visit) { visit(name); }
};
struct WorkloadChangeDue {  // scenario.workloads[workload].changes[name]
    std::string workload;
    std::string name;
    void state(StateVisitor& visit) { visit(workload, name); }
};
struct ChangeTakesEffect {  // a change that was accepted before
    TableChange change;
    void state(StateVisitor& visit) { change.state(visit); }
};
struct ScalingCheckDue {
    std::uint64_t policy = 0;  // position among the policies at work
    void state(StateVisitor& visit) { visit(policy); }
};
struct IndexAdded {  // UpdateTable adds it
    TableIndex index;
    void state(StateVisitor& visit) { visit(index); }
};
struct IndexAllocated {
    TableIndex index;
    void state(StateVisitor& visit) { visit(index); }
};
struct SeriesStepDue {
    SeriesStep step;
    void state(StateVisitor& visit) { step.state(visit); }
};
struct JobDue {  // scenario.jobs[job] begins, or is done
    std::string job;
    bool done = false;
    SimTime begun{};
    std::string table{};      // of the job before it, or its own; empty: as the scenario says
    std::uint64_t bytes = 0;  // of the job before it, or its own
    void state(StateVisitor& visit) { visit(job, done, begun, table, bytes); }
};
// The order is part of saved states: append new kinds at the end.
using ControlEvent =
    std::variant<SecondEnds, IndexWritesDue, WrittenChangeDue, WorkloadChangeDue, ChangeTakesEffect,
                 ScalingCheckDue, IndexAdded, IndexAllocated, SeriesStepDue, JobDue>;

class ControlEvents {
public:
    void schedule(SimTime time, Phase phase, ControlEvent event) {
        push({time, phase, sequence_++, std::move(event)});
    }
    // Schedules a change that was added to the scenario after this queue had been saved. It comes
    // before other events of its time and phase, as if it had been there from the start.
    void schedule_added(SimTime time, Phase phase, ControlEvent event) {
        push({time, phase, added_++, std::move(event)});
    }

    SimTime next_time() const { return queue_.empty() ? never : queue_.front().time; }

    // Fires every event due at or before `now`, including events that these schedule for `now` or
    // earlier. `carry_out` gets the event and its time.
    template <class CarryOut>
    void fire_due(SimTime now, CarryOut&& carry_out) {
        while (next_time() <= now) fire_next(carry_out);
    }

    // Fires every event due before `now`, and the events of phase `books` due at `now`. All other
    // events due at `now` belong to the time after `now`, so a run that stops here has complete
    // totals.
    template <class CarryOut>
    void close_books(SimTime now, CarryOut&& carry_out) {
        while (next_time() < now || (next_time() == now && queue_.front().phase == Phase::books))
            fire_next(carry_out);
    }

    // Whether `meant`, which gets an event and its time, is true of an event in the queue.
    template <class Meant>
    bool any(Meant&& meant) const {
        return std::any_of(queue_.begin(), queue_.end(),
                           [&](const Due& due) { return meant(due.event, due.time); });
    }
    template <class Meant>
    void erase_if(Meant&& meant) {
        std::erase_if(queue_, [&](const Due& due) { return meant(due.event, due.time); });
        std::make_heap(queue_.begin(), queue_.end(), std::greater<>());
    }

    void state(StateVisitor& visit);

private:
    struct Due {
        SimTime time;
        Phase phase = Phase::books;
        std::uint64_t sequence = 0;
        ControlEvent event;
        bool operator>(const Due& other) const {
            return std::tie(time, phase, sequence) >
                   std::tie(other.time, other.phase, other.sequence);
        }
        void state(StateVisitor& visit);
    };
    // Leaves lower numbers to schedule_added.
    static constexpr std::uint64_t first_sequence = std::uint64_t{1} << 32;

    void push(Due due) {
        queue_.push_back(std::move(due));
        std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
    }
    template <class CarryOut>
    void fire_next(CarryOut&& carry_out) {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
        const Due due = std::move(queue_.back());
        queue_.pop_back();
        carry_out(due.event, due.time);
    }

    std::vector<Due> queue_;  // a heap
    std::uint64_t sequence_ = first_sequence;
    std::uint64_t added_ = 0;
};

}  // namespace isotherm
