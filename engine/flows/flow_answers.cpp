// SPDX-License-Identifier: Apache-2.0
// What the service did with a flow's rows, and what the callers make of the answers.

#include <algorithm>
#include <cassert>

#include "engine/flows/flow.h"

namespace isotherm {
namespace {

// An eventual read may see the item as it was so long ago [inferred].
constexpr SimDuration replica_lag = 10ms;

}  // namespace

// One row of a sent attempt came back from admission.
std::size_t Flow::served(const SentRow& sent, RequestBatch& batch, std::size_t at) {
    if (sent.attempt == 0) return light_served(sent, batch, at);
    batch.draw[at] = sent.draw;
    const bool throttled = is_throttled(batch.outcome[at]);
    OpenCall& call = calls_[sent.call];
    ActionUse& use = use_of(batch.table[at], batch.operation[at]);
    ++use.rows;
    use.throttled += throttled;
    if (!throttled) use.consumed += batch.cost[at];
    // The caller has stopped waiting: nobody asks for the row again.
    if (call.stamp != sent.stamp || call.sends != sent.attempt || !call.in_flight) {
        batch.resent[at] = 0;
        return 1;
    }
    batch.resent[at] = throttled;
    FlowRow& row = call.rows[sent.row];
    row.table = batch.table[at];  // a table by period is chosen at the first attempt
    // ReplicatedWriteConflictException: another Region is writing the item. It is sent again.
    const bool conflicts = !throttled && !making_.program.steps[call.step].transaction &&
                           batch.finding[at] == Finding::transaction_cancelled;
    row.throttled = throttled;
    row.done = !throttled && !conflicts;
    if (throttled) {
        ++throttled_rows_[row.table.value];
        ++call.refused;
        row.tries = static_cast<std::uint8_t>(std::min<int>(row.tries + 1, 254));
    } else {
        row.tries = 0;
        call.half_units += batch.cost[at].count();
        if (world_.watch.any()) judge(call, row, batch, at);
        if (batch.finding[at] == Finding::condition_failed) call.condition_failed = true;
        call.refused += conflicts;
        call.conflict = call.conflict || conflicts;
        record_.conflicts += conflicts;
    }
    call.bytes += row.bytes;
    if (world_.latency.settings().model != LatencyModel::constant)
        draw_latency(call, row, batch, at);
    const FlowStep& step = making_.program.steps[call.step];
    if (step.drawn && !throttled && traits_of(row.operation).many_items) {
        const auto one = static_cast<std::uint32_t>(at);
        const bool counted = step.meets == FlowStep::Meets::counted;
        returned_.push_back({row.table, counted
                                            ? kept_by_filter(call, row.items)
                                            : draws_.stream().items_returned(batch, {&one, 1})});
    }
    if (--call.unserved > 0) return step.transaction ? 0 : 1;
    if (step.transaction) finish_transaction(call, batch, at);
    use.refused += call.refused == call.rows.size() && !call.conflict;
    attempt_served(sent.call, batch, at);
    return step.transaction ? call.rows.size() : 1;
}

// Whether the condition of a write holds. Rows of one instant are judged in their order.
void Flow::judge(OpenCall& call, FlowRow& row, RequestBatch& batch, std::size_t at) {
    const FlowStep& step = making_.program.steps[call.step];
    if (step.condition == FlowStep::Condition::none && !step.transaction) return;
    const ItemWatch::State state = world_.watch.of(row.table, row.key);
    bool holds = true;
    if (step.condition == FlowStep::Condition::absent) holds = !state.there;
    if (step.condition == FlowStep::Condition::present) holds = state.there;
    if (step.condition == FlowStep::Condition::unchanged) {
        const Answer& seen = strands_[call.strand].answers[static_cast<std::size_t>(step.since)];
        const SimTime since = seen.eventual ? seen.served - replica_lag : seen.served;
        holds = state.changed <= since;
    }
    if (step.transaction && side_of(row.operation) == Side::write) {
        // Another write of the item is under way for as long as a transaction takes.
        const SimDuration takes = world_.latency.of(Operation::transact_write_item, 0, 1, false);
        const bool conflicts =
            state.changed > batch.arrival[at] - takes && state.changed <= batch.arrival[at];
        call.conflict = call.conflict || conflicts;
    }
    if (!holds) batch.finding[at] = Finding::condition_failed;
}

// All rows of a transaction are written, or none.
void Flow::finish_transaction(OpenCall& call, RequestBatch& batch, std::size_t last) {
    const std::size_t first = last + 1 - call.rows.size();
    const bool cancelled = call.refused > 0 || call.conflict;
    for (std::size_t at = first; at <= last; ++at) {
        const FlowRow& row = call.rows[at - first];
        if (is_throttled(batch.outcome[at])) continue;
        if (cancelled || row.checks) batch.finding[at] = Finding::transaction_cancelled;
    }
    if (!cancelled) return;
    record_.conflicts += call.conflict;
    // The whole call is sent again; its rows are new requests, so that they stay together.
    for (std::size_t at = first; at <= last; ++at) {
        FlowRow& row = call.rows[at - first];
        batch.resent[at] = 0;
        settle_throttled(row);
        row.tries = 0;
        row.done = false;
    }
}

// The last row of an attempt has been served: the answer is on its way.
void Flow::attempt_served(std::uint32_t slot, RequestBatch& batch, std::size_t last) {
    OpenCall& call = calls_[slot];
    const FlowStep& step = making_.program.steps[call.step];
    const bool all = call.refused == call.rows.size() && (step.transaction || !call.conflict);
    const bool refused = all || (step.transaction && call.refused > 0);
    SimDuration took =
        refused ? world_.latency.of_throttled(call.factor)
                : world_.latency.of(batch.operation[last], call.bytes, call.factor, call.crosses);
    // Regions that agree before they answer.
    if (!world_.region_rtt.empty() && !refused &&
        traits_of(batch.operation[last]).consistency == Consistency::strong)
        took += world_.region_rtt[batch.table[last].value];
    event(batch.arrival[last] + took, Kind::answer, strands_[call.strand].begin.action, slot,
          call.stamp);
}

// The action has ended meanwhile.
void Flow::abandon(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.hedges) return drop_hedge(slot, now);
    if (call.twin != no_slot) drop_hedge(call.twin, now);
    leave_cache(call, true, now);
    give_up_rows(call);
    // The last call of a block's strand lets the strand go, too.
    Strand& strand = strands_[call.strand];
    const bool own = strand.stamp == call.strand_stamp && --strand.open_values == 0;
    if (own) let_go(call.strand);
    ++call.stamp;
    calls_.give(slot);
}

