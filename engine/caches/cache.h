// SPDX-License-Identifier: Apache-2.0
#pragma once
// A cache at work: who asks, what is there, who waits for whose read, and what has become stale.
//
// Everything happens at caller events, in their order. Only changes of items come from admission;
// a change counts from when its writer can know of it, which is in a later window.

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/caches/cache_record.h"
#include "engine/caches/cache_store.h"
#include "engine/model/key_space.h"

namespace isotherm {

// The name of an item in a cache, and of a page of a Query or Scan with its parameters.
std::uint64_t cached_item_name(TableIndex table, Key key);
std::uint64_t cached_query_name(TableIndex table, Key key, std::uint64_t page, std::uint64_t items,
                                std::uint32_t bytes);

// A call that waits until another one has read the same.
struct CacheWaiter {
    std::uint32_t workload = 0;
    std::uint32_t call = 0;  // slot
    std::uint32_t stamp = 0;
};

struct CacheQuestion {
    std::uint64_t name = 0;
    std::uint32_t client = 0;
    std::uint32_t node = 0;   // of the cluster
    std::uint32_t bytes = 0;  // of the item
    bool query = false;
    bool may_wait = false;  // for another caller's read
};

class Cache {
public:
    Cache(std::string name, std::string kind, const CacheRules& rules);
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    const CacheRules& rules() const { return rules_; }
    const std::string& name() const { return record_.name; }
    // Clients that have caches of their own if it is not shared.
    void expect_clients(std::size_t clients);

    // The node of the cluster that a call goes to: each in turn.
    std::uint32_t next_node();

    // What a look-up finds. After `nothing` the caller reads and tells `read` or `left`.
    struct Found {
        enum class Result : std::uint8_t { entry, nothing, waits, refused };
        Result result = Result::nothing;
        CacheEntry entry;
    };
    Found look_up(const CacheQuestion& question, const CacheWaiter& caller, SimTime now);
    // A hit, or a wait that has ended, needed nothing of the table.
    void saved(TableIndex table, HalfUnits units);
    // A read that the cache does not serve. Returns false if the nodes cannot do it.
    bool passes(std::uint32_t bytes, SimTime now);

    // The caller has read the entry. Returns those who have waited for it.
    std::vector<CacheWaiter> read(std::uint32_t node, std::uint32_t client, CacheEntry entry,
                                  SimTime now);
    // The caller has ended without an answer. Returns those who wait for it; if `go_on`, one of
    // them reads in its place and the others go on waiting.
    std::vector<CacheWaiter> left(std::uint32_t node, std::uint32_t client, std::uint64_t name);
    // Undoes `left` for one of the waiters, who reads now; the others wait for it.
    void reads_instead(std::uint32_t node, std::uint32_t client, std::uint64_t name,
                       std::vector<CacheWaiter> others);

    // Whether the nodes can do a write of these bytes.
    bool takes_write(std::uint32_t bytes, SimTime now);
    // A write goes through the cache; it ends with `wrote` or `write_left`.
    void writes(std::uint32_t client, std::uint64_t name);
    // It was answered. `written`: what the item is now.
    void wrote(std::uint32_t client, CacheEntry written, SimTime now);
    void write_left(std::uint32_t client, std::uint64_t name);
    // An item was changed at `at`, by anybody; its writer knows it at `known`.
    void changed(std::uint64_t name, SimTime at, SimTime known);

    // Puts an entry there before the run.
    void fill(const CacheEntry& entry);

    CacheRecord record(SimTime now) const;
    void state(StateVisitor& visit, SimTime now);
    template <class Visit>
    void for_each_waiter(Visit visit) const {
        for (const Client& client : clients_)
            for (const auto& open : client.open)
                for (const auto& [name, calls] : open)
                    for (const CacheWaiter& waiter : calls.waiters) visit(waiter);
    }

private:
    // Calls about one name that are on their way.
    struct Open {
        std::uint32_t readers = 0;
        std::uint32_t writers = 0;
        SimTime changed = SimTime::min();  // the last change meanwhile
        SimTime known = never;             // and when it counts
        std::vector<CacheWaiter> waiters;

        bool over() const { return readers == 0 && writers == 0; }
        void state(StateVisitor& visit) { visit(readers, writers, changed, known, waiters); }
    };
    struct Client {
        CacheStore store;
        std::vector<std::map<std::uint64_t, Open>> open;  // by node
    };

    Client& client_of(std::uint32_t client) {
        return clients_[rules_.shared ? 0 : client % clients_.size()];
    }
    void add_client();
    // What the nodes of the cluster can still do now, in millionths of normalized requests.
    bool pays(std::uint64_t requests, SimTime now);
    CacheMinute& minute(SimTime now);
    void put(CacheStore& store, const CacheEntry& entry);
    void count_stale(const CacheEntry& entry, SimTime now);

    CacheRules rules_;
    std::deque<Client> clients_;
    CacheRecord record_;
    std::uint64_t asked_ = 0;  // look-ups, which go to the nodes in turn
    std::int64_t budget_ = 0;  // millionths of normalized requests
    SimTime refilled_at_ = sim_start;
};

}  // namespace isotherm
