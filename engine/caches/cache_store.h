// SPDX-License-Identifier: Apache-2.0
#pragma once
// The entries of one cache: exact least-recently-used order, times to live, limits of number and
// memory. A name is a hash of what is asked for.

#include <cstdint>
#include <vector>

#include "engine/caches/cache_kind.h"
#include "engine/caches/seen_keys.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

struct CacheEntry {
    std::uint64_t name = 0;
    SimTime set_at{};         // its time to live counts from here
    SimTime seen{};           // when the table was asked: later changes are not in it
    SimTime changed = never;  // when the first of these counts
    std::uint32_t bytes = 0;  // of the item, without overhead
    bool absent = false;      // the item is not there
    bool query = false;       // the result of a Query or Scan

    void state(StateVisitor& visit) { visit(name, set_at, seen, changed, bytes, absent, query); }
};

class CacheStore {
public:
    explicit CacheStore(const CacheRules& rules);

    // The entry, or nullptr. Does not count as use; what has expired is still there until `expire`.
    CacheEntry* find(std::uint64_t name);
    // The entry is the one used last.
    void touch(const CacheEntry& entry);
    // Drops entries whose time is over.
    void expire(SimTime now);
    // Sets or replaces the entry of this name, and evicts others as long as there is no room.
    // Returns false if it is larger than the whole cache.
    bool set(const CacheEntry& entry);
    void erase(std::uint64_t name, MissReason why);
    MissReason reason(std::uint64_t name) const { return seen_.reason(name); }
    void remember(std::uint64_t name, MissReason why) { seen_.set(name, why); }

    // What has not expired.
    struct Held {
        std::uint64_t entries = 0;
        std::uint64_t bytes = 0;  // with overhead
    };
    Held held(SimTime now) const;
    std::uint64_t size() const { return size_; }
    std::uint64_t bytes() const { return bytes_; }  // with overhead

    // `now`: the time of the state.
    void state(StateVisitor& visit, SimTime now);

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    struct Links {
        std::uint32_t before = none;
        std::uint32_t after = none;
    };
    struct Ends {
        std::uint32_t first = none;
        std::uint32_t last = none;
    };
    struct Slot {
        CacheEntry entry;
        Links used;  // from the least recently used on
        Links set;   // from the one set first on, of its kind
    };

    std::uint64_t size_of(const CacheEntry& entry) const { return entry.bytes + rules_.overhead; }
    std::uint64_t room() const;
    SimDuration ttl_of(bool query) const { return query ? rules_.query_ttl : rules_.ttl; }
    void append(Ends& ends, Links Slot::*links, std::uint32_t slot);
    void unlink(Ends& ends, Links Slot::*links, std::uint32_t slot);
    void remove(std::uint32_t slot, MissReason why);
    std::size_t place_of(std::uint64_t name) const;
    void grow();
    void clear();

    const CacheRules& rules_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::vector<std::uint32_t> places_;  // open addressing: slot + 1; 0: free
    Ends used_;
    Ends set_[2];  // items, queries
    std::uint64_t size_ = 0;
    std::uint64_t bytes_ = 0;
    SeenKeys seen_;
};

}  // namespace isotherm
