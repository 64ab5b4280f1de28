// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/flow_of_workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/flows/flow_program.h"
#include "engine/scenario/key_rules.h"
#include "engine/scenario/series_tables.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

FlowFacts facts_of(const WorkloadSpec& workload, const WorkloadContext& context) {
    FlowFacts facts;
    facts.context = &context;
    facts.table = workload.table;
    facts.index = workload.index;
    return facts;
}

// Reports the complaints about a list of steps, each at its step.
void report_steps(const std::vector<FlowComplaint>& complaints, const std::string& block,
                  const std::vector<StepSettings>& steps, SettingsVisitor& visit) {
    visit.list({.name = "steps", .help = ""}, steps.size(),
               [&](std::size_t index, SettingsVisitor& inner) {
                   // Reads the step again, so that its settings are known.
                   StepSettings again;
                   again.settings(inner);
                   for (const FlowComplaint& one : complaints) {
                       if (one.block == block && one.step == index)
                           inner.reject(one.setting, one.what, one.fix);
                   }
               });
}

}  // namespace

Result<FlowMaking> flow_of(const Scenario& scenario, const WorkloadSpec& workload,
                           WorkloadIndex index, const Tables& tables) {
    const WorkloadContext context = workload_context(scenario, workload);
    auto parts = workload.workload->open_flow(context);
    if (!parts.ok()) return parts.errors();
    FlowMaking making;
    making.workload = index;
    making.name = workload.name;
    making.parts = std::move(parts.value());
    FlowFacts facts = facts_of(workload, context);
    facts.consistency = making.parts.consistency;
    facts.keys_given = making.parts.keys_given;
    facts.sizes_given = making.parts.sizes_given;
    facts.shape = making.parts.draws->call_shape();
    static const FlowSettings nothing_said;
    std::vector<FlowComplaint> complaints;
    making.program =
        flow_program(making.parts.settings == nullptr ? nothing_said : *making.parts.settings,
                     facts, complaints);
    assert(complaints.empty());  // check_steps would have reported them
    for (const ResourceName& name : making.program.targets) {
        const bool own = name == ResourceName(workload.table, workload.index);
        making.targets.push_back(own ? targets_of(scenario, workload, tables).front()
                                     : *tables.named(name));
    }
    making.policy = workload.client->start(RandomStream(static_cast<std::uint64_t>(scenario.seed),
                                                        "workloads." + workload.name + ".client"));
    making.clients = workload.client->client_count();
    making.keys = context.keys == nullptr ? plain_key_design(scenario) : context.keys;
    if (const KeyRule* rule = making.keys->rule(context.resource);
        rule != nullptr && !rule->uses_key())
        making.rule = rule;
    for (const auto& [name, table] : scenario.tables)
        if (const auto counted = tables.named(name); counted && table.collection == "counted")
            making.counted.emplace_back(*counted, !table.sort_key.empty());
    making.absent_item_costs_attempted = context.absent_item_costs_attempted;
    return making;
}

void check_steps(const Scenario& scenario, const WorkloadSpec& workload, SettingsVisitor& visit) {
    if (!visit.reads() || workload.workload == nullptr || workload.workload->flow() == nullptr)
        return;
    const FlowSettings& flow = *workload.workload->flow();
    for (const LimitSettings& limit : flow.limits) {
        if (limit.share.value == 0) continue;
        const LimitSettings::Target target = limit.target();
        if (scenario.tables.contains(target.table)) continue;
        visit.reject("limit", fmt::format("there is no table \"{}\"", printable(target.table)),
                     "write of = \"TABLE.read\" or \"TABLE.write\"");
    }
    if (flow.steps.empty()) {
        if (!flow.blocks.empty())
            visit.reject("blocks", "there are blocks, but no steps", "add steps = [ … ]");
        return;
    }
    const WorkloadContext context = workload_context(scenario, workload);
    FlowFacts facts = facts_of(workload, context);
    facts.keys_given = visit.given("keys") || workload.keyed.contains(context.resource);
    facts.sizes_given = visit.given("sizes");
    std::vector<FlowComplaint> complaints;
    flow_program(flow, facts, complaints);
    if (complaints.empty()) return;
    report_steps(complaints, "", flow.steps, visit);
    std::vector<std::string> names;
    for (const auto& block : flow.blocks) names.push_back(block.first);
    if (names.empty()) return;
    visit.named({.name = "blocks", .help = ""}, names,
                [&](const std::string& name, SettingsVisitor& inner) {
                    report_steps(complaints, name, flow.blocks.at(name), inner);
                });
}

}  // namespace isotherm
