// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/flow_settings.h"
#include "engine/scenario/flow_of_workload.h"
#include "engine/scenario/key_rules.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/series_tables.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

std::optional<TargetFacts> target_facts(const Scenario& scenario, const std::string& name,
                                        const std::string& index_name) {
    const auto found = scenario.tables.find(name);
    if (found == scenario.tables.end()) return std::nullopt;
    const TableSpec& table = found->second;
    TargetFacts facts;
    facts.item_bytes = static_cast<std::uint32_t>(table.item_size.count);
    const Bytes size = size_at_start(scenario, table);
    facts.bytes = size.count;
    facts.is_series = table.time_series.enabled();
    facts.sort_key = table.sort_key;
    facts.collection = table.collection;
    if (index_name.empty()) return facts;
    const auto index = table.indexes.find(index_name);
    if (index == table.indexes.end()) return std::nullopt;
    facts.bytes = index->second.entries_of(size, table.item_size).count;
    facts.item_bytes = index->second.entry_bytes(facts.item_bytes);
    facts.sort_key = index->second.sort_key;
    facts.collection = index->second.collection;
    facts.is_index = true;
    facts.is_global_index = index->second.global();
    return facts;
}

}  // namespace

SortOrder WorkloadSpec::sort_order(const TableSpec& of_table) const {
    if (of_table.sort_key.empty()) return SortOrder::single;
    return named<SortOrder>(sort_keys).value_or(SortOrder::uniform);
}

bool runs_as_flow(const Scenario& scenario, const WorkloadSpec& workload) {
    if (scenario.latency_given || (workload.client && workload.client->needs_flow())) return true;
    if (meets_counted_items(scenario, workload)) return true;
    // Callers of Regions that agree before they answer wait, and send again what conflicted.
    const auto table = scenario.tables.find(workload.table);
    if (table != scenario.tables.end() && table->second.replicated() &&
        table->second.replication.strong())
        return true;
    const FlowSettings* flow = workload.workload == nullptr ? nullptr : workload.workload->flow();
    return flow != nullptr && flow->any();
}

WorkloadContext workload_context(const Scenario& scenario, const WorkloadSpec& workload) {
    return workload_context(scenario, workload, key_design(scenario));
}

WorkloadContext workload_context(const Scenario& scenario, const WorkloadSpec& workload,
                                 std::shared_ptr<const KeyDesign> keys) {
    WorkloadContext context;
    context.name = workload.name;
    context.seed = static_cast<std::uint64_t>(scenario.seed);
    context.duration = scenario.duration;
    context.start = scenario.start;
    context.scenario_folder = scenario.folder;
    const TableSpec& table = scenario.tables.at(workload.table);
    context.item_bytes = static_cast<std::uint32_t>(table.item_size.count);
    const Bytes size = size_at_start(scenario, table);
    context.table_bytes = size.count;
    if (const auto index = table.indexes.find(workload.index); index != table.indexes.end()) {
        context.table_bytes = index->second.entries_of(size, table.item_size).count;
        context.item_bytes = index->second.entry_bytes(context.item_bytes);
        context.asks_index = true;
    }
    context.resource = ResourceName(workload.table, workload.index);
    context.number = static_cast<std::uint32_t>(
        std::distance(scenario.workloads.begin(), scenario.workloads.find(workload.name)));
    context.keys = std::move(keys);
    context.item_bytes_max = static_cast<std::uint32_t>(scenario.era.item_largest.count);
    const CallLimits& calls = scenario.era.calls;
    context.batch_bytes_most = calls.batch_bytes;
    context.parallel_scan = calls.parallel_scan;
    context.absent_item_costs_attempted =
        calls.absent_item_charge == AbsentItemCharge::attempted_item;
    context.transaction_items = static_cast<std::uint32_t>(calls.transaction_items);
    context.target = [&scenario](const std::string& name, const std::string& index) {
        return target_facts(scenario, name, index);
    };
    context.tables = [&scenario] {
        std::vector<std::string> names;
        for (const auto& one : scenario.tables) names.push_back(one.first);
        return names;
    };
    return context;
}

}  // namespace isotherm
