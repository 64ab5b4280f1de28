// SPDX-License-Identifier: Apache-2.0
#include "engine/caches/cache_kind.h"

#include "engine/vocabulary/choice.h"

namespace isotherm {

void CacheSpec::settings(SettingsVisitor& visit) {
    const Catalog<CacheKind>& catalog = Catalog<CacheKind>::instance();
    visit.field({.name = "kind", .help = "which kind of cache", .required = true},
                Choice{kind, catalog.names()});
    if (cache == nullptr) cache = catalog.create(kind);
    if (cache != nullptr) return cache->settings(visit);
    if (!visit.reads()) return;  // the kinds show their settings themselves
    // The kind is unknown, which has been reported; the settings of any kind are not unknown, too.
    for (const std::string& name : catalog.names()) catalog.create(name)->settings(visit);
}

void caches_setting(SettingsVisitor& visit, std::map<std::string, CacheSpec>& caches,
                    bool followed) {
    std::vector<std::string> names;
    for (const auto& cache : caches) names.push_back(cache.first);
    visit.named({.name = "caches", .help = "caches in front of reads, for `through` of workloads"},
                names, [&](const std::string& name, SettingsVisitor& inner) {
                    caches[name].settings(inner);
                    if (!followed)
                        inner.reject("kind", "fidelity = \"cells\" does not follow caches",
                                     "set fidelity = \"requests\"");
                });
}

void CacheBasics::settings(SettingsVisitor& visit) {
    constexpr double longest = in_seconds(longest_run);
    constexpr double longest_wait = 60;  // seconds
    visit.field({.name = "ttl",
                 .help = "time after which an item's entry is dropped, from when it was set; hits "
                         "do not renew it. 0s: never",
                 .highest = longest},
                ttl);
    visit.field({.name = "overhead",
                 .help = "memory that an entry takes beside its item",
                 .highest = 1 << 20,
                 .source = "[inferred] key, links and header of an entry"},
                overhead);
    visit.field({.name = "negative", .help = "also remembers that an item is absent"}, negative);
    visit.field({.name = "coalesce",
                 .help = "callers that miss an entry which is being read wait for that read; "
                         "otherwise each of them reads"},
                coalesce);
    choice_field(visit,
                 {.name = "filled",
                  .help = "what is in the cache at the start; steady: as after a long time, by the "
                          "popularity of the keys"},
                 filled);
    visit.field({.name = "hit_latency",
                 .help = "time from asking the cache to its answer",
                 .highest = longest_wait},
                hit_latency);
    visit.field({.name = "hop",
                 .help = "time that a call which passes to the table spends at the cache before",
                 .highest = longest_wait},
                hop);
}

void CacheBasics::put_into(CacheRules& rules) const {
    rules.ttl = ttl;
    rules.overhead = static_cast<std::uint64_t>(overhead.count);
    rules.negative = negative;
    rules.coalesce = coalesce;
    rules.filled = filled;
    rules.hit_latency = hit_latency;
    rules.hop = hop;
}

}  // namespace isotherm
