// SPDX-License-Identifier: Apache-2.0
#pragma once
// What one cache did in a run.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// Why an entry was not there.
enum class MissReason : std::uint8_t {
    never_seen,   // nobody has asked for it
    evicted,      // there was no room for it
    expired,      // its time to live was over
    invalidated,  // the item was written through the cache
    absent        // the item was not in the table, which the cache does not remember
};
inline constexpr std::size_t miss_reason_count = 5;
inline constexpr std::array<std::string_view, miss_reason_count> miss_reason_names{
    "never_seen", "evicted", "expired", "invalidated", "absent"};

struct CacheMinute {
    std::uint64_t look_ups = 0;
    std::uint64_t hits = 0;
};

struct CacheRecord {
    std::string name;
    std::string kind;
    std::uint32_t nodes = 0;  // of a cluster
    std::string node;

    std::uint64_t look_ups = 0;  // hits + misses + coalesced + refused
    std::uint64_t hits = 0;
    std::uint64_t absent_hits = 0;                          // of these: the item is not there
    std::uint64_t query_look_ups = 0;                       // of these look-ups: Query and Scan
    std::uint64_t query_hits = 0;                           // of these hits
    std::array<std::uint64_t, miss_reason_count> misses{};  // by reason
    std::uint64_t coalesced = 0;                            // waited for another caller's read
    std::uint64_t refused = 0;                              // calls beyond what the nodes can do
    std::uint64_t passed = 0;  // reads that a cache of eventual reads does not serve
    std::uint64_t sets = 0;
    std::uint64_t too_large = 0;  // items larger than the whole cache
    std::uint64_t stale = 0;      // hits on an entry whose item had been changed
    std::uint64_t stale_us = 0;   // sum of the times since these changes
    std::uint64_t stale_most_us = 0;
    std::uint64_t entries_most = 0;
    std::uint64_t bytes_most = 0;
    // At the end of the run; with a cache in each client, of all of them.
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::map<std::uint32_t, HalfUnits> saved;  // by table: what hits did not consume there
    std::vector<CacheMinute> minutes;

    std::uint64_t all_misses() const {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : misses) sum += count;
        return sum;
    }

    // What is set only at the end of a run is not listed.
    void state(StateVisitor& visit) {
        visit(look_ups, hits, absent_hits, query_look_ups, query_hits, misses, coalesced, refused,
              passed, sets, too_large, stale, stale_us, stale_most_us, entries_most, bytes_most,
              saved, minutes);
    }
};

}  // namespace isotherm
