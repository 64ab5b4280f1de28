// SPDX-License-Identifier: Apache-2.0
// How a flow makes calls and sends them, past its client, limits and connections.

#include <algorithm>

#include "engine/flows/flow.h"

namespace isotherm {
namespace {

// A limit of zero is looked at again after this time.
constexpr SimDuration look_again = 1s;

constexpr std::uint64_t draw_missing = 3;
constexpr std::uint64_t draw_condition = 4;

// Rows count up to 255 attempts; later ones have the same number.
std::uint8_t attempt_of_row(const FlowRow& row) {
    return static_cast<std::uint8_t>(std::min<int>(row.tries + 1, 255));
}

}  // namespace

// A call of the step, without rows and a number.
std::uint32_t Flow::take_call(std::uint32_t strand, std::uint32_t step_number) {
    const std::uint32_t slot = calls_.take();
    OpenCall& call = calls_[slot];
    const FlowStep& step = making_.program.steps[step_number];
    call.strand = strand;
    call.strand_stamp = strands_[strand].stamp;
    call.step = step_number;
    call.page = 0;
    call.pages_left = step.pages;
    call.page_count = 1;
    call.segment = 0;
    call.condition_failed = false;
    call.sends = 0;
    call.refused = 0;
    call.half_units = 0;
    call.twin = no_slot;
    call.hedges = false;
    call.cache_use = step.cache < 0 ? CacheUse::none : CacheUse::asks;
    return slot;
}

void Flow::start_call(std::uint32_t strand_slot, std::uint64_t value, SimTime now) {
    Strand& strand = strands_[strand_slot];
    const FlowStep& step = step_of(strand);
    const std::uint32_t slot = take_call(strand_slot, strand.frames.back().step);
    OpenCall& call = calls_[slot];
    make_rows(strand, step, value, call, now);
    number_call(call, now);
    draw_finding(strand, step, call, value);
    // Callers that are numbered keep to one client, as processes do.
    const std::uint64_t sender = settings_->callers && settings_->callers->worker_count() > 1
                                     ? strand.begin.worker
                                     : call.number;
    call.client = static_cast<std::uint32_t>(sender % client_count_);
    request(slot, now);
}

// A page, the rest of a batch, or a first call: each is a call of its own.
void Flow::number_call(OpenCall& call, SimTime now) {
    call.number = next_call_++;
    call.attempt = 1;
    call.stage = 0;
    call.queued = now;
    call.begun = now;
    call.conflict = false;
    call.rejected = false;
    call.service_error = false;
    if (call.cache_use != CacheUse::asks)  // else it may never be sent
        ++use_of(call.rows.front().table, call.rows.front().operation).calls;
}

void Flow::add_row(const FlowStep& step, Key key, std::uint32_t bytes, std::uint64_t draw,
                   OpenCall& call) {
    const auto number = static_cast<std::uint8_t>(call.rows.size());
    FlowRow& row = call.rows.emplace_back();
    row.key = key;
    row.draw = draw;
    row.bytes = bytes;
    row.items = 1;
    row.table = making_.targets[step.target];
    row.operation = step.operation;
    row.number = number;
}

void Flow::make_rows(Strand& strand, const FlowStep& step, std::uint64_t value, OpenCall& call,
                     SimTime now) {
    call.rows.clear();
    if (step.drawn) return make_drawn_rows(strand, step, call);
    for (const FlowStep::Part& part : step.parts) {
        const LoopValue of{strand.item, strand.drawn.key, strand.draw};
        const auto value_of = [&](const NameMeaning& name) {
            return key_meaning(strand, name, of, part.salt, now);
        };
        const Key key = part.key.key(value_of);
        step_texts_.remember(key, [&] {
            KeyBuffer buffer;
            part.key.render(value_of, buffer);
            return std::string(buffer.text());
        });
        add_row(step, key, part.bytes, strand.draw, call);
        call.rows.back().table = making_.targets[part.target];
        call.rows.back().checks = part.checks;
    }
    if (!step.parts.empty()) return;
    const std::uint64_t each = step.batched ? step.batch_items : 1;
    const std::uint64_t end = std::min(value_count(strand, step), (value + 1) * each);
    std::int64_t item = strand.item;
    for (std::uint64_t v = value * each; v < end; ++v) {
        const LoopValue of = value_of(strand, step, v);
        add_row(step, key_of_row(strand, step, of, now), bytes_of_row(strand, step, of), of.draw,
                call);
        if (step.written >= 0 && !step.bytes_given && !traits_of(step.operation).many_items)
            call.rows.back().bytes = described_item(strand, step, of.draw, now).bytes;
        item = of.item;
    }
    call.segment = static_cast<std::uint64_t>(std::max<std::int64_t>(0, item));
    if (step.knows_item()) call.item = described_item(strand, step, call.rows.front().draw, now);
    if (!traits_of(step.operation).many_items) return;
    if (!step.segment.empty()) {
        const std::int64_t segment = step.segment.value(
            [&](const NameMeaning& name) { return meaning(strand, name, item, now); });
        call.segment = static_cast<std::uint64_t>(std::max<std::int64_t>(0, segment));
    }
    if (step.answer >= 0) {
        Answer& answer = strand.answers[static_cast<std::size_t>(step.answer)];
        call.page = answer.next_page;
        if (step.segments == 0) answer.key = call.rows.front().key;
    }
    call.items = items_met(strand, step, call.rows.front(), now);
    make_page(strand, step, call);
}

// What the call finds, as far as chance decides it.
void Flow::draw_finding(const Strand& strand, const FlowStep& step, OpenCall& call,
                        std::uint64_t value) {
    if (step.drawn || (step.missing == 0 && step.condition_fails == 0)) return;
    const std::uint64_t repeat = strand.frames.back().repeats << 24 ^ value;
    for (FlowRow& row : call.rows) {
        const std::uint64_t one = repeat ^ std::uint64_t{row.number} << 48;
        const bool missing = draw(strand, call.step, draw_missing, one) < step.missing;
        const bool fails = draw(strand, call.step, draw_condition, one) < step.condition_fails;
        const bool read = side_of(row.operation) == Side::read;
        row.finding = fails     ? Finding::condition_failed
                      : missing ? Finding::no_item
                                : Finding::item;
        if (missing &&
            (read || is_delete(row.operation) || (fails && !making_.absent_item_costs_attempted)))
            row.bytes = 0;
        if (missing && read) row.items = 0;
    }
}

std::size_t Flow::gate_of(const OpenCall& call) const {
    if (call.stage == 0) return call.client;
    if (call.stage > settings_->limits.size()) return client_count_ + call.client;
    const std::size_t limit = call.stage - 1;
    std::uint64_t instance = 0;
    if (settings_->limits[limit].per == LimitPer::worker)
        instance = strands_[call.strand].begin.worker;
    else if (settings_->limits[limit].per == LimitPer::segment)
        instance = call.segment;
    return first_limiter() + instances_[limit][instance % instances_[limit].size()];
}

AnsweredAttempt Flow::attempt_of(const OpenCall& call, SimTime now) const {
    return {call.attempt, call.client, now, now - call.begun,
            static_cast<Failure>(call.last_failure)};
}

bool Flow::orphaned(const OpenCall& call) const {
    const Strand& strand = strands_[call.strand];
    return strand.stamp != call.strand_stamp || !alive(strand);
}

// Whether nothing can hold the call up: its client lets all pass, and it has a connection.
bool Flow::passes_at_once(OpenCall& call) {
    std::uint64_t& connected = connected_[call.client];
    if (!making_.sends_at_once || queued_calls_ > 0 || call.stage > 0 ||
        !settings_->limits.empty() || (connections_ > 0 && connected >= connections_))
        return false;
    ++connected;
    call.stage = 2;
    return true;
}

// The call passes gate after gate, and is sent behind the last.
void Flow::request(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (orphaned(call)) return abandon(slot, now);
    if (call.cache_use == CacheUse::asks && held_by_cache(slot, now)) return;
    const std::size_t last = settings_->limits.size() + 1;
    if (passes_at_once(call)) return send(slot, now);
    while (call.stage <= last) {
        if (call.stage > 0 && call.stage < last &&
            !limits(settings_->limits[call.stage - 1], call)) {
            ++call.stage;
            continue;
        }
        const std::size_t gate = gate_of(call);
        if (!gates_[gate].waiting.empty()) return enqueue(gate, slot, now);
        if (!pass(slot, gate, now)) {
            if (call.rejected) return;
            return enqueue(gate, slot, now);
        }
        ++call.stage;
    }
    send(slot, now);
}

bool Flow::pass(std::uint32_t slot, std::size_t gate, SimTime now) {
    OpenCall& call = calls_[slot];
    if (gate >= first_limiter()) {
        Limiter& limiter = limiters_[gate - first_limiter()].limiter;
        const LimitSettings& limit = settings_->limits[call.stage - 1];
        look_up_limits(now);
        const CapacityUnits cost = known_cost(call, limit);
        SimTime at = limiter.may_pass(cost, now);
        if (at == never) at = now + look_again;
        if (at == now) {
            if (limiter.charge() == LimitCharge::before || limit.unit() == LimitUnit::calls)
                limiter.pay(cost);
            return true;
        }
        wake_gate(gate, at, now);
        return false;
    }
    if (gate >= client_count_) {
        std::uint64_t& connected = connected_[gate - client_count_];
        if (connections_ > 0 && connected >= connections_) return false;
        ++connected;
        return true;
    }
    const SimTime at = making_.policy->may_send(call.client, call.attempt, now);
    if (at == now) return true;
    if (at == never) {
        call.rejected = true;
        ++record_.rejected;
        event(now, Kind::answer, strands_[call.strand].begin.action, slot, call.stamp);
        return false;
    }
    wake_gate(gate, at, now);
    return false;
}

void Flow::wake_gate(std::size_t gate, SimTime at, SimTime now) {
    CallGate& of = gates_[gate];
    if (at >= world_.end || (of.wakes <= at && of.wakes > now)) return;
    of.wakes = at;
    event(at, Kind::gate, 0, static_cast<std::uint32_t>(gate));
}

void Flow::enqueue(std::size_t gate, std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    call.queued = now;
    gates_[gate].waiting.push_back({slot, call.stamp});
    ++queued_calls_;
    if (may_go_unwatched_) watch_answers();
    WaitRecord& record = wait_at(gate);
    record.longest_queue =
        std::max<std::uint64_t>(record.longest_queue, gates_[gate].waiting.size());
}

// Lets waiting calls pass in the order in which they came.
void Flow::drain(std::size_t gate, SimTime now) {
    if (gates_[gate].wakes <= now) gates_[gate].wakes = never;
    while (!gates_[gate].waiting.empty()) {
        const CallGate::Waiter waiter = gates_[gate].waiting.front();
        OpenCall& call = calls_[waiter.call];
        const bool there = call.stamp == waiter.stamp;
        if (there && orphaned(call)) {
            // First, because what is abandoned may free a place and drain this gate again.
            take_first_waiter(gate);
            abandon(waiter.call, now);
            continue;
        } else if (there && pass(waiter.call, gate, now)) {
            wait_at(gate).waited.add(now - call.queued);
            take_first_waiter(gate);
            ++call.stage;
            request(waiter.call, now);
            continue;
        } else if (there && !call.rejected) {
            return;
        }
        take_first_waiter(gate);
    }
}

WaitRecord& Flow::wait_at(std::size_t gate) {
    if (gate >= first_limiter()) return record_.wait_limit;
    return gate >= client_count_ ? record_.wait_connection : record_.wait_client;
}

// How long the caller waits: the whole call's time-out ends its last attempt.
std::optional<SimDuration> Flow::patience(const OpenCall& call, SimTime now) const {
    const SimDuration attempt = settings_->attempt_timeout;
    if (settings_->timeout == 0us) return attempt > 0us ? std::optional(attempt) : std::nullopt;
    const SimDuration left = std::max<SimDuration>(0us, call.begun + settings_->timeout - now);
    return attempt > 0us ? std::min(attempt, left) : left;
}

void Flow::send(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    const std::uint64_t action = strands_[call.strand].begin.action;
    const std::optional<SimDuration> waits = patience(call, now);
    call.sent = now;
    ++call.sends;
    call.in_flight = true;
    call.unserved = 0;
    call.refused = 0;
    call.factor = 0;
    call.bytes = 0;
    call.half_units = 0;
    call.crosses = false;
    call.conflict = false;
    call.condition_failed = false;
    // From here on something else than its answer may end the attempt, or repeat it.
    SimTime ends = strands_[strands_[call.strand].root].expires;
    if (call.twin != no_slot || call.cache_use == CacheUse::behind) ends = now;
    if (settings_->hedge_after > 0us && can_hedge(call)) {
        event(now + settings_->hedge_after, Kind::hedge, action, slot, call.stamp);
        ends = std::min(ends, now + settings_->hedge_after);
    }
    if (waits) {
        call.expires = now + *waits;
        event(call.expires, Kind::attempt_expires, action, slot, call.stamp);
        ends = std::min(ends, call.expires);
    }
    if (waits == 0us) return;  // its time was over before it could be sent
    world_.end_window(std::max(ends, now + 1us));
    send_rows(slot, call, now);
}

// Whether the Region that the call goes to is down. Callers that turn to another Region do so for
// rows that have not been tried yet.
bool Flow::finds_no_region(OpenCall& call, SimTime now) {
    bool down = false;
    for (FlowRow& row : call.rows) {
        if (row.tries == 0) row.table = world_.outages->turned(row.table, making_.workload, now);
        if (!world_.outages->is_down(row.table, now)) continue;
        if (!down) world_.outages->count_failed(row.table, making_.workload, now);
        down = true;
    }
    return down;
}

void Flow::send_rows(std::uint32_t slot, OpenCall& call, SimTime now) {
    ++use_of(call.rows.front().table, call.rows.front().operation).attempts;
    const std::uint64_t first = call.number * rows_of_call;
    const std::uint64_t drawn =
        salt_ ^ position_of(first + static_cast<std::uint64_t>(call.attempt) % rows_of_call);
    call.service_error = (world_.latency.ever_fails() && world_.latency.fails(drawn)) ||
                         (world_.outages != nullptr && finds_no_region(call, now));
    if (call.service_error) {
        ++record_.service_errors;
        const SimDuration took = world_.latency.of(
            call.rows.front().operation, 0,
            world_.latency.factor({.partition = {}, .eventual = false, .draw = drawn}), false);
        // Rows that were throttled before still wait to be sent again.
        event(now + took, Kind::answer, strands_[call.strand].begin.action, slot, call.stamp);
        return;
    }
    const std::uint32_t change = note_change(strands_[call.strand], call, now);
    for (std::uint32_t r = 0; r < call.rows.size(); ++r) {
        FlowRow& row = call.rows[r];
        settle_throttled(row);
        Request& request = world_.sends.present().emplace_back();
        request.arrival = now;
        request.key = row.key;
        request.sequence = first + row.number;
        request.bytes = row.bytes;
        request.table = row.table;
        request.workload = making_.workload;
        request.operation = row.operation;
        request.attempt = attempt_of_row(row);
        request.finding = row.finding;
        SentRow& sent = world_.sent.emplace_back();
        sent.call = slot;
        sent.stamp = call.stamp;
        sent.row = r;
        sent.attempt = call.sends;
        sent.draw = row.draw;
        sent.change = change;
    }
    call.unserved = static_cast<std::uint32_t>(call.rows.size());
}

// The connection is free; the next call that waits for one goes on.
void Flow::release(OpenCall& call, SimTime now) {
    const std::size_t gate = client_count_ + call.client;
    --connected_[call.client];
    call.stage = 0;
    if (!gates_[gate].waiting.empty()) drain(gate, now);
}

}  // namespace isotherm
