// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_replicas_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

double region_seconds(std::uint64_t microseconds) {
    return in_seconds(SimDuration(static_cast<std::int64_t>(microseconds)));
}

// CloudWatch has no ReplicationLatency for tables with strong consistency.
Json replica_lag_json(const ConsumerRecord& record) {
    const bool any = record.age.count() > 0 && !record.strong;
    const auto share = [&](double part) {
        return any ? Json(region_seconds(record.age.percentile(part))) : Json(nullptr);
    };
    return {{"p50", share(0.5)},
            {"p99", share(0.99)},
            {"max", any ? Json(region_seconds(record.age.most())) : Json(nullptr)},
            {"at_end", region_seconds(record.age_at_end_us)}};
}

Json replica_minutes_json(const ConsumerRecord& record) {
    Json minutes = Json::array();
    for (std::size_t m = 0; m < record.minutes.size(); ++m) {
        const ConsumerMinute& minute = record.minutes[m];
        minutes.push_back({{"minute", m},
                           {"applied", minute.records},
                           {"throttled", minute.failed},
                           {"pending", minute.waiting},
                           {"lag_s", region_seconds(minute.age_us)}});
    }
    return minutes;
}

Json replica_direction_json(const ConsumerRecord& record) {
    std::uint64_t most = 0;
    for (const ConsumerMinute& minute : record.minutes) most = std::max(most, minute.waiting);
    return {{"writes", record.written},
            {"applied", record.done},
            {"throttled", record.repeated},
            {"pending_most", most},
            {"pending_at_end", record.left},
            {"dropped", record.given_up},
            {"replicated_write_units",
             HalfUnits(static_cast<std::int64_t>(record.half_units)).in_units()},
            {"bytes", record.bytes},
            {"conflicts", record.conflicts},
            {"lag_s", replica_lag_json(record)},
            {"minutes", replica_minutes_json(record)}};
}

Json by_workload_json(const Recording& recording,
                      const std::map<std::uint32_t, std::uint64_t>& counts) {
    Json json = Json::object();
    for (const auto& [workload, count] : counts)
        json[recording.workload_names.at(workload)] = count;
    return json;
}

std::uint64_t attempts_in(const std::map<std::uint32_t, std::uint64_t>& counts) {
    std::uint64_t sum = 0;
    for (const auto& one : counts) sum += one.second;
    return sum;
}

}  // namespace

nlohmann::ordered_json replicas_json(const Recording& recording) {
    Json replicas = Json::object();
    for (const ConsumerRecord& record : recording.consumers) {
        if (!record.replicates) continue;
        const std::string& source = recording.tables.at(record.table).name.table;
        Json& target = replicas[recording.tables.at(record.target).name.table];
        target["from"][source] = replica_direction_json(record);
    }
    return replicas;
}

nlohmann::ordered_json outages_json(const Recording& recording) {
    Json outages = Json::object();
    for (const OutageRecord& one : recording.outages)
        outages[one.name] = {{"region", one.region},
                             {"begin_s", one.begin_s},
                             {"end_s", one.end_s},
                             {"failed_attempts", attempts_in(one.failed)},
                             {"failed_by_workload", by_workload_json(recording, one.failed)},
                             {"moved_attempts", attempts_in(one.moved)},
                             {"moved_by_workload", by_workload_json(recording, one.moved)},
                             {"writes_not_elsewhere", one.unsent}};
    return outages;
}

}  // namespace isotherm
