// SPDX-License-Identifier: Apache-2.0
// Light calls of open arrivals, for which nobody waits: neither the next action, nor a call that
// needs the connection. Their actions begin without events, and their answers are counted before
// anybody looks at what they change. As soon as a call has to wait at a gate, all are events again.

#include <algorithm>

#include "engine/flows/flow.h"

namespace isotherm {

void Flow::schedule() {
    if (is_unwatched() && upcoming_.begins.size() == 1 && !next_begin_) {
        const Begin& begin = upcoming_.begins.front();
        if (begin.at < world_.end) next_begin_ = begin;
        upcoming_.begins.clear();
    }
    schedule_events();
}

void Flow::begin_next() {
    const Begin begin = *next_begin_;
    next_begin_.reset();
    begin_due(begin);
}

void Flow::close_window(SimTime end) {
    if (!may_go_unwatched_) return;
    // One of them may end the window, because it is one too many.
    while (next_begin() < std::min(end, world_.window_end)) begin_next();
    settle(LightAnswers::whole_buckets(std::min(end, world_.window_end)));
}

// What comes before the event. False: more events do, and this one has to come again.
bool Flow::catch_up(const CallerEvent& event) {
    while (next_begin_ && (next_begin_->at < event.time ||
                           (next_begin_->at == event.time && next_begin_->action < event.action)))
        begin_next();
    settle_before(event.time, event.action);
    if (is_unwatched() || world_.events.empty() ||
        !CallerOrder::earlier(world_.events.front(), event))
        return true;
    world_.events.push(event);
    return false;
}

void Flow::settle(SimTime now) { settle_before(now, 0); }

void Flow::settle_before(SimTime time, std::uint64_t action) {
    if (counts_answers_) return;
    counts_answers_ = true;
    const auto count = [this](const LightAnswer& answer) { count_answer(answer); };
    // Minute by minute, as the record has them.
    using std::chrono::minutes;
    SimTime minute_ends = std::chrono::floor<minutes>(light_answers_.earliest()) + minutes(1);
    for (; !light_answers_.empty() && minute_ends < time; minute_ends += minutes(1))
        light_answers_.take_before(minute_ends, 0, count);
    light_answers_.take_before(time, action, count);
    counts_answers_ = false;
}

void Flow::count_answer(const LightAnswer& answer) {
    const SimDuration took = answer.at - answer.begun;
    --connected_[answer.client];
    making_.policy->succeeded({1, answer.client, answer.at, took, Failure::throttled});
    record_.conditions_failed += answer.condition_failed;
    record_.steps.front().latency.add(took);
    count_open(answer.at, -1);
    ++record_.done;
    if (!record_.last_done || *record_.last_done < answer.at) record_.last_done = answer.at;
    ++minute(answer.at).done;
    minute_latency_.add(took);
}

// The row in the batch says all about the call that is not in `sent`.
void Flow::send_without_slot(const Begin& begin, const DrawnRow& drawn, std::uint32_t client) {
    const FlowStep& step = making_.program.steps.front();
    Request& request = world_.sends.present().emplace_back();
    request.arrival = begin.at;
    request.key = drawn.key;
    request.sequence = next_call_++ * rows_of_call;
    request.bytes = step.bytes > 0 && !step.drawn ? step.bytes : drawn.bytes;
    request.table = making_.targets[step.target];
    request.workload = making_.workload;
    request.operation = step.drawn ? drawn.operation : step.operation;
    request.finding = step.drawn ? drawn.finding : Finding::item;
    ActionUse& use = use_of(request.table, request.operation);
    ++use.calls;
    ++use.attempts;
    ++connected_[client];
    SentRow& sent = world_.sent.emplace_back();
    sent.call = client;
    sent.stamp = begin.worker << finding_bits | static_cast<std::uint32_t>(request.finding);
    sent.row = row_without_slot;
    sent.attempt = 0;
    sent.draw = begin.action;
}

std::size_t Flow::served_without_slot(const SentRow& sent, RequestBatch& batch, std::size_t at) {
    FlowRow row;
    row.key = batch.key[at];
    row.draw = sent.draw;
    row.bytes = batch.bytes[at];
    row.items = 1;
    row.table = batch.table[at];
    row.operation = batch.operation[at];
    row.finding = static_cast<Finding>(sent.stamp & ((1U << finding_bits) - 1));
    const std::uint32_t worker = sent.stamp >> finding_bits;
    const bool conflicts = batch.finding[at] == Finding::transaction_cancelled;
    if (is_throttled(batch.outcome[at]) || conflicts)
        return watch_call(sent, row, worker, batch, at);
    batch.draw[at] = sent.draw;
    batch.resent[at] = 0;
    ActionUse& use = use_of(row.table, row.operation);
    ++use.rows;
    use.consumed += batch.cost[at];
    LightAnswer answer{batch.arrival[at], sent.draw, batch.arrival[at], sent.call,
                       batch.finding[at] == Finding::condition_failed};
    const Latency& latency = world_.latency;
    Served service;
    if (latency.settings().model != LatencyModel::constant)
        service = drawn_service(row, latency.zone_of_caller(sent.draw ^ salt_), 1, batch, at);
    answer.at += latency.of(row.operation, row.bytes, service.factor, service.crosses);
    if (!world_.region_rtt.empty() && traits_of(row.operation).consistency == Consistency::strong)
        answer.at += world_.region_rtt[row.table.value];
    if (!is_unwatched() || !light_answers_.add(answer)) watch_answer(answer, worker);
    return 1;
}

// The call takes a slot after all.
std::size_t Flow::watch_call(const SentRow& sent, const FlowRow& row, std::uint32_t worker,
                             RequestBatch& batch, std::size_t at) {
    const std::uint32_t slot = lights_.take();
    LightCall& light = lights_[slot];
    light.begin = {};
    light.begin.at = batch.arrival[at];
    light.begin.action = sent.draw;
    light.begin.worker = worker;
    light.client = sent.call;
    light.condition_failed = false;
    light.zone = world_.latency.zone_of_caller(sent.draw ^ salt_);
    light.number = batch.sequence[at] / rows_of_call;
    light.row = row;
    light.drawn = {row.key, row.bytes, row.operation, row.finding};
    SentRow with_slot = sent;
    with_slot.call = slot;
    with_slot.row = 0;
    return light_served(with_slot, batch, at);
}

void Flow::watch_answer(const LightAnswer& answer, std::uint32_t worker) {
    const std::uint32_t slot = lights_.take();
    LightCall& light = lights_[slot];
    light.begin = {};
    light.begin.at = answer.begun;
    light.begin.action = answer.action;
    light.begin.worker = worker;
    light.client = answer.client;
    light.condition_failed = answer.condition_failed;
    event(answer.at, Kind::light_answer, answer.action, 0, slot);
}

// From now on, answers are events.
void Flow::watch_answers() {
    std::vector<LightAnswer> answers;
    light_answers_.take_before(
        never, 0, [&answers](const LightAnswer& answer) { answers.push_back(answer); });
    light_answers_ = {};
    for (const LightAnswer& answer : answers) watch_answer(answer, 0);
    if (!next_begin_) return;
    upcoming_.begins.push_back(*next_begin_);
    next_begin_.reset();
    schedule_events();
}

void Flow::use_events(SimTime now) {
    settle(now);
    // No call is light that has been answered: the slots may be numbered anew.
    if (lights_.in_use() == 0) lights_ = {};
    watch_answers();
}

}  // namespace isotherm
