// SPDX-License-Identifier: Apache-2.0
#pragma once
// Caches in front of reads, as a scenario gives them. Each kind has one file: aside, dax.

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// What a write that goes through a cache does to the item's entry, when the write is answered.
enum class OnWrite : std::uint8_t { invalidate, overwrite, nothing };
constexpr auto words_of(OnWrite) {
    return std::to_array<std::string_view>({"invalidate", "overwrite", "nothing"});
}

// What is in a cache when the run begins.
enum class Filled : std::uint8_t { empty, steady };
constexpr auto words_of(Filled) { return std::to_array<std::string_view>({"empty", "steady"}); }

// How a cache behaves: what its kind makes of the settings.
struct CacheRules {
    std::uint64_t items_most = 0;     // 0: no limit
    std::uint64_t bytes_most = 0;     // with `overhead`; 0: no limit
    std::uint64_t overhead = 100;     // bytes of an entry beside its item
    SimDuration ttl{};                // of items, from the set; 0: none
    SimDuration query_ttl{};          // of the results of Query and Scan
    bool keeps_queries = false;       // whether there are such entries
    bool eventual_only = false;       // strongly consistent reads pass
    bool reads_transactions = false;  // reads the items of a TransactWriteItems after it
    OnWrite on_write = OnWrite::invalidate;
    bool negative = false;  // keeps that an item is absent
    bool coalesce = false;  // callers that miss an entry that is being read wait for it
    bool shared = true;     // one cache for all clients, or one for each
    Filled filled = Filled::empty;
    SimDuration hit_latency{};
    SimDuration hop{};  // before a call that passes to the table
    // Of a cluster.
    std::uint32_t nodes = 0;          // 0: it is none
    std::string node;                 // type: "r5.large"
    std::uint64_t node_requests = 0;  // normalized requests per second of one node; 0: no limit
};

class CacheKind : public Configurable {
public:
    virtual CacheRules rules() const = 0;
};

// `[caches.NAME]` of a scenario.
struct CacheSpec : Configurable {
    std::string kind;  // entry of the catalog of CacheKind
    std::shared_ptr<CacheKind> cache;

    void settings(SettingsVisitor& visit) override;
};

// Visits `[caches]`, by name. `followed`: whether the run can follow caches; if not, they are
// rejected.
void caches_setting(SettingsVisitor& visit, std::map<std::string, CacheSpec>& caches,
                    bool followed);

// Settings that all kinds have.
struct CacheBasics {
    SimDuration ttl{};
    Bytes overhead{100};
    bool negative = false;
    bool coalesce = false;
    Filled filled = Filled::empty;
    SimDuration hit_latency = 500us;
    SimDuration hop{};

    void settings(SettingsVisitor& visit);
    void put_into(CacheRules& rules) const;
};

}  // namespace isotherm
