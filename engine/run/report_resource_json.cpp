// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_resource_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <utility>

#include "engine/run/report_partitions_json.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json hot_keys_json(const Recording& recording, const std::vector<HotKey>& keys, std::size_t most) {
    Json list = Json::array();
    for (const HotKey& key : std::span(keys).first(std::min(most, keys.size()))) {
        list.push_back({{"key", printable(key.name)},
                        {"workload", key.workload < recording.workload_names.size()
                                         ? Json(recording.workload_names[key.workload])
                                         : Json(nullptr)},
                        {"count", key.count},
                        {"count_bound", key.count_bound},
                        {"stands_out", key.stands_out},
                        {"partition", key.partition}});
    }
    return list;
}

// Adds the times when throttling first began and last ended; null if nothing was throttled. The end
// is the end of the last second (or minute) with throttling.
void add_throttled_times(Json& json, const TableRecording& table) {
    std::optional<std::int64_t> first, last;
    for (const auto& side : table.seconds) {
        for (std::size_t c = 0; c < side.size(); ++c) {
            if (side[c].throttled() == 0) continue;
            const std::int64_t begins = static_cast<std::int64_t>(c) * table.column_seconds;
            first = std::min(first.value_or(begins), begins);
            last = std::max(last.value_or(0), begins + table.column_seconds);
        }
    }
    json["first_throttled_s"] = first ? Json(*first) : Json(nullptr);
    json["last_throttled_s"] = last ? Json(*last) : Json(nullptr);
}

// Describes how far an index was behind its table, at the worst moment and at the end.
Json backlog_json(const std::vector<BacklogSecond>& backlog) {
    BacklogSecond worst;
    for (const BacklogSecond& second : backlog) worst.raise_to(second);
    const BacklogSecond last = backlog.empty() ? BacklogSecond{} : backlog.back();
    const auto seconds = [](std::int64_t us) { return in_seconds(SimDuration(us)); };
    return {{"entries_most", worst.entries},
            {"expected_wait_most_s", seconds(worst.expected_wait_us)},
            {"oldest_most_s", seconds(worst.oldest_us)},
            {"entries_at_end", last.entries},
            {"expected_wait_at_end_s", seconds(last.expected_wait_us)}};
}

}  // namespace

Json index_json(const ResourceName& name) {
    return name.is_index() ? Json(name.index) : Json(nullptr);
}

Json call_json(const ResourceName& name, Operation operation) {
    const OperationTraits& traits = traits_of(operation);
    return {{"table", name.table},
            {"index", index_json(name)},
            {"operation", traits.api_name},
            {"consistency", traits.side == Side::write                    ? Json(nullptr)
                            : traits.consistency == Consistency::eventual ? Json("eventual")
                                                                          : Json("strong")}};
}

Json totals_json(const Totals& totals) {
    return {{"requests", totals.requests},
            {"attempts", totals.attempts},
            {"admitted", totals.admitted},
            {"throttled", totals.throttled},
            {"refused", totals.refused},
            {"given_up", totals.given_up},
            {"waiting", totals.waiting},
            {"consumed_read_units", totals.consumed[Side::read].in_units()},
            {"consumed_write_units", totals.consumed[Side::write].in_units()},
            {"throttled_requests", totals.calls.throttled_requests},
            {"conditional_check_failed_requests", totals.calls.conditional_check_failed},
            {"returned_items", totals.calls.returned_items},
            {"time_to_live_deleted_items", totals.calls.time_to_live_deleted},
            {"item_collection_size_limit_exceeded", totals.calls.collection_full}};
}

Json reasons_json(const Totals& totals, ResourceKind kind) {
    Json reasons = Json::object();
    for (const Side side : both_sides) {
        for (std::size_t o = 1; o < outcome_count; ++o) {
            const std::uint64_t count = totals.tries[side][o];
            if (count == 0 || !is_throttled(static_cast<Outcome>(o))) continue;
            const std::string reason = throttle_reason(static_cast<Outcome>(o), side, kind);
            reasons[reason] = reasons.value(reason, std::uint64_t{0}) + count;
        }
    }
    return reasons;
}

Json refused_by_json(const Totals& totals) {
    Json refused = Json::object();
    for (std::size_t o = 1; o < outcome_count; ++o) {
        const std::uint64_t count = totals.tries[Side::read][o] + totals.tries[Side::write][o];
        if (count > 0) refused[std::string(outcome_names[o])] = count;
    }
    return refused;
}

ListLengths list_lengths(const Recording& recording) {
    std::vector<std::size_t> keys;
    for (const TableRecording& table : recording.tables) {
        keys.push_back(table.hottest.size());
        keys.push_back(table.most_throttled.size());
    }
    return {partitions_listed_of_each(recording),
            listed_of_each(std::move(keys), keys_listed_in_all, keys_listed_in_all)};
}

Json resource_json(const Recording& recording, std::size_t number, ListLengths most) {
    const TableRecording& table = recording.tables[number];
    const double there = table.seconds_there(recording.simulated);
    const auto a_second = [&](HalfUnits units) {
        return there > 0 ? Json(units.in_units() / there) : Json(nullptr);
    };
    Json json = totals_json(table.totals);
    json["throttled_share"] = table.totals.attempts == 0
                                  ? 0.0
                                  : static_cast<double>(table.totals.throttled) /
                                        static_cast<double>(table.totals.attempts);
    json["seconds_there"] = there;
    json["consumed_read_per_second"] = a_second(table.totals.consumed[Side::read]);
    json["consumed_write_per_second"] = a_second(table.totals.consumed[Side::write]);
    json["busiest_second"] = table.busiest_second.in_units();
    json["busiest_minute"] = table.busiest_minute.in_units();
    add_throttled_times(json, table);
    json["capacity_mode"] = table.on_demand_at(recording.seconds()) ? "on_demand" : "provisioned";
    json["callers"] = totals_json(table.callers);
    json["throttled_by_reason"] = reasons_json(table.totals, table.kind());
    json["refused_by"] = refused_by_json(table.totals);
    if (table.is_index) {
        json["refused_base_writes"] = table.totals.calls.refused_base_writes;
        json["backlog"] = backlog_json(table.backlog);
    }
    const auto add_keys = [&](const std::string& name, const std::vector<HotKey>& keys) {
        json[name] = hot_keys_json(recording, keys, most.keys);
        json[name + "_left_out"] = keys.size() - json[name].size();
    };
    add_keys("hot_keys", table.hottest);
    add_keys("throttled_keys", table.most_throttled);
    add_partitions(json, table, most.partitions);
    return json;
}

}  // namespace isotherm
