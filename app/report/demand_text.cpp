// SPDX-License-Identifier: Apache-2.0
#include "app/report/demand_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr double shown_least = 0.05;  // units per second; rounds to 0.1

nlohmann::ordered_json seconds_or_null(const std::optional<SimTime>& time) {
    if (!time) return nullptr;
    return in_seconds(*time - sim_start);
}

nlohmann::ordered_json peak_json(const PeakDemand& peak) {
    return {{"units_per_second", peak.units},
            {"limit_units_per_second", peak.limit},
            {"from_s", in_seconds(peak.from - sim_start)},
            {"until_s", in_seconds(peak.until - sim_start)}};
}

nlohmann::ordered_json side_json(const ResourceDemand& resource, Side side) {
    const SideDemand& demand = resource.sides[side];
    return {{"partition_limit_units_per_second", resource.partition_limit[side]},
            {"capacity_units_per_second", resource.capacity[side]},
            {"demand_units_per_second", demand.mean},
            {"peak", peak_json(demand.peak)},
            {"hottest_partition", demand.hottest_partition},
            {"hottest_partition_units_per_second", demand.partition.units},
            {"hottest_partition_peak", peak_json(demand.partition)},
            {"hottest_key", printable(demand.hottest_key)},
            {"hottest_key_units_per_second", demand.key.units},
            {"throttles_from_s", seconds_or_null(demand.throttles_from)}};
}

nlohmann::ordered_json resource_json(const ResourceDemand& resource) {
    nlohmann::ordered_json json{{"partitions", resource.partitions},
                                {"partitions_at_end", resource.partitions_end}};
    for (const Side side : both_sides)
        json[std::string(side_names[side])] = side_json(resource, side);
    return json;
}

// Returns for example "60.0/s", followed by the time of the peak unless the peak lasts for the
// whole run.
std::string peak_text(const PeakDemand& peak, SimTime end) {
    if (peak.units < shown_least) return "-";
    std::string text = grouped(peak.units, 1) + "/s";
    if (peak.from < sim_start + 1s && peak.until >= end) return text;
    const SimTime from{std::chrono::floor<std::chrono::seconds>(peak.from.time_since_epoch())};
    return text + " at " + clock_text(from);
}

}  // namespace

std::string demand_table(const Scenario& scenario, const Demand& demand) {
    const SimTime end = sim_start + scenario.duration;
    std::string text =
        fmt::format("{:<24} {:>10} {:<6} {:>12} {:>14} {:>12} {:>24} {:>20}  {}\n", "table / index",
                    "partitions", "side", "capacity", "per partition", "mean demand", "peak demand",
                    "hottest partition", "hottest key");
    for (const ResourceDemand& resource : demand.resources) {
        const std::string name = !resource.name.is_index()
                                     ? printable(resource.name.table)
                                     : "  / " + printable(resource.name.index);
        for (const Side side : both_sides) {
            const SideDemand& one = resource.sides[side];
            const std::string hottest = one.partition.units < shown_least
                                            ? "-"
                                            : fmt::format("P{} {}/s", one.hottest_partition,
                                                          grouped(one.partition.units, 1));
            const std::string key =
                one.hottest_key.empty()
                    ? "-"
                    : fmt::format("{} {}/s", printable(one.hottest_key), grouped(one.key.units, 1));
            text += fmt::format(
                "{:<24} {:>10} {:<6} {:>10}/s {:>12}/s {:>10}/s {:>24} {:>20}  {}\n",
                side == Side::read ? name : "",
                side == Side::read ? grouped(static_cast<std::int64_t>(resource.partitions)) : "",
                side_names[side], grouped(resource.capacity[side], 0),
                grouped(resource.partition_limit[side], 2), grouped(one.mean, 1),
                peak_text(one.peak, end), hottest, key);
        }
    }
    return text;
}

nlohmann::ordered_json demand_json(const Demand& demand) {
    auto tables = nlohmann::ordered_json::object();
    for (const ResourceDemand& resource : demand.resources) {
        if (!resource.name.is_index())
            tables[resource.name.table] = resource_json(resource);
        else
            tables[resource.name.table]["indexes"][resource.name.index] = resource_json(resource);
    }
    return tables;
}

nlohmann::ordered_json warning_json(const DemandWarning& warning) {
    nlohmann::ordered_json json{{"cause", warning.cause},
                                {"table", warning.resource->name.table},
                                {"index", nullptr},
                                {"side", side_names[warning.side]},
                                {"units", warning.units},
                                {"limit", warning.limit},
                                {"partition", warning.partition},
                                {"key", nullptr},
                                {"throttles_from_s", seconds_or_null(warning.throttles_from)},
                                {"sentence", warning.sentence}};
    if (warning.resource->name.is_index()) json["index"] = warning.resource->name.index;
    if (!warning.key.empty()) json["key"] = printable(warning.key);
    return json;
}

}  // namespace isotherm
