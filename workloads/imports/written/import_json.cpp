// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/import_json.h"

#include <nlohmann/json.hpp>

#include "workloads/imports/written/scaling_text.h"

namespace isotherm {
namespace {

using PlanJson = nlohmann::ordered_json;

template <class Value>
PlanJson fact_json(const Fact<Value>& fact) {
    return fact ? PlanJson(*fact) : PlanJson(nullptr);
}

PlanJson capacity_json(const ImportedCapacity& capacity, bool on_demand) {
    if (!on_demand) {
        return {{"mode", "provisioned"},
                {"read", fact_json(capacity.provisioned[Side::read])},
                {"write", fact_json(capacity.provisioned[Side::write])}};
    }
    return {{"mode", "on_demand"},
            {"warm_read", capacity.warm[Side::read].value_or(0)},
            {"warm_write", capacity.warm[Side::write].value_or(0)},
            {"maximum_read", capacity.maximum[Side::read].value_or(0)},
            {"maximum_write", capacity.maximum[Side::write].value_or(0)}};
}

PlanJson action_json(const WrittenAction& action) {
    PlanJson json{{"at", action.at}};
    if (action.min) json["min"] = *action.min;
    if (action.max) json["max"] = *action.max;
    return json;
}

// Returns null if nothing scales.
PlanJson scaling_json(const BySide<ImportedScaling>& scaling, bool on_demand, const RunSpan& run) {
    PlanJson both = PlanJson::object();
    for (const Side side : both_sides) {
        std::vector<std::string> asks;
        const ImportedScaling& of = scaling[side];
        const WrittenScaling written = written_scaling(of, on_demand, run, asks);
        if (written.policy.empty()) continue;
        PlanJson json{{"policy", written.policy}};
        if (written.policy == "target_tracking") {
            json["target"] = *of.target;
            json["min"] = *of.min;
            json["max"] = *of.max;
            json["scale_in"] = written.scale_in;
            json["scale_out_cooldown_s"] = of.scale_out_cooldown_s.value_or(0);
            json["scale_in_cooldown_s"] = of.scale_in_cooldown_s.value_or(0);
        }
        json["actions"] = PlanJson::array();
        for (const WrittenAction& action : written.actions)
            json["actions"].push_back(action_json(action));
        both[std::string(side_names[side])] = std::move(json);
    }
    return both.empty() ? PlanJson(nullptr) : both;
}

PlanJson index_json(const ImportedTable& table, const ImportedIndex& index, bool on_demand,
                    const RunSpan& run) {
    const std::string projection = index.projection.value_or("all");
    if (index.local.value_or(false)) {
        return {{"kind", "local"},
                {"partition_key", fact_json(table.partition_key)},
                {"sort", index.sort_key.value_or("")},
                {"projection", projection},
                {"entry_size_B", fact_json(index.entry_bytes)}};
    }
    return {
        {"kind", "global"},
        {"partition_key", fact_json(index.partition_key)},
        {"sort", index.sort_key.value_or("")},
        {"projection", projection},
        {"entry_size_B", fact_json(index.entry_bytes)},
        {"in_index", fact_json(index.in_index)},
        {"capacity", capacity_json(index.capacity, on_demand)},
        {"partitions", imported_partitions(index.capacity, on_demand, index.bytes.value_or(0), 0)},
        {"scaling", scaling_json(index.scaling, on_demand, run)}};
}

PlanJson table_json(const ImportedTable& table, const RunSpan& run) {
    const bool on_demand = table.capacity.on_demand.value_or(false);
    PlanJson json{
        {"partition_key", fact_json(table.partition_key)},
        {"sort_key", table.sort_key.value_or("")},
        {"capacity", capacity_json(table.capacity, on_demand)},
        {"size_B", table.bytes.value_or(0)},
        {"item_size_B", fact_json(table.item_bytes)},
        {"partitions", imported_partitions(table.capacity, on_demand, table.bytes.value_or(0),
                                           table.open_shards.value_or(0))},
        {"stream", table.stream.value_or(false)},
        {"class", table.infrequent_access.value_or(false) ? "standard_ia" : "standard"},
        {"point_in_time_recovery", table.point_in_time_recovery.value_or(false)},
        {"scaling", scaling_json(table.scaling, on_demand, run)},
        {"indexes", PlanJson::object()}};
    for (const auto& [name, index] : table.indexes)
        json["indexes"][name] = index_json(table, index, on_demand, run);
    return json;
}

PlanJson workload_json(const ImportedWorkload& workload) {
    PlanJson mix = PlanJson::object();
    for (const auto& [operation, share] : workload.mix) mix[operation] = share;
    PlanJson json{{"name", workload.name},
                  {"table", workload.table},
                  {"index", workload.index.empty() ? PlanJson(nullptr) : PlanJson(workload.index)},
                  {"mix", std::move(mix)},
                  {"period_s", workload.period_s},
                  {"requests_per_s", workload.rates},
                  {"requests", workload.requests()}};
    if (workload.side == Side::read) json["consistency"] = workload.strong ? "strong" : "eventual";
    if (workload.items_per_query > 0) json["items_per_query"] = workload.items_per_query;
    if (workload.condition_fails > 0) json["condition_fails"] = workload.condition_fails;
    if (workload.item_bytes > 0) json["item_size_B"] = workload.item_bytes;
    json["keys"] = workload.weights.empty()
                       ? PlanJson{{"distribution", "uniform"}, {"distinct", workload.distinct}}
                       : PlanJson{{"distribution", "explicit"}, {"weights", workload.weights}};
    return json;
}

}  // namespace

nlohmann::ordered_json import_json(const ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& scenario) {
    PlanJson json{{"tables", PlanJson::object()},
                  {"workloads", PlanJson::array()},
                  {"assumed", PlanJson::array()},
                  {"ask", PlanJson::array()},
                  {"sources", PlanJson::array()}};
    for (const auto& [name, table] : facts.tables)
        if (table.defined) json["tables"][name] = table_json(table, plan.run);
    for (const ImportedWorkload& workload : plan.workloads)
        json["workloads"].push_back(workload_json(workload));
    for (const auto& [path, value, why] : facts.assumed)
        json["assumed"].push_back({{"path", path}, {"value", value}, {"why", why}});
    for (const auto& [path, why] : facts.asks)
        json["ask"].push_back({{"path", path}, {"why", why}});
    for (const auto& [file, kind, used, skipped] : facts.sources)
        json["sources"].push_back(
            {{"file", file}, {"kind", kind}, {"used", used}, {"skipped", skipped}});
    json["start"] = plan.start_recorded ? PlanJson(utc_text(plan.run.start)) : PlanJson(nullptr);
    json["duration_s"] = whole_seconds(plan.run.end - plan.run.start);
    json["scenario"] = scenario.empty() ? PlanJson(nullptr) : PlanJson(scenario);
    return json;
}

}  // namespace isotherm
