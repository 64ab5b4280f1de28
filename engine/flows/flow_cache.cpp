// SPDX-License-Identifier: Apache-2.0
// How a flow's calls go through a cache: what it answers, what it lets pass, what it learns.

#include <algorithm>

#include "engine/flows/flow.h"

namespace isotherm {

std::uint64_t Flow::cache_name(const OpenCall& call, const FlowRow& row) const {
    if (!traits_of(row.operation).many_items) return cached_item_name(row.table, row.key);
    return cached_query_name(row.table, row.key, call.page, row.items, row.bytes);
}

bool Flow::held_by_cache(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    Cache& cache = cache_of(call);
    const OperationTraits& traits = traits_of(call.rows.front().operation);
    call.cache_node = cache.next_node();
    if (traits.side == Side::write) return write_through(slot, now);
    const bool serves =
        !traits.transactional &&
        (traits.consistency == Consistency::eventual || !cache.rules().eventual_only) &&
        (!traits.many_items || cache.rules().keeps_queries);
    if (!serves) {
        std::uint32_t bytes = 0;
        for (const FlowRow& row : call.rows) bytes += row.bytes;
        if (!cache.passes(bytes, now)) return refuse_at_cache(slot, now);
        return pass_cache(slot, CacheUse::none, now);
    }
    return making_.program.steps[call.step].batched ? ask_for_batch(slot, now)
                                                    : ask_for_item(slot, now);
}

// The call goes on to the table, after the time it takes to come from the cache.
bool Flow::pass_cache(std::uint32_t slot, CacheUse use, SimTime now) {
    OpenCall& call = calls_[slot];
    call.cache_use = use;
    ++use_of(call.rows.front().table, call.rows.front().operation).calls;
    const SimDuration hop = cache_of(call).rules().hop;
    if (hop == 0us) return false;
    event(now + hop, Kind::send, strands_[call.strand].begin.action, slot, call.stamp);
    return true;
}

// The cache decides what becomes of the call, at the time `at`.
void Flow::answer_from_cache(std::uint32_t slot, CacheUse use, SimTime at) {
    OpenCall& call = calls_[slot];
    call.cache_use = use;
    event(at, Kind::answer, strands_[call.strand].begin.action, slot, call.stamp);
}

// A cluster that can do no more answers as fast as a table that throttles.
bool Flow::refuse_at_cache(std::uint32_t slot, SimTime now) {
    constexpr double median = 1;
    answer_from_cache(slot, CacheUse::refused, now + world_.latency.of_throttled(median));
    return true;
}

// The entry is what the row finds. It needs nothing of the table.
void Flow::take_entry(FlowRow& row, const CacheEntry& entry, Cache& cache) {
    if (!entry.query) {
        row.bytes = entry.bytes;
        row.finding = entry.absent ? Finding::no_item : Finding::item;
        row.items = entry.absent ? 0 : 1;
    }
    row.done = true;
    cache.saved(row.table, world_.charge.of(row.operation, row.bytes));
}

bool Flow::ask_for_item(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    FlowRow& row = call.rows.front();
    Cache& cache = cache_of(call);
    const CacheQuestion question{.name = cache_name(call, row),
                                 .client = call.client,
                                 .node = call.cache_node,
                                 .bytes = row.bytes,
                                 .query = traits_of(row.operation).many_items,
                                 .may_wait = true};
    const Cache::Found found =
        cache.look_up(question, {making_.workload.value, slot, call.stamp}, now);
    switch (found.result) {
        case Cache::Found::Result::nothing:
            return pass_cache(slot, CacheUse::passed, now);
        case Cache::Found::Result::waits:
            call.cache_use = CacheUse::waits;
            if (const auto waits = patience(call, now)) {
                call.expires = now + *waits;
                event(call.expires, Kind::attempt_expires, strands_[call.strand].begin.action, slot,
                      call.stamp);
            }
            return true;
        case Cache::Found::Result::refused:
            return refuse_at_cache(slot, now);
        case Cache::Found::Result::entry:
            take_entry(row, found.entry, cache);
            call.sent = found.entry.seen;
            answer_from_cache(slot, CacheUse::served, now + cache.rules().hit_latency);
    }
    return true;
}

// Items of a batch are looked up one by one; what is not there goes out in a smaller batch. They do
// not wait for other callers' reads.
bool Flow::ask_for_batch(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    Cache& cache = cache_of(call);
    cached_rows_.clear();
    bool first = true;
    call.sent = now;
    for (FlowRow& row : call.rows) {
        const CacheQuestion question{.name = cache_name(call, row),
                                     .client = call.client,
                                     .node = call.cache_node,
                                     .bytes = row.bytes};
        const Cache::Found found = cache.look_up(question, {}, now);
        if (found.result == Cache::Found::Result::refused && first)
            return refuse_at_cache(slot, now);
        first = false;
        if (found.result != Cache::Found::Result::entry) continue;
        take_entry(row, found.entry, cache);
        call.sent = std::min(call.sent, found.entry.seen);
        cached_rows_.push_back(row);
    }
    if (cached_rows_.size() == call.rows.size()) {
        answer_from_cache(slot, CacheUse::served, now + cache.rules().hit_latency);
        return true;
    }
    if (!cached_rows_.empty()) {
        std::erase_if(call.rows, [](const FlowRow& row) { return row.done; });
        std::swap(call.rows, cached_rows_);
        call.half_units = 0;
        take_answer(strands_[call.strand], making_.program.steps[call.step], call, now);
        std::swap(call.rows, cached_rows_);
    }
    return pass_cache(slot, CacheUse::passed, now);
}

bool Flow::write_through(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    Cache& cache = cache_of(call);
    std::uint32_t bytes = 0;
    for (const FlowRow& row : call.rows) bytes += row.bytes;
    if (!cache.takes_write(bytes, now)) return refuse_at_cache(slot, now);
    for (const FlowRow& row : call.rows) cache.writes(call.client, cache_name(call, row));
    return pass_cache(slot, CacheUse::passed, now);
}

void Flow::cache_answered(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    const CacheUse use = call.cache_use;
    call.cache_use = use == CacheUse::refused ? CacheUse::asks : CacheUse::none;
    if (orphaned(call)) return abandon(slot, now);
    if (use == CacheUse::refused) return attempt_failed(slot, Failure::throttled, now);
    if (use == CacheUse::failed) return call_ended(slot, false, now);
    call.half_units = 0;
    take_answer(strands_[call.strand], making_.program.steps[call.step], call, now);
    if (reads_next_page(slot, now)) return;
    call_ended(slot, true, now);
}

// The table has answered: what it said goes into the cache, and to the callers who wait for it.
void Flow::fill_cache(OpenCall& call, SimTime now) {
    Cache& cache = cache_of(call);
    const bool transaction = making_.program.steps[call.step].transaction;
    call.cache_use = CacheUse::got;
    for (const FlowRow& row : call.rows) {
        if (!row.done) continue;
        CacheEntry entry;
        entry.name = cache_name(call, row);
        entry.seen = call.sent;
        entry.bytes = row.bytes;
        if (side_of(row.operation) == Side::read) {
            entry.query = traits_of(row.operation).many_items;
            entry.absent = entry.query ? row.items == 0 : row.finding == Finding::no_item;
            for (const CacheWaiter& waiter : cache.read(call.cache_node, call.client, entry, now))
                world_.flow(waiter.workload).served_by_another(waiter, &entry, now);
            continue;
        }
        const bool changes = changes_item(row.operation, row.finding) && !row.checks &&
                             (transaction || !call.condition_failed);
        entry.absent = is_delete(row.operation);
        if (entry.absent) entry.bytes = 0;
        if (changes)
            cache.wrote(call.client, entry, now);
        else
            cache.write_left(call.client, entry.name);
    }
    if (transaction && cache.rules().reads_transactions) read_behind(call, now);
}

// After a TransactWriteItems, DAX reads the items in a TransactGetItems of its own.
void Flow::read_behind(const OpenCall& call, SimTime now) {
    const std::uint32_t slot = calls_.take();
    OpenCall& behind = calls_[slot];
    behind.strand = call.strand;
    behind.strand_stamp = strands_[call.strand].stamp - 1;  // nobody waits for it
    behind.step = call.step;
    behind.page = 0;
    behind.page_count = 1;
    behind.sends = 0;
    behind.twin = no_slot;
    behind.hedges = false;
    behind.client = call.client;
    behind.cache_use = CacheUse::behind;
    behind.cache_node = call.cache_node;
    behind.rows.clear();
    for (FlowRow row : call.rows) {
        row.operation = Operation::transact_get_item;
        row.finding = Finding::item;
        row.items = 1;
        row.done = row.checks = row.throttled = false;
        row.tries = 0;
        behind.rows.push_back(row);
    }
    number_call(behind, now);
    behind.stage = static_cast<std::uint32_t>(settings_->limits.size() + 2);
    ++connected_[behind.client];
    send(slot, now);
}

// The call has ended, or its action has. Whoever waits for what it reads fails with it, or reads in
// its place.
void Flow::leave_cache(OpenCall& call, bool abandoned, SimTime now) {
    const CacheUse use = std::exchange(call.cache_use, CacheUse::none);
    if (use != CacheUse::passed && use != CacheUse::got) return;
    Cache& cache = cache_of(call);
    for (const FlowRow& row : call.rows) {
        if (use == CacheUse::got && row.done) continue;
        const std::uint64_t name = cache_name(call, row);
        if (side_of(row.operation) == Side::write) {
            cache.write_left(call.client, name);
            continue;
        }
        std::vector<CacheWaiter> waiters = cache.left(call.cache_node, call.client, name);
        if (!abandoned) {
            for (const CacheWaiter& waiter : waiters)
                world_.flow(waiter.workload).served_by_another(waiter, nullptr, now);
            continue;
        }
        for (auto next = waiters.begin(); next != waiters.end(); ++next) {
            if (!world_.flow(next->workload).reads_instead(*next, now)) continue;
            cache.reads_instead(call.cache_node, call.client, name, {next + 1, waiters.end()});
            break;
        }
    }
}

// The read that the call waits for has been answered; no entry: it has failed.
void Flow::served_by_another(const CacheWaiter& waiter, const CacheEntry* entry, SimTime now) {
    OpenCall& call = calls_[waiter.call];
    if (call.stamp != waiter.stamp || call.cache_use != CacheUse::waits) return;
    if (entry != nullptr) {
        take_entry(call.rows.front(), *entry, cache_of(call));
        call.sent = entry->seen;
    }
    answer_from_cache(waiter.call, entry == nullptr ? CacheUse::failed : CacheUse::served, now);
}

// The caller stops waiting for another one's read, as it would for a read of its own. When it tries
// again, it asks the cache first.
void Flow::wait_expired(std::uint32_t slot, SimTime now) {
    OpenCall& call = calls_[slot];
    ++record_.timeouts;
    call.cache_use = CacheUse::asks;
    ++call.stamp;  // it is not among those who wait any more
    if (orphaned(call)) return abandon(slot, now);
    attempt_failed(slot, Failure::timed_out, now);
}

// Returns false if nobody waits there any more.
bool Flow::reads_instead(const CacheWaiter& waiter, SimTime now) {
    OpenCall& call = calls_[waiter.call];
    if (call.stamp != waiter.stamp || call.cache_use != CacheUse::waits) return false;
    if (orphaned(call)) {
        abandon(waiter.call, now);
        return false;
    }
    call.cache_use = CacheUse::passed;
    ++use_of(call.rows.front().table, call.rows.front().operation).calls;
    event(now, Kind::send, strands_[call.strand].begin.action, waiter.call, call.stamp);
    return true;
}

}  // namespace isotherm