void Flow::answered(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.rejected) return call_ended(slot, false, now);
    if (call.cache_use >= CacheUse::served) return cache_answered(slot, now);
    if (!call.in_flight) return;
    call.in_flight = false;
    if (settings_->limits.size() > 0) pay_afterwards(call);
    const FlowStep& step = making_.program.steps[call.step];
    const bool refused = call.refused == call.rows.size() ||
                         (step.transaction && (call.refused > 0 || call.conflict));
    const bool error = call.service_error;
    const std::uint32_t client = call.client;
    const std::uint32_t stamp = call.stamp;
    release(call, now);
    if (call.stamp != stamp) return;  // the call that it hedges was waiting, and was abandoned
    if (orphaned(call)) {
        record_.late += call.cache_use != CacheUse::behind;
        return abandon(slot, now);
    }
    if (error)
        attempt_failed(slot, Failure::transient, now);
    else if (refused)
        attempt_failed(slot, Failure::throttled, now);
    else
        succeeded(slot, now);
    if (!gates_[client].waiting.empty()) drain(client, now);
}

// The caller stops waiting. The service goes on, and its answer comes too late.
void Flow::attempt_expired(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.expires != now) return;
    if (call.cache_use == CacheUse::waits) return wait_expired(slot, now);
    if (!call.in_flight) return;
    call.in_flight = false;
    ++record_.timeouts;
    record_.late += call.sent < now;  // its answer is dropped whenever it comes
    for (FlowRow& row : call.rows) {
        // What was refused meanwhile has failed; what is asked for again is a new request.
        if (row.throttled) count_given_up(row);
        settle_throttled(row);
        row.tries = 0;
        row.done = false;
    }
    const std::uint32_t client = call.client;
    const std::uint32_t stamp = ++call.stamp;  // makes the late answer void
    release(call, now);
    if (call.stamp != stamp) return;
    if (orphaned(call)) return abandon(slot, now);
    attempt_failed(slot, Failure::timed_out, now);
    if (!gates_[client].waiting.empty()) drain(client, now);
}

