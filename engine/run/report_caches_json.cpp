// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_caches_json.h"

#include <nlohmann/json.hpp>

#include "engine/run/throughput_cost.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json ratio(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? Json(nullptr) : Json(static_cast<double>(part) / static_cast<double>(all));
}

Json minutes_json(const CacheRecord& record) {
    Json minutes = Json::array();
    for (std::size_t m = 0; m < record.minutes.size(); ++m) {
        const CacheMinute& minute = record.minutes[m];
        minutes.push_back({{"minute", m},
                           {"look_ups", minute.look_ups},
                           {"hits", minute.hits},
                           {"hit_ratio", ratio(minute.hits, minute.look_ups)}});
    }
    return minutes;
}

Json stale_json(const CacheRecord& record) {
    constexpr double seconds = 1e-6;  // of a microsecond
    return {{"reads", record.stale},
            {"mean_age_s", record.stale == 0 ? Json(nullptr)
                                             : Json(static_cast<double>(record.stale_us) * seconds /
                                                    static_cast<double>(record.stale))},
            {"max_age_s", record.stale == 0
                              ? Json(nullptr)
                              : Json(static_cast<double>(record.stale_most_us) * seconds)}};
}

Json cache_json(const Recording& recording, const Scenario& scenario, const CacheRecord& record) {
    Json json{{"kind", record.kind}};
    if (record.nodes > 0) json.update({{"nodes", record.nodes}, {"node", record.node}});
    json.update({{"look_ups", record.look_ups},
                 {"hits", record.hits},
                 {"hit_ratio", ratio(record.hits, record.look_ups)},
                 {"absent_hits", record.absent_hits},
                 {"query_look_ups", record.query_look_ups},
                 {"query_hits", record.query_hits},
                 {"coalesced", record.coalesced},
                 {"refused", record.refused},
                 {"passed", record.passed},
                 {"sets", record.sets},
                 {"too_large", record.too_large},
                 {"misses", Json::object()},
                 {"stale", stale_json(record)},
                 {"entries", record.entries},
                 {"entries_most", record.entries_most},
                 {"bytes", record.bytes},
                 {"bytes_most", record.bytes_most}});
    json["misses"]["all"] = record.all_misses();
    for (std::size_t r = 0; r < miss_reason_count; ++r)
        json["misses"][std::string(miss_reason_names[r])] = record.misses[r];
    HalfUnits saved;
    for (const auto& [table, units] : record.saved) saved += units;
    json["saved_read_units"] = saved.in_units();
    const auto price = saved_price(recording, scenario, record);
    json["saved_price"] = price ? Json(*price) : Json(nullptr);
    json["minutes"] = minutes_json(record);
    return json;
}

}  // namespace

std::optional<double> saved_price(const Recording& recording, const Scenario& scenario,
                                  const CacheRecord& record) {
    constexpr double hour = 3'600;
    double sum = 0;
    for (const auto& [number, units] : record.saved) {
        const TableRecording& table = recording.tables.at(number);
        const ThroughputPrices prices = throughput_prices(scenario, table);
        const bool on_demand = table.on_demand_at(whole_seconds(sim_start + recording.simulated));
        const auto price =
            on_demand ? prices.unit_served[Side::read] : prices.unit_hour[Side::read];
        if (!price) return std::nullopt;
        sum += units.in_units() * *price / (on_demand ? 1 : hour);
    }
    return sum;
}

nlohmann::ordered_json caches_json(const Recording& recording, const Scenario& scenario) {
    Json caches = Json::object();
    for (const CacheRecord& record : recording.caches)
        caches[record.name] = cache_json(recording, scenario, record);
    return caches;
}

}  // namespace isotherm
