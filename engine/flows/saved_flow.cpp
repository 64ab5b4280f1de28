// SPDX-License-Identifier: Apache-2.0
// A flow that is saved between two windows, and loaded again. What a state says about actions,
// calls and events must fit together, so that a damaged one is refused before anything is done with
// it.

#include <algorithm>
#include <cassert>

#include "engine/flows/flow.h"
#include "engine/flows/flows.h"

namespace isotherm {
namespace {

// More than any call has: sequence numbers of one call; see CallShape.
constexpr std::size_t most_rows = 256;
// More than any call or answer consumes; half of it in nano-units fits into 64 bits.
constexpr std::int64_t most_half_units = std::int64_t{1} << 33;
// A call is tried at most once a microsecond.
constexpr std::int64_t most_attempts = longest_run.count();

bool is_past(SimTime time, SimTime now) { return time >= sim_start && time <= now; }

bool is_sound(const Answer& answer, SimTime now) {
    return is_past(answer.served, now) && is_past(answer.at, now) && answer.half_units >= 0 &&
           answer.half_units <= most_half_units;
}

}  // namespace

void Flow::state(StateVisitor& visit, SimTime now) {
    if (visit.loads()) next_begin_.reset();  // of the start; an event is loaded in its place
    visit.part("callers", *callers_);
    visit.part("drawn rows", [&] { visit(draws_, values_); });
    visit.part("client", *making_.policy);
    visit.part("keys", [&] {
        visit(keys_drawn_, step_texts_);
        visit.require(keys_drawn_.all_of(making_.workload.value));
    });
    visit.part("actions", [&] { visit(begins_, strands_, waiting_); });
    visit.part("calls", [&] {
        visit(calls_, lights_, next_call_, walked_);
        visit.require(walked_.empty() || (!making_.program.steps.empty() &&
                                          walked_.size() == making_.program.steps[0].segments));
        limits_state(visit, now);
        visit(looked_up_);
        visit.require(looked_up_ == never || is_past(looked_up_, now));
    });
    visit.part("record of actions", [&] {
        SimTime until = now;
        visit(until);
        visit.require(until == now);
        if (!visit.loads()) record_.open_time_us += open_ * since_start(now);
        visit(record_, minute_latency_, given_up_, returned_);
        visit.require(minute_latency_.count() == 0 || !record_.minutes.empty());
        if (!visit.loads()) record_.open_time_us -= open_ * since_start(now);
        if (visit.loads()) minute_ends_ = sim_start + std::chrono::minutes(record_.minutes.size());
    });
}

// There may be more limiters than at the start, because workers were added.
void Flow::limits_state(StateVisitor& visit, SimTime now) {
    std::vector<std::uint32_t> limits;  // by limiter
    for (const LimiterOf& one : limiters_) limits.push_back(one.limit);
    const std::vector<std::uint32_t> at_start = limits;
    visit(limits);
    visit.require(limits.size() >= at_start.size() &&
                  std::equal(at_start.begin(), at_start.end(), limits.begin()));
    for (std::size_t i = limiters_.size(); i < limits.size(); ++i) {
        visit.require(limits[i] < settings_->limits.size() &&
                      settings_->limits[limits[i]].per == LimitPer::worker);
        add_limiter(limits[i], {});
    }
    gates_.resize(first_limiter() + limiters_.size());
    visit.same_length(gates_);
    for (LimiterOf& one : limiters_) one.limiter.state(visit, now);
}

// What waits for what, by slot.
struct Flow::Places {
    std::vector<bool> begins, strands, calls, lights;  // in use
    std::vector<std::uint8_t> begin_events;
    std::vector<std::uint8_t> wakes;    // of strands
    std::vector<std::uint8_t> ways;     // ways in which a call goes on
    std::vector<std::uint8_t> answers;  // of light calls

