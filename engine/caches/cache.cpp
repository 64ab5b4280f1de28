// SPDX-License-Identifier: Apache-2.0
#include "engine/caches/cache.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace isotherm {
namespace {

// Normalized requests per KB of an item: hits, misses, and writes on each node (DAX cluster sizing
// guide).
constexpr std::uint64_t hit_requests = 1;
constexpr std::uint64_t miss_requests = 10;
constexpr std::uint64_t write_requests = 25;

// A cluster can do so much at once [inferred].
constexpr SimDuration node_burst = 1s;
constexpr std::int64_t millionth = 1'000'000;

// Sizes are rounded up to whole KB.
std::uint64_t kilobytes(std::uint32_t bytes) {
    return std::max<std::uint64_t>(1, (std::uint64_t{bytes} + 1023) / 1024);
}

}  // namespace

std::uint64_t cached_item_name(TableIndex table, Key key) {
    return position_of(key ^ position_of(table.value));
}

std::uint64_t cached_query_name(TableIndex table, Key key, std::uint64_t page, std::uint64_t items,
                                std::uint32_t bytes) {
    const std::uint64_t asked = position_of(position_of(page) ^ (items << 32 | bytes));
    return position_of(cached_item_name(table, key) ^ asked);
}

Cache::Cache(std::string name, std::string kind, const CacheRules& rules) : rules_(rules) {
    record_.name = std::move(name);
    record_.kind = std::move(kind);
    record_.nodes = rules.nodes;
    record_.node = rules.node;
    budget_ = static_cast<std::int64_t>(rules.nodes * rules.node_requests) * millionth;
    add_client();
}

void Cache::add_client() {
    clients_.push_back({CacheStore(rules_), {}});
    clients_.back().open.resize(std::max<std::uint32_t>(1, rules_.nodes));
}

void Cache::expect_clients(std::size_t clients) {
    while (!rules_.shared && clients_.size() < clients) add_client();
}

std::uint32_t Cache::next_node() {
    return static_cast<std::uint32_t>(asked_++ % clients_.front().open.size());
}

CacheMinute& Cache::minute(SimTime now) {
    const auto at = static_cast<std::size_t>(whole_seconds(now) / 60);
    if (record_.minutes.size() <= at) record_.minutes.resize(at + 1);
    return record_.minutes[at];
}

bool Cache::pays(std::uint64_t requests, SimTime now) {
    if (rules_.node_requests == 0 || rules_.nodes == 0) return true;
    const auto rate = static_cast<std::int64_t>(rules_.nodes * rules_.node_requests);
    const SimDuration passed = std::min(node_burst, now - refilled_at_);
    budget_ = std::min(budget_ + rate * passed.count(), rate * node_burst.count());
    refilled_at_ = now;
    // A call that is larger than all of it passes when nothing else has been done.
    const auto wanted = static_cast<std::int64_t>(requests) * millionth;
    if (budget_ < std::min(wanted, rate * node_burst.count())) return false;
    budget_ -= wanted;
    return true;
}

Cache::Found Cache::look_up(const CacheQuestion& question, const CacheWaiter& caller, SimTime now) {
    Client& client = client_of(question.client);
    Found found;
    ++record_.look_ups;
    record_.query_look_ups += question.query;
    ++minute(now).look_ups;
    client.store.expire(now);
    CacheEntry* const entry = client.store.find(question.name);
    const std::uint64_t size = kilobytes(entry == nullptr ? question.bytes : entry->bytes);
    if (!pays(size * (entry == nullptr ? miss_requests : hit_requests), now)) {
        found.result = Found::Result::refused;
        ++record_.refused;
        return found;
    }
    if (entry != nullptr) {
        client.store.touch(*entry);
        found.result = Found::Result::entry;
        found.entry = *entry;
        ++record_.hits;
        ++minute(now).hits;
        record_.absent_hits += entry->absent;
        record_.query_hits += question.query;
        count_stale(*entry, now);
        return found;
    }
    Open& open = client.open[question.node % client.open.size()][question.name];
    if (rules_.coalesce && question.may_wait && open.readers > 0) {
        open.waiters.push_back(caller);
        found.result = Found::Result::waits;
        ++record_.coalesced;
        return found;
    }
    ++open.readers;
    ++record_.misses[static_cast<std::size_t>(client.store.reason(question.name))];
    return found;
}

void Cache::count_stale(const CacheEntry& entry, SimTime now) {
    if (entry.changed > now) return;
    const auto age = static_cast<std::uint64_t>((now - entry.changed).count());
    ++record_.stale;
    record_.stale_us += age;
    record_.stale_most_us = std::max(record_.stale_most_us, age);
}

void Cache::saved(TableIndex table, HalfUnits units) { record_.saved[table.value] += units; }

bool Cache::passes(std::uint32_t bytes, SimTime now) {
    if (!pays(kilobytes(bytes) * miss_requests, now)) {
        ++record_.refused;
        return false;
    }
    ++record_.passed;
    return true;
}

void Cache::put(CacheStore& store, const CacheEntry& entry) {
    ++(store.set(entry) ? record_.sets : record_.too_large);
    std::uint64_t entries = 0, bytes = 0;
    for (const Client& client : clients_) {
        entries += client.store.size();
        bytes += client.store.bytes();
    }
    record_.entries_most = std::max(record_.entries_most, entries);
    record_.bytes_most = std::max(record_.bytes_most, bytes);
}

