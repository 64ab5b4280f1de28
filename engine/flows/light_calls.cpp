// SPDX-License-Identifier: Apache-2.0
// Light calls: the short way of an action of one call from its begin to its answer. It does what
// the other way does for such a call, in the same order; so whether a call is light changes no
// result. Calls of one action that are answered at the same time have an order of their own, which
// is why an action of several calls has no light ones.

#include "engine/flows/flow.h"

namespace isotherm {
namespace {

// Whether an answer to the step's calls says no more than that it is one.
bool is_light(const FlowStep& step) {
    const bool one_row = !step.batched && step.parts.empty() && !step.transaction;
    const bool nothing_found = step.drawn || (step.missing == 0 && step.condition_fails == 0);
    return step.verb == FlowStep::Verb::call && one_row && nothing_found && step.answer < 0 &&
           step.cache < 0 && step.condition == FlowStep::Condition::none && !step.knows_item() &&
           step.segments == 0 && !traits_of(step.operation).many_items;
}

// Whether an action that begins with the step does nothing before it but to draw its key.
bool is_whole_action(const FlowStep& step) {
    return step.loop == FlowStep::Loop::none && step.only_if.empty() && step.chance >= 1 &&
           step.needs_written.empty() && !step.repeats() && step.key.empty();
}

}  // namespace

void Flow::find_light_actions() {
    const FlowProgram& program = making_.program;
    const FlowSettings& said = *settings_;
    const bool answers_only = said.limits.empty() && said.timeout == 0us &&
                              said.attempt_timeout == 0us && said.action_timeout == 0us &&
                              said.hedge_after == 0us && !reads_stream_ && !asks_latest_;
    light_actions_ = answers_only && making_.sends_at_once && program.steps.size() == 1 &&
                     is_light(program.steps.front()) && is_whole_action(program.steps.front()) &&
                     program.written.empty() && program.answers == 0 &&
                     program.own_blocks.empty() && draws_.items() == 1;
    find_text_keys();
    at_arrivals_ = said.uses_arrivals();
    many_workers_ = said.callers && said.callers->worker_count() > 1;
    may_go_unwatched_ = light_actions_ && at_arrivals_ && said.in_flight == 0;
    const bool own_keys = making_.rule != nullptr || !light_actions_ ||
                          program.steps.front().rule != nullptr || program.steps.front().size >= 0;
    without_slots_ = light_actions_ && !own_keys;
}

// Whether a call of this client is sent at once, and is answered by the service.
bool Flow::goes_light(std::uint32_t client, const Begin& begin) {
    // Those that were answered meanwhile may have left a connection.
    if (may_go_unwatched_ && connections_ > 0 && connected_[client] >= connections_)
        settle_before(begin.at, begin.action);
    return gates_[client].waiting.empty() && gates_[client_count_ + client].waiting.empty() &&
           (connections_ == 0 || connected_[client] < connections_) && world_.outages == nullptr &&
           !world_.latency.ever_fails();
}

// Callers that are numbered keep to one client, as processes do.
std::uint32_t Flow::client_of(std::uint32_t worker) const {
    if (client_count_ == 1) return 0;
    return static_cast<std::uint32_t>((many_workers_ ? worker : next_call_) % client_count_);
}

// The action is a light call.
bool Flow::begin_light(const Begin& begin, const DrawnRow& drawn, SimTime now) {
    const FlowStep& step = making_.program.steps.front();
    const std::uint32_t client = client_of(begin.worker);
    if (begin.block > 0 || begin.count > 0 || !goes_light(client, begin)) return false;
    if (step.drawn && traits_of(drawn.operation).many_items) return false;
    if (without_slots_) {
        open_light(begin);
        send_without_slot(begin, drawn, client);
        return true;
    }
    const std::uint32_t slot = lights_.take();
    LightCall& light = lights_[slot];
    light.client = client;
    light.begin = begin;
    light.drawn = drawn;
    light.zone = world_.latency.zone_of_caller(begin.action ^ salt_);
    Draw draw{begin.action, now, drawn.key, making_.workload.value, drawn.bytes, drawn.operation};
    const Attributes& attributes = making_.keys->attributes;
    if (making_.rule != nullptr) {
        draw.key = light.drawn.key = making_.rule->key(attributes, draw).value_or(0);
        keys_drawn_.remember(draw.key, draw);
    }
    FlowRow& row = light.row;
    row.key = draw.key;
    row.draw = begin.action;
    row.bytes = step.bytes > 0 && !step.drawn ? step.bytes : drawn.bytes;
    row.table = making_.targets[step.target];
    row.operation = step.drawn ? drawn.operation : step.operation;
    row.finding = step.drawn ? drawn.finding : Finding::item;
    if (!step.drawn && step.size >= 0)
        row.bytes = static_cast<std::uint32_t>(
            attributes.value(static_cast<std::uint32_t>(step.size), draw).number);
    if (!step.drawn && step.rule != nullptr) {
        row.key = step.rule->key(attributes, draw).value_or(0);
        step_texts_.remember(row.key, [&] { return step.rule->text(attributes, draw, ""); });
    }
    open_light(begin);
    send_light(slot, now);
    return true;
}

void Flow::open_light(const Begin& begin) {
    count_open(begin.at, 1);
    const auto most = static_cast<std::uint64_t>(settings_->actions_most);
    if (may_go_unwatched_ && open_ > most) settle_before(begin.at, begin.action);
    if (open_ + waiting_.size() > most)
        world_.stop_at(begin.at, {making_.workload, FlowStop::Reason::actions});
}

void Flow::send_light(std::uint32_t slot, SimTime now) {
    LightCall& light = lights_[slot];
    light.number = next_call_++;
    light.condition_failed = false;
    ActionUse& use = use_of(light.row.table, light.row.operation);
    ++use.calls;
    ++use.attempts;
    ++connected_[light.client];
    light.row.items = 1;
    Request& request = world_.sends.present().emplace_back();
    request.arrival = now;
    request.key = light.row.key;
    request.sequence = light.number * rows_of_call;
    request.bytes = light.row.bytes;
    request.table = light.row.table;
    request.workload = making_.workload;
    request.operation = light.row.operation;
    request.finding = light.row.finding;
    SentRow& sent = world_.sent.emplace_back();
    sent.call = slot;
    sent.attempt = 0;
    sent.draw = light.row.draw;
}

// The row came back from admission. A call that is refused, or that conflicts with another Region,
// is sent again: the other way knows how.
std::size_t Flow::light_served(const SentRow& sent, RequestBatch& batch, std::size_t at) {
    if (sent.row == row_without_slot) return served_without_slot(sent, batch, at);
    const bool conflicts = batch.finding[at] == Finding::transaction_cancelled;
    if (is_throttled(batch.outcome[at]) || conflicts) {
        const std::uint32_t slot = make_heavy(sent.call);
        return served({.call = slot, .stamp = calls_[slot].stamp, .draw = sent.draw}, batch, at);
    }
    LightCall& light = lights_[sent.call];
    batch.draw[at] = sent.draw;
    batch.resent[at] = 0;
    ActionUse& use = use_of(batch.table[at], batch.operation[at]);
    ++use.rows;
    use.consumed += batch.cost[at];
    light.condition_failed = batch.finding[at] == Finding::condition_failed;
    light.row.table = batch.table[at];  // a table by period is chosen at the first attempt
    const Latency& latency = world_.latency;
    Served service;
    if (latency.settings().model != LatencyModel::constant)
        service = drawn_service(light.row, light.zone, 1, batch, at);
    SimDuration took =
        latency.of(batch.operation[at], light.row.bytes, service.factor, service.crosses);
    if (!world_.region_rtt.empty() &&
        traits_of(batch.operation[at]).consistency == Consistency::strong)
        took += world_.region_rtt[batch.table[at].value];
    const SimTime answer = batch.arrival[at] + took;
    if (is_unwatched() && light_answers_.add({answer, light.begin.action, light.begin.at,
                                              light.client, light.condition_failed})) {
        lights_.give(sent.call);
        return 1;
    }
    event(answer, Kind::light_answer, light.begin.action, static_cast<std::uint32_t>(light.number),
          sent.call);
    return 1;
}

void Flow::light_answered(std::uint32_t slot, SimTime now) {
    const LightCall& light = lights_[slot];
    const std::uint32_t client = light.client;
    --connected_[client];
    if (!gates_[client_count_ + client].waiting.empty()) drain(client_count_ + client, now);
    making_.policy->succeeded({1, client, now, now - light.begin.at, Failure::throttled});
    record_.conditions_failed += light.condition_failed;
    lights_.give(slot);  // what it says is not written before another call begins
    end_light(light.begin, now);
    if (!gates_[client].waiting.empty()) drain(client, now);
}

// Its action is done.
void Flow::end_light(const Begin begin, SimTime now) {
    const SimDuration took = now - begin.at;
    record_.steps.front().latency.add(took);
    count_open(now, -1);
    ++record_.done;
    record_.last_done = now;
    ++minute(now).done;
    minute_latency_.add(took);
    callers_->ended(begin, true, now, upcoming_);
    if (begins_at_once(now)) {
        const Begin next = upcoming_.begins.front();
        upcoming_.begins.clear();
        return begin_due(next);
    }
    schedule();
    if (!waiting_.empty()) go_on_with_waiting(now);
}

// Whether what the callers ask for is an action that begins now, before all other events.
bool Flow::begins_at_once(SimTime now) const {
    if (upcoming_.begins.size() != 1 || !upcoming_.wakes.empty() || queued_calls_ > 0 ||
        !waiting_.empty())
        return false;
    const Begin& begin = upcoming_.begins.front();
    const CallerEvent event{begin.at, begin.action, making_.workload.value, 0, 0, Kind::begin};
    return begin.at == now && now < world_.end &&
           (world_.events.empty() || CallerOrder::earlier(event, world_.events.front()));
}

std::uint32_t Flow::make_heavy(std::uint32_t light_slot) {
    const LightCall& light = lights_[light_slot];
    const std::uint32_t strand = open_strand_of(light);
    const std::uint32_t slot = take_call(strand, 0);
    OpenCall& call = calls_[slot];
    call.rows.assign(1, light.row);
    call.number = light.number;
    call.client = light.client;
    call.attempt = 1;
    call.stage = static_cast<std::uint32_t>(settings_->limits.size()) + 2;
    call.begun = call.queued = call.sent = light.begin.at;
    call.conflict = call.rejected = call.service_error = false;
    call.in_flight = true;
    call.sends = 1;
    call.unserved = 1;
    call.factor = 0;
    call.bytes = 0;
    call.crosses = false;
    lights_.give(light_slot);
    return slot;
}

std::uint32_t Flow::open_strand_of(const LightCall& light) {
    const std::uint32_t slot = take_strand(light.begin, light.drawn, light.begin.at);
    Strand& strand = strands_[slot];
    push_frame(strand, 0, FlowFrame::Kind::action);
    strand.frames.back().state = FlowFrame::State::entered;
    strand.frames.back().entered_at = light.begin.at;
    strand.open_values = 1;
    strand.next_value = strand.end_value = 1;
    strand.any_failed = false;
    return slot;
}

// A light call waits for its answer, and so does its action.
void Flow::require_sound_lights(StateVisitor& visit, std::set<std::uint64_t>& actions,
                                SimTime now) const {
    const std::vector<bool> lights = lights_.which_in_use();
    for (std::uint32_t slot = 0; slot < lights_.size(); ++slot) {
        if (!lights[slot]) continue;
        const LightCall& light = lights_[slot];
        visit.require(light_actions_ && light.client < client_count_);
        visit.require(light.begin.block == 0 && light.begin.count == 0);
        require_sound_begin(visit, light.begin, now, actions);
    }
}

}  // namespace isotherm