    static void count(std::uint8_t& times) {
        if (times < 2) ++times;
    }
};

void Flow::require_sound(StateVisitor& visit, std::span<const CallerEvent> events,
                         std::span<const CacheWaiter> waiters, SimTime now) {
    Places places{begins_.which_in_use(),
                  strands_.which_in_use(),
                  calls_.which_in_use(),
                  lights_.which_in_use(),
                  {},
                  {},
                  {},
                  {}};
    places.answers.resize(lights_.size());
    places.begin_events.resize(begins_.size());
    places.wakes.resize(strands_.size());
    places.ways.resize(calls_.size());
    for (std::uint32_t slot = 0; slot < calls_.size(); ++slot) {
        if (!places.calls[slot]) continue;
        require_sound_call(visit, calls_[slot], now);
        places.ways[slot] = calls_[slot].in_flight;
    }
    require_sound_actions(visit, now);
    require_sound_family(visit);
    require_sound_gates(visit, places);
    require_sound_waiters(visit, waiters, places);
    for (const CallerEvent& event : events) require_sound_event(visit, event, places);
    for (std::size_t slot = 0; slot < calls_.size(); ++slot)
        visit.require(places.ways[slot] == (places.calls[slot] ? 1 : 0));
    for (std::size_t slot = 0; slot < lights_.size(); ++slot)
        visit.require(places.answers[slot] == (places.lights[slot] ? 1 : 0));
    follow_calls();
    record_.open_time_us -= open_ * since_start(now);
    for (const ActionUse& use : record_.uses) {
        std::uint16_t& place =
            use_place_[use.table.value * operation_count + static_cast<std::size_t>(use.operation)];
        visit.require(place == 0);
        place = static_cast<std::uint16_t>(&use - record_.uses.data() + 1);
    }
}

// Counts that follow from actions and calls.
void Flow::follow_calls() {
    const std::vector<bool> calls = calls_.which_in_use();
    std::ranges::fill(connected_, 0);
    std::ranges::fill(throttled_rows_, 0);
    std::ranges::fill(use_place_, std::uint16_t{0});
    for (std::uint32_t slot = 0; slot < calls_.size(); ++slot) {
        const OpenCall& call = calls_[slot];
        if (!calls[slot]) continue;
        connected_[call.client] += call.in_flight;
        for (const FlowRow& row : call.rows) throttled_rows_[row.table.value] += row.throttled;
    }
    queued_calls_ = 0;
    for (const CallGate& gate : gates_) queued_calls_ += gate.waiting.size();
    open_ = 0;
    const std::vector<bool> lights = lights_.which_in_use();
    for (std::uint32_t slot = 0; slot < lights_.size(); ++slot) {
        if (!lights[slot]) continue;
        ++connected_[lights_[slot].client];
        ++open_;
    }
    const std::vector<bool> strands = strands_.which_in_use();
    for (std::uint32_t slot = 0; slot < strands_.size(); ++slot)
        open_ += strands[slot] && strands_[slot].parent == no_slot;
}

// Actions that are due, wait, or are open.
void Flow::require_sound_actions(StateVisitor& visit, SimTime now) const {
    std::set<std::uint64_t> actions;
    const std::vector<bool> begins = begins_.which_in_use();
    for (std::uint32_t slot = 0; slot < begins_.size(); ++slot) {
        if (!begins[slot]) continue;
        const Begin& begin = begins_[slot];
        if (begin.at == never) continue;  // dropped
        require_sound_begin(visit, begin, world_.end, actions);
        visit.require(begin.at >= now);
        if (settings_->uses_arrivals()) visit.require(draws_.asked_last(begin.action, begin.at));
    }
    for (const WaitingAction& waiting : waiting_) {
        require_sound_begin(visit, waiting.begin, now, actions);
        require_sound_rows(visit, waiting.rows);
        visit.require(is_past(waiting.since, now));
    }
    const std::vector<bool> strands = strands_.which_in_use();
    for (std::uint32_t slot = 0; slot < strands_.size(); ++slot) {
        const Strand& strand = strands_[slot];
        if (!strands[slot]) continue;
        visit.require(strand.root < strands_.size());
        require_sound_strand(visit, strand, now);
        if (strand.parent != no_slot) continue;
        visit.require(strand.root == slot && strand.root_stamp == strand.stamp);
        require_sound_begin(visit, strand.begin, now, actions);
    }
    require_sound_lights(visit, actions, now);
}

void Flow::require_sound_begin(StateVisitor& visit, const Begin& begin, SimTime now,
                               std::set<std::uint64_t>& actions) const {
    const std::uint32_t workers = std::max(
        settings_->callers ? settings_->callers->worker_count() : 1, callers_->worker_numbers());
    const std::uint64_t chunk = settings_->callers ? settings_->callers->chunk_items() : 0;
    visit.require(is_past(begin.at, now) && begin.worker < workers &&
                  begin.count <= std::max<std::uint64_t>(1, chunk) && callers_->knows(begin));
    visit.require(begin.block <= making_.program.own_blocks.size() &&
                  actions.insert(begin.action).second);
}

void Flow::require_sound_rows(StateVisitor& visit, const std::vector<DrawnRow>& rows) const {
    visit.require(rows.size() <= std::min<std::size_t>(draws_.items(), most_rows));
}

// A strand stands at a step that waits as its frame says.
void Flow::require_sound_strand(StateVisitor& visit, const Strand& strand, SimTime now) const {
    const FlowProgram& program = making_.program;
    visit.require(strand.answers.size() == program.answers && !strand.frames.empty());
    for (const FlowFrame& frame : strand.frames) {
        visit.require(std::ranges::any_of(program.blocks, [&](const FlowProgram::Block& block) {
            return frame.end == block.end && frame.step >= block.first && frame.step < block.end;
        }));
        visit.require(is_past(frame.entered_at, now));
    }
    require_sound_rows(visit, strand.rows);
    visit.require(strand.written.size() == program.written.size());
    for (std::size_t place = 0; place < strand.written.size(); ++place) {
        const KnownItem& known = strand.written[place];
        const auto writer = making_.keys->attributes.writer(program.written[place]);
        visit.require(!known.there || known.item.workload == writer);
    }
    visit.require(is_past(strand.begun, now) && is_sound(strand.latest, now));
    for (const Answer& answer : strand.answers) visit.require(is_sound(answer, now));
    const FlowStep& step = step_of(strand);
    if (strand.frames.back().state == FlowFrame::State::waits)
        visit.require(step.verb == FlowStep::Verb::wait);
    const bool pending = strand.next_value < strand.end_value;
    if (strand.open_values == 0) return;
    visit.require(step.verb == FlowStep::Verb::call ||
                  (step.verb == FlowStep::Verb::block && step.loop != FlowStep::Loop::none));
    if (!pending) return;
    const bool batches = step.batched && step.parts.empty() && !step.drawn;
    const std::uint64_t each = batches ? step.batch_items : 1;
    const std::uint64_t values = value_count(strand, step);
    visit.require(strand.end_value <= values / each + (values % each > 0));
}

// Each open value of a strand is a call or another strand, and strands of blocks that are inside
// each other lead to the action.
void Flow::require_sound_family(StateVisitor& visit) const {
    const std::vector<bool> strands = strands_.which_in_use();
    const std::vector<bool> calls = calls_.which_in_use();
    const auto lives = [&](std::uint32_t slot) {
        return slot < strands_.size() && strands[slot] && strands[strands_[slot].root] &&
               alive(strands_[slot]);
    };
    std::vector<std::uint32_t> values(strands_.size());
    for (std::uint32_t slot = 0; slot < calls_.size(); ++slot) {
        const OpenCall& call = calls_[slot];
        if (calls[slot] && !call.hedges && call.strand_stamp == strands_[call.strand].stamp)
            ++values[call.strand];
    }
    for (std::uint32_t slot = 0; slot < strands_.size(); ++slot) {
        if (!strands[slot] || strands_[slot].parent == no_slot) continue;
        // What an action leaves behind leads to its slot, which others may use.
        const bool orphan = !lives(slot);
        const std::uint32_t root = strands_[slot].root;
        std::uint32_t above = slot;
        for (std::size_t depth = 0; above != root; ++depth) {
            above = strands_[above].parent;
            visit.require(depth < making_.program.blocks.size() && above < strands_.size());
            if (orphan && above == root) break;
            visit.require(strands[above] && strands_[above].root == root &&
                          strands_[above].root_stamp == strands_[slot].root_stamp &&
                          strands_[above].begin == strands_[slot].begin);
        }
        visit.require(orphan || strands_[root].parent == no_slot);
        if (!orphan || strands_[slot].parent != root) ++values[strands_[slot].parent];
    }
    for (std::uint32_t slot = 0; slot < strands_.size(); ++slot)
        if (strands[slot]) visit.require(values[slot] == strands_[slot].open_values);
}

void Flow::require_sound_call(StateVisitor& visit, const OpenCall& call, SimTime now) const {
    visit.require(call.strand < strands_.size() && call.step < making_.program.steps.size() &&
                  making_.program.steps[call.step].verb == FlowStep::Verb::call);
    visit.require(!call.rows.empty() && call.rows.size() <= most_rows);
    visit.require(call.client < client_count_ && call.stage <= settings_->limits.size() + 2);
    visit.require(call.attempt >= 1 && call.attempt <= most_attempts && call.half_units >= 0 &&
                  call.half_units <= most_half_units);
    visit.require(is_past(call.queued, now) && is_past(call.begun, now) &&
                  is_past(call.sent, now) && call.expires >= sim_start);
    // Rows that were refused are left to be sent again.
    visit.require(call.refused == 0 ||
                  std::ranges::any_of(call.rows, [](const FlowRow& row) { return !row.done; }));
    visit.require(!(call.in_flight && call.rejected));
    const std::int32_t written = making_.program.steps[call.step].written;
    visit.require(
        call.item.workload == making_.workload.value || call.item.workload == 0 ||
        (written >= 0 &&
         call.item.workload == making_.keys->attributes.writer(
                                   making_.program.written[static_cast<std::size_t>(written)])));
    if (call.twin != no_slot) {
        visit.require(call.twin < calls_.size());
        const OpenCall& twin = calls_[call.twin];
        visit.require(twin.hedges != call.hedges && twin.twin < calls_.size() &&
                      &calls_[twin.twin] == &call && twin.strand == call.strand);
    }
    visit.require(!call.hedges || call.twin != no_slot);
    const bool at_cache = call.cache_use >= CacheUse::waits;
    visit.require(!at_cache || (!call.in_flight && !call.rejected && call.stage == 0));
    visit.require(call.cache_use == CacheUse::none || making_.program.steps[call.step].cache >= 0);
}

// A call that waits stands in one queue once, that of the gate it has come to.
void Flow::require_sound_gates(StateVisitor& visit, Places& places) const {
    for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
        for (const CallGate::Waiter& waiter : gates_[gate].waiting) {
            visit.require(waiter.call < calls_.size());
            const OpenCall& call = calls_[waiter.call];
            if (call.stamp != waiter.stamp) continue;
            // The action of an orphan has left its slot, and with it the number of its worker.
            visit.require(places.calls[waiter.call] && (orphaned(call) || gate_of(call) == gate));
            Places::count(places.ways[waiter.call]);
        }
    }
}

