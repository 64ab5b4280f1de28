// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_resource_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// The report lists at most this many partitions; run.sqlite has all of them. A table with 300,000
// partitions would make 97 MB of text.
constexpr std::size_t most_partitions = 1'000;

Json hot_keys_json(const Recording& recording, const std::vector<HotKey>& keys) {
    Json list = Json::array();
    for (const HotKey& key : keys) {
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

Json partition_json(const PartitionRecord& partition, std::size_t number) {
    Json one{
        {"number", number},
        {"range",
         {fmt::format("{:016x}", partition.first_position),
          fmt::format("{:016x}", partition.last_position)}},
        {"born_s", partition.born_second},
        {"retired_s", nullptr},
        {"parent", nullptr},
        {"throttled", partition.throttled[Side::read] + partition.throttled[Side::write]},
        {"consumed", (partition.consumed[Side::read] + partition.consumed[Side::write]).in_units()},
        {"consumed_read_units", partition.consumed[Side::read].in_units()},
        {"consumed_write_units", partition.consumed[Side::write].in_units()}};
    if (partition.first_sort != 0 || partition.last_sort != last_sort) {
        one["sort_range"] = {fmt::format("{:016x}", partition.first_sort),
                             fmt::format("{:016x}", partition.last_sort)};
    }
    if (partition.retired_second) one["retired_s"] = *partition.retired_second;
    if (partition.parent) one["parent"] = *partition.parent;
    return one;
}

// Returns the positions of the busiest partitions: those with the most throttled tries, then those
// with the most consumed units. The result is sorted by birth.
std::vector<std::size_t> listed_partitions(const TableRecording& table) {
    std::vector<std::size_t> order(table.partitions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (order.size() <= most_partitions) return order;
    const auto busier = [&](std::size_t a, std::size_t b) {
        const PartitionRecord& one = table.partitions[a];
        const PartitionRecord& other = table.partitions[b];
        const auto throttled = [](const PartitionRecord& p) {
            return p.throttled[Side::read] + p.throttled[Side::write];
        };
        if (throttled(one) != throttled(other)) return throttled(one) > throttled(other);
        const HalfUnits mine = one.consumed[Side::read] + one.consumed[Side::write];
        const HalfUnits others = other.consumed[Side::read] + other.consumed[Side::write];
        return mine != others ? mine > others : a < b;
    };
    std::partial_sort(order.begin(), order.begin() + most_partitions, order.end(), busier);
    order.resize(most_partitions);
    std::sort(order.begin(), order.end());
    return order;
}

void add_partitions(Json& json, const TableRecording& table) {
    const std::size_t live = table.partitions_live();
    json["partitions_live"] = live;
    json["partitions_retired"] = table.partitions.size() - live;
    json["partitions_throttled"] = std::count_if(
        table.partitions.begin(), table.partitions.end(), [](const PartitionRecord& partition) {
            return partition.throttled[Side::read] + partition.throttled[Side::write] > 0;
        });
    Json list = Json::array();
    for (const std::size_t p : listed_partitions(table))
        list.push_back(partition_json(table.partitions[p], p));
    json["partitions_left_out"] = table.partitions.size() - list.size();
    json["partitions"] = std::move(list);
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

Json resource_json(const Recording& recording, std::size_t number) {
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
    json["hot_keys"] = hot_keys_json(recording, table.hottest);
    json["throttled_keys"] = hot_keys_json(recording, table.most_throttled);
    add_partitions(json, table);
    return json;
}

}  // namespace isotherm
