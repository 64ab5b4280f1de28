// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/steady_caches.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/caches/che.h"
#include "engine/callers/flow_settings.h"
#include "engine/callers/latency.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

// Keys of one workload that can be looked at one by one.
constexpr std::uint64_t most_keys = 10'000'000;

// An item that is asked for through a cache.
struct PopularItem {
    std::uint64_t name = 0;
    std::uint32_t bytes = 0;
    KeyRate popularity;
};

// Whether the workload's only way through the cache is reading items by the keys it draws.
bool reads_drawn_items(const FlowSettings& flow, const std::string& through) {
    if (flow.steps.empty()) return flow.through == through;
    bool reads = false;
    const auto look = [&](const std::vector<StepSettings>& steps, bool first) {
        for (const StepSettings& step : steps) {
            if (step.through != through) continue;
            const bool plain = first && step.call == "GetItem" && step.key.empty() &&
                               step.for_each.empty() && step.table.empty() &&
                               step.chance.value == 1 && step.only_if.empty();
            if (!plain) return false;
            reads = true;
        }
        return true;
    };
    if (!look(flow.steps, true)) return false;
    for (const auto& block : flow.blocks)
        if (!look(block.second, false)) return false;
    return reads;
}

bool uses(const FlowSettings& flow, const std::string& through) {
    const auto any = [&](const std::vector<StepSettings>& steps) {
        return std::ranges::any_of(
            steps, [&](const StepSettings& step) { return step.through == through; });
    };
    return flow.through == through || any(flow.steps) ||
           std::ranges::any_of(flow.blocks, [&](const auto& block) { return any(block.second); });
}

// The demand, if all its keys can be looked at; nullopt if not.
std::optional<WorkloadDemand> known_demand(const Scenario& scenario, const WorkloadSpec& workload,
                                           const std::string& through) {
    const FlowSettings& flow = *workload.workload->flow();
    if (!flow.uses_arrivals() || !reads_drawn_items(flow, through)) return std::nullopt;
    auto demand = workload.workload->demand(workload_context(scenario, workload));
    if (!demand || demand->keys.walk || demand->calls.stretches.empty()) return std::nullopt;
    std::uint64_t count = 0;
    for (const KeyRun& run : demand->keys.runs) {
        count += run.count;
        if (run.lies || count > most_keys) return std::nullopt;
    }
    return demand;
}

void add_items(const WorkloadDemand& demand, const CacheRules& rules, TableIndex table,
               std::vector<PopularItem>& asked) {
    double share = 0;  // of the calls that look into the cache
    for (const CallPart& part : demand.parts) {
        const OperationTraits& traits = traits_of(part.operation);
        const bool passes = rules.eventual_only && traits.consistency == Consistency::strong;
        if (traits.side == Side::read && !traits.many_items && !traits.transactional && !passes &&
            part.finding == Finding::item)
            share += part.share;
    }
    const double rate = demand.calls.stretches.front().from * share;
    for (const KeyRun& run : demand.keys.runs) {
        for (std::uint64_t i = 0; i < run.count; ++i) {
            const Key key = run.first + i;
            const std::uint32_t bytes = demand.bytes_of_key(key, Operation::get_item_eventual);
            const double size =
                rules.bytes_most > 0 ? static_cast<double>(bytes + rules.overhead) : 1;
            asked.push_back({cached_item_name(table, key),
                             bytes,
                             {rate * run.share / static_cast<double>(run.count), size}});
        }
    }
}

// An entry that is there, and when it was used or set.
struct Present {
    SimDuration age{};
    const PopularItem* item = nullptr;
};

SimDuration microseconds_of(double seconds) {
    return SimDuration(static_cast<std::int64_t>(seconds * 1e6));
}

// Draws which items are there. Without a time to live the ages are those of the last use, else
// those of the set.
std::vector<Present> drawn(const std::vector<PopularItem>& asked, const CacheRules& rules,
                           std::uint64_t salt) {
    std::vector<KeyRate> keys;
    double fresh = 0;  // room that entries younger than their time to live take
    const double ttl = in_seconds(rules.ttl);
    for (const PopularItem& one : asked) {
        keys.push_back(one.popularity);
        const double uses = one.popularity.rate * ttl;
        fresh += one.popularity.size * uses / (1 + uses);
    }
    const double room = rules.bytes_most > 0   ? static_cast<double>(rules.bytes_most)
                        : rules.items_most > 0 ? static_cast<double>(rules.items_most)
                                               : std::numeric_limits<double>::infinity();
    const bool by_age = ttl > 0 && fresh <= room;
    const double time = characteristic_time(keys, room);
    std::vector<Present> present;
    for (const PopularItem& one : asked) {
        const double rate = one.popularity.rate;
        if (rate <= 0) continue;
        const double within = std::min(rate * time, 700.0);  // exact::exp knows no larger ones
        const double there = by_age ? rate * ttl / (1 + rate * ttl) : 1 - exact::exp(-within);
        if (unit_from(salt ^ one.name) >= there) continue;
        const double unit = unit_from(position_of(salt) ^ one.name);
        const double age = by_age ? ttl * unit : -exact::log(1 - unit * there) / rate;
        present.push_back({microseconds_of(age), &one});
    }
    std::ranges::stable_sort(present, [](const Present& a, const Present& b) {
        return a.age > b.age;  // the oldest first
    });
    return present;
}

}  // namespace

void check_steady_caches(const Scenario& scenario, const WorkloadSpec& workload,
                         SettingsVisitor& visit) {
    for (const auto& [name, spec] : scenario.caches) {
        if (spec.cache == nullptr || spec.cache->rules().filled != Filled::steady) continue;
        const std::string through = "caches." + name;
        const FlowSettings& flow = *workload.workload->flow();
        if (!uses(flow, through) || known_demand(scenario, workload, through)) continue;
        visit.reject("",
                     fmt::format("what {} holds after a long time is not known: the workload does "
                                 "not read items by keys that it draws, at a given rate",
                                 through),
                     fmt::format("use GetItem steps without a key of their own, or set {}.filled = "
                                 "\"empty\"",
                                 through));
    }
}

void fill_steady_caches(const Scenario& scenario, const Tables& tables,
                        std::vector<std::unique_ptr<Cache>>& caches) {
    for (const auto& cache : caches) {
        const CacheRules& rules = cache->rules();
        if (rules.filled != Filled::steady) continue;
        const std::string through = "caches." + cache->name();
        std::vector<PopularItem> asked;
        for (const auto& [name, workload] : scenario.workloads) {
            const FlowSettings* flow = workload.workload->flow();
            if (flow == nullptr || !uses(*flow, through)) continue;
            const auto demand = known_demand(scenario, workload, through);
            const auto table = tables.named(workload.table);
            if (demand && table) add_items(*demand, rules, *table, asked);
        }
        // Workloads may ask for the same items.
        std::ranges::stable_sort(asked, {}, &PopularItem::name);
        std::vector<PopularItem> items;
        for (const PopularItem& one : asked) {
            if (items.empty() || items.back().name != one.name)
                items.push_back(one);
            else
                items.back().popularity.rate += one.popularity.rate;
        }
        RandomStream random(static_cast<std::uint64_t>(scenario.seed), through);
        for (const Present& one : drawn(items, rules, random.next())) {
            CacheEntry entry;
            entry.name = one.item->name;
            entry.bytes = one.item->bytes;
            entry.set_at = entry.seen = sim_start - one.age;
            cache->fill(entry);
        }
    }
}

}  // namespace isotherm