void Flow::attempt_failed(std::uint32_t slot, Failure failure, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.hedges) return drop_hedge(slot, now);
    const auto wait = making_.policy->decide(failure, attempt_of(call, now));
    call.last_failure = static_cast<std::uint8_t>(failure);
    const SimDuration limit = settings_->timeout;
    if (!wait || (limit > 0us && now + *wait - call.begun >= limit))
        return call_ended(slot, false, now);
    ++call.attempt;
    send_again(slot, *wait, now);
}

void Flow::send_again(std::uint32_t slot, SimDuration wait, SimTime now) {
    OpenCall& call = calls_[slot];
    call.stage = 0;
    if (wait == 0us) return request(slot, now);
    event(now + wait, Kind::send, strands_[call.strand].begin.action, slot, call.stamp);
}

void Flow::succeeded(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.hedges) return hedge_won(slot, now);
    if (call.twin != no_slot) drop_hedge(call.twin, now);
    Strand& strand = strands_[call.strand];
    const FlowStep& step = making_.program.steps[call.step];
    making_.policy->succeeded(attempt_of(call, now));
    record_.conditions_failed += call.condition_failed;
    if (call.cache_use == CacheUse::passed) fill_cache(call, now);
    take_answer(strand, step, call, now);
    if (call.refused > 0 && sends_unprocessed(slot, now)) return;
    if (reads_next_page(slot, now)) return;
    call_ended(slot, call.refused == 0 || step.leave_unprocessed, now);
}

// Adds what the call brought to the answer of its step.
void Flow::take_answer(Strand& strand, const FlowStep& step, const OpenCall& call, SimTime now) {
    const OperationTraits& traits = traits_of(call.rows.front().operation);
    if (step.answer < 0 && !asks_latest_ && !traits.many_items) return;  // nobody asks
    Answer got;
    for (const FlowRow& row : call.rows) {
        if (!row.done) continue;
        got.items += row.finding == Finding::no_item && !traits.many_items ? 0 : row.items;
        got.bytes += row.bytes;
        got.found = got.found || (row.finding != Finding::no_item && row.items > 0);
    }
    got.returned = got.items;
    if (traits.many_items && !step.drawn) {
        got.returned = kept_by_filter(call, got.items);
        record_.items_returned += got.returned;
        returned_.push_back({call.rows.front().table, got.returned});
        ++record_.pages;
        got.first_item = call.page * call.in_page;
    }
    if (step.answer < 0 && !asks_latest_) return;
    got.key = call.rows.front().key;
    got.half_units = call.half_units;
    got.served = call.sent;
    got.at = now;
    got.eventual = traits.consistency == Consistency::eventual;
    got.last = call.page + 1 >= call.page_count;
    got.written = !call.condition_failed;
    got.pages = 1;
    strand.latest = got;
    if (step.answer < 0) return;
    Answer& sum = strand.answers[static_cast<std::size_t>(step.answer)];
    const bool first = sum.pages == 0;
    if (first || !traits.many_items) sum.key = got.key;
    if (first) {
        sum.first_item = got.first_item;
        sum.served = got.served;
        sum.last = true;
        sum.written = true;
    }
    sum.items += got.items;
    sum.returned += got.returned;
    sum.bytes += got.bytes;
    sum.half_units += got.half_units;
    ++sum.pages;
    sum.at = now;
    sum.eventual = got.eventual;
    sum.found = sum.found || got.found;
    sum.written = sum.written && got.written;
    sum.last = step.pages > 1 ? got.last : sum.last && got.last;
    sum.next_page = traits.many_items && !got.last ? call.page + 1 : 0;
    strand.latest.last = sum.last;
}