// A call waits at one cache once, or it is not there any more.
void Flow::require_sound_waiters(StateVisitor& visit, std::span<const CacheWaiter> waiters,
                                 Places& places) const {
    for (const CacheWaiter& waiter : waiters) {
        visit.require(waiter.call < calls_.size());
        const OpenCall& call = calls_[waiter.call];
        if (call.stamp != waiter.stamp) continue;
        visit.require(places.calls[waiter.call] && call.cache_use == CacheUse::waits);
        Places::count(places.ways[waiter.call]);
    }
}

// An event is void, or its target waits for it.
void Flow::require_sound_event(StateVisitor& visit, const CallerEvent& event,
                               Places& places) const {
    const std::uint32_t slot = event.target;
    switch (event.kind) {
        case Kind::begin:
            visit.require(slot < begins_.size() && places.begins[slot] &&
                          (begins_[slot].at == event.time || begins_[slot].at == never) &&
                          places.begin_events[slot] == 0);
            return Places::count(places.begin_events[slot]);
        case Kind::callers:
            return;
        case Kind::light_answer:
            visit.require(event.stamp < lights_.size() && places.lights[event.stamp] &&
                          lights_[event.stamp].begin.action == event.action);
            return Places::count(places.answers[event.stamp]);
        case Kind::gate:
            return visit.require(slot < gates_.size());
        case Kind::hedge:
            return visit.require(slot < calls_.size());
        case Kind::wake: {
            visit.require(slot < strands_.size());
            const Strand& strand = strands_[slot];
            if (strand.stamp != event.stamp) return;
            visit.require(places.strands[slot] && places.wakes[slot] == 0);
            const FlowFrame::State state = strand.frames.back().state;
            visit.require(strand.open_values == 0 &&
                          (state == FlowFrame::State::waits || state == FlowFrame::State::between));
            return Places::count(places.wakes[slot]);
        }
        case Kind::action_expires:
            visit.require(slot < strands_.size());
            return visit.require(strands_[slot].stamp != event.stamp ||
                                 (places.strands[slot] && strands_[slot].parent == no_slot));
        case Kind::answer:
        case Kind::attempt_expires:
        case Kind::send: {
            visit.require(slot < calls_.size());
            const OpenCall& call = calls_[slot];
            if (call.stamp != event.stamp) return;
            visit.require(places.calls[slot]);
            const bool sends = event.kind == Kind::send;
            visit.require(!sends || call.stage == 0);
            const bool decided = call.rejected || call.cache_use >= CacheUse::served;
            if (sends || (event.kind == Kind::answer && decided)) Places::count(places.ways[slot]);
            return;
        }
    }
}

}  // namespace isotherm