std::vector<CacheWaiter> Cache::read(std::uint32_t node, std::uint32_t client_number,
                                     CacheEntry entry, SimTime now) {
    Client& client = client_of(client_number);
    auto& open = client.open[node % client.open.size()];
    const auto reads = open.find(entry.name);
    std::vector<CacheWaiter> waiters;
    if (reads != open.end()) {
        // What has changed since the table was asked is not in the answer.
        if (reads->second.changed > entry.seen) entry.changed = reads->second.known;
        waiters = std::move(reads->second.waiters);
        reads->second.waiters.clear();
        if (reads->second.readers > 0) --reads->second.readers;
        if (reads->second.over()) open.erase(reads);
    }
    entry.set_at = now;
    client.store.expire(now);
    const bool keeps = entry.query ? rules_.keeps_queries : !entry.absent || rules_.negative;
    if (keeps)
        put(client.store, entry);
    else
        client.store.remember(entry.name, MissReason::absent);
    return waiters;
}

std::vector<CacheWaiter> Cache::left(std::uint32_t node, std::uint32_t client_number,
                                     std::uint64_t name) {
    Client& client = client_of(client_number);
    auto& open = client.open[node % client.open.size()];
    const auto reads = open.find(name);
    if (reads == open.end()) return {};
    std::vector<CacheWaiter> waiters;
    if (reads->second.readers > 0) --reads->second.readers;
    if (reads->second.readers > 0) return {};
    waiters = std::move(reads->second.waiters);
    reads->second.waiters.clear();
    if (reads->second.over()) open.erase(reads);
    return waiters;
}

void Cache::reads_instead(std::uint32_t node, std::uint32_t client_number, std::uint64_t name,
                          std::vector<CacheWaiter> others) {
    Client& client = client_of(client_number);
    Open& reads = client.open[node % client.open.size()][name];
    ++reads.readers;
    reads.waiters.insert(reads.waiters.end(), others.begin(), others.end());
}

bool Cache::takes_write(std::uint32_t bytes, SimTime now) {
    const std::uint64_t nodes = std::max<std::uint32_t>(1, rules_.nodes);
    if (pays(kilobytes(bytes) * write_requests * nodes, now)) return true;
    ++record_.refused;
    return false;
}

void Cache::writes(std::uint32_t client, std::uint64_t name) {
    ++client_of(client).open.front()[name].writers;
}

void Cache::write_left(std::uint32_t client_number, std::uint64_t name) {
    auto& open = client_of(client_number).open.front();
    const auto calls = open.find(name);
    if (calls == open.end()) return;
    if (calls->second.writers > 0) --calls->second.writers;
    if (calls->second.over()) open.erase(calls);
}

void Cache::wrote(std::uint32_t client_number, CacheEntry written, SimTime now) {
    CacheStore& store = client_of(client_number).store;
    store.expire(now);
    const auto& open = client_of(client_number).open.front();
    const auto calls = open.find(written.name);
    if (calls != open.end() && calls->second.changed > written.seen)
        written.changed = calls->second.known;
    write_left(client_number, written.name);
    if (rules_.on_write == OnWrite::nothing) return;
    const bool keeps =
        rules_.on_write == OnWrite::overwrite && (!written.absent || rules_.negative);
    if (!keeps) return store.erase(written.name, MissReason::invalidated);
    const CacheEntry* const present = store.find(written.name);
    // A write that another one has overtaken at the table does not take its place here.
    if (present != nullptr && present->seen > written.seen) return;
    written.set_at = now;
    put(store, written);
}

void Cache::changed(std::uint64_t name, SimTime at, SimTime known) {
    for (Client& client : clients_) {
        CacheEntry* const entry = client.store.find(name);
        if (entry != nullptr && entry->seen < at) entry->changed = std::min(entry->changed, known);
        for (auto& open : client.open) {
            const auto reads = open.find(name);
            if (reads == open.end() || reads->second.changed > at) continue;
            reads->second.changed = at;
            reads->second.known = known;
        }
    }
}

void Cache::fill(const CacheEntry& entry) {
    for (Client& client : clients_) put(client.store, entry);
    record_.sets = record_.too_large = 0;
}

CacheRecord Cache::record(SimTime now) const {
    CacheRecord record = record_;
    for (const Client& client : clients_) {
        const CacheStore::Held held = client.store.held(now);
        record.entries += held.entries;
        record.bytes += held.bytes;
    }
    return record;
}

void Cache::state(StateVisitor& visit, SimTime now) {
    visit(record_, asked_, budget_, refilled_at_);
    // Far more than a cluster can do in a second; nothing computed from it overflows.
    constexpr std::int64_t most = std::int64_t{1} << 60;
    visit.require(refilled_at_ >= sim_start && refilled_at_ <= now);
    visit.require(budget_ > -most && budget_ < most);
    for (Client& client : clients_) {
        client.store.state(visit, now);
        for (auto& open : client.open) {
            visit(open);
            for (const auto& calls : open) visit.require(calls.second.known >= sim_start);
        }
    }
}

}  // namespace isotherm