// Query and Scan read on while there is a LastEvaluatedKey.
bool Flow::reads_next_page(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.page + 1 >= call.page_count) return false;
    if (call.pages_left != FlowStep::all_pages && --call.pages_left == 0) return false;
    ++call.page;
    const FlowStep& step = making_.program.steps[call.step];
    make_page(strands_[call.strand], step, call);
    call.rows.front().tries = 0;
    call.rows.front().done = false;
    if (step.cache >= 0) call.cache_use = CacheUse::asks;
    number_call(call, now);
    request(slot, now);
    return true;
}

// Unprocessed items of a batch go out in a smaller call. Returns false if they do not.
bool Flow::sends_unprocessed(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    const FlowStep& step = making_.program.steps[call.step];
    std::erase_if(call.rows, [](const FlowRow& row) { return row.done; });
    const auto left = static_cast<std::uint64_t>(call.rows.size());
    Strand& strand = strands_[call.strand];
    strand.latest.unprocessed = left;
    if (step.leave_unprocessed) {
        record_.lost_rows += left;
        if (step.answer >= 0)
            strand.answers[static_cast<std::size_t>(step.answer)].unprocessed += left;
        return false;
    }
    SimDuration wait = step.unprocessed_delay;
    const std::int64_t attempt = call.attempt;
    if (step.unprocessed_wait == FlowStep::Wait::retry) {
        const auto decided = making_.policy->decide(Failure::throttled, attempt_of(call, now));
        if (!decided) {
            record_.lost_rows += left;
            return false;
        }
        wait = *decided;
    }
    if (call.cache_use == CacheUse::got) call.cache_use = CacheUse::passed;
    number_call(call, now);
    // As the retry mode sees it, the items have been tried before, and were throttled.
    if (step.unprocessed_wait == FlowStep::Wait::retry) {
        call.attempt = attempt + 1;
        call.last_failure = static_cast<std::uint8_t>(Failure::throttled);
    }
    call.refused = 0;
    send_again(slot, wait, now);
    return true;
}

void Flow::call_ended(std::uint32_t slot, bool ok, SimTime now) {
    OpenCall& call = calls_[slot];
    if (call.hedges) return drop_hedge(slot, now);
    if (call.twin != no_slot) drop_hedge(call.twin, now);
    leave_cache(call, false, now);
    give_up_rows(call);
    const std::uint32_t strand = call.strand;
    if (!ok) strands_[strand].latest.failed = true;
    ++call.stamp;
    calls_.give(slot);
    value_ended(strand, ok, now);
}

void Flow::give_up_rows(OpenCall& call) {
    for (FlowRow& row : call.rows) {
        if (row.throttled) count_given_up(row);
        settle_throttled(row);
    }
}

// The row is sent again or given up.
void Flow::settle_throttled(FlowRow& row) {
    if (row.throttled) --throttled_rows_[row.table.value];
    row.throttled = false;
}

void Flow::count_given_up(const FlowRow& row) {
    const Side side = side_of(row.operation);
    const std::int64_t cost = world_.charge.of(row.operation, row.bytes).count();
    for (GivenUp& one : given_up_) {
        if (one.table != row.table || one.side != side) continue;
        ++one.rows;
        one.half_units += cost;
        return;
    }
    given_up_.push_back({row.table, side, 1, cost});
}

// Limits that are paid afterwards learn what the call consumed.
void Flow::pay_afterwards(const OpenCall& call) {
    OpenCall at_limit = {};
    at_limit.client = call.client;
    at_limit.strand = call.strand;
    at_limit.segment = call.segment;
    for (std::uint32_t l = 0; l < settings_->limits.size(); ++l) {
        const LimitSettings& limit = settings_->limits[l];
        if (limit.charge != LimitCharge::after || limit.unit() != LimitUnit::units ||
            !limits(limit, call))
            continue;
        at_limit.stage = l + 1;
        limiters_[gate_of(at_limit) - first_limiter()].limiter.pay(HalfUnits(call.half_units));
    }
}

}  // namespace isotherm
