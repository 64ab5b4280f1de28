// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/flow_of_workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/callers/flow_program.h"
#include "engine/scenario/key_rules.h"
#include "engine/scenario/series_tables.h"
#include "engine/scenario/steady_caches.h"
#include "engine/scenario/stream_checks.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

FlowFacts facts_of(const Scenario& scenario, const WorkloadSpec& workload,
                   const WorkloadContext& context) {
    FlowFacts facts;
    facts.context = &context;
    facts.table = workload.table;
    facts.index = workload.index;
    for (const auto& [name, spec] : scenario.caches)
        if (spec.cache != nullptr) facts.caches[name] = spec.cache->rules();
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

// Settings of a flow that a change may alter, by the part of the settings in which they are.
bool may_change(std::string_view part, std::string_view setting) {
    const auto among = [setting](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, setting) != names.end();
    };
    if (part == "steps" || part == "blocks")
        return among({"chance", "missing", "condition_fails", "filter_keeps"});
    if (part == "callers") return among({"count", "mean", "distribution"});
    if (part == "limit") return among({"rate", "share", "reread"});
    return part != "through";
}

// The settings that must stay as they are, in order, as "limit.of".
std::vector<std::pair<std::string, std::string>> lasting_settings(WorkloadKind& workload) {
    std::vector<std::pair<std::string, std::string>> lasting;
    for (const WrittenSetting& one : written_settings(workload)) {
        const std::string_view path = one.key;
        const std::string_view part = path.substr(0, path.find('.'));
        const std::string_view setting = path.substr(path.rfind('.') + 1);
        if (!may_change(part, setting)) lasting.emplace_back(one.key, one.value);
    }
    return lasting;
}

// The cache of a workload without steps.
void check_through(const Scenario& scenario, const WorkloadSpec& workload, SettingsVisitor& visit) {
    const FlowSettings& flow = *workload.workload->flow();
    if (!flow.steps.empty())
        return visit.reject("through", "a workload with steps names the cache in its steps",
                            "move it into the steps that go through the cache");
    if (scenario.tables.at(workload.table).time_series.enabled())
        return visit.reject("through", "a cache cannot stand in front of a time series",
                            "remove through, or use a plain table");
    std::vector<FlowComplaint> complaints;
    const WorkloadContext context = workload_context(scenario, workload);
    flow_program(flow, facts_of(scenario, workload, context), complaints);
    for (const FlowComplaint& one : complaints) visit.reject(one.setting, one.what, one.fix);
}

}  // namespace

void check_change_of_flow(WorkloadKind& before, WorkloadKind& after, SettingsVisitor& visit) {
    if (!visit.reads()) return;
    const auto is = lasting_settings(before);
    const auto becomes = lasting_settings(after);
    const auto [old, changed] = std::ranges::mismatch(is, becomes);
    if (old == is.end() && changed == becomes.end()) return;
    std::string what = changed == becomes.end() ? old->first : changed->first;
    const std::string part = what.substr(0, what.find('.'));
    if (part == "steps" && is.size() != becomes.size()) what = "the list of steps";
    visit.reject(part,
                 fmt::format("a change cannot alter {}: only rates, counts, limits, keys and "
                             "chances",
                             printable(what)),
                 "keep it as it is, or add a second workload");
}

bool meets_counted_items(const Scenario& scenario, const WorkloadSpec& workload) {
    const auto table = scenario.tables.find(workload.table);
    return table != scenario.tables.end() && table->second.collection == "counted" &&
           workload.index.empty() && workload.workload != nullptr &&
           workload.workload->asks_collections();
}

Result<FlowMaking> flow_of(const Scenario& scenario, const WorkloadSpec& workload,
                           WorkloadIndex index, const Tables& tables) {
    const WorkloadContext context = workload_context(scenario, workload);
    auto parts = workload.workload->open_flow(context);
    if (!parts.ok()) return parts.errors();
    FlowMaking making;
    making.workload = index;
    making.name = workload.name;
    making.parts = std::move(parts.value());
    FlowFacts facts = facts_of(scenario, workload, context);
    facts.consistency = making.parts.consistency;
    facts.keys_given = making.parts.keys_given;
    facts.sizes_given = making.parts.sizes_given;
    facts.shape = making.parts.draws->call_shape();
    facts.items = making.parts.items;
    facts.filter_keeps = making.parts.filter_keeps;
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
    making.sends_at_once = !workload.client->needs_flow();
    making.keys = context.keys == nullptr ? plain_key_design(scenario) : context.keys;
    const std::vector<FlowStep>& steps = making.program.steps;
    // A Scan walks through the table whatever its keys are.
    const bool walks = !steps.empty() && steps.front().drawn && steps.front().segments > 0;
    if (const KeyRule* rule = making.keys->rule(context.resource);
        rule != nullptr && !rule->uses_key() && !walks)
        making.rule = rule;
    for (const auto& [name, table] : scenario.tables)
        if (const auto counted = tables.named(name); counted && table.collection == "counted")
            making.counted.push_back(
                {*counted, !table.sort_key.empty(), table.time_to_live, table.time_to_live_delay});
    making.absent_item_costs_attempted = context.absent_item_costs_attempted;
    return making;
}

std::vector<std::unique_ptr<Cache>> caches_of(const Scenario& scenario) {
    std::vector<std::unique_ptr<Cache>> caches;
    for (const auto& [name, spec] : scenario.caches)
        caches.push_back(std::make_unique<Cache>(name, spec.kind, spec.cache->rules()));
    return caches;
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
    if (!flow.through.empty()) check_through(scenario, workload, visit);
    check_steady_caches(scenario, workload, visit);
    check_stream_use(scenario, workload, visit);
    if (flow.steps.empty() && !flow.blocks.empty())
        visit.reject("blocks", "there are blocks, but no steps", "add steps = [ … ]");
    if (flow.steps.empty() && !flow.reads_stream()) return;

    const WorkloadContext context = workload_context(scenario, workload);
    FlowFacts facts = facts_of(scenario, workload, context);
    facts.keys_given = visit.given("keys") || workload.keyed.contains(context.resource);
    facts.sizes_given = visit.given("sizes");
    std::vector<FlowComplaint> complaints;
    flow_program(flow, facts, complaints);
    report_complaints(flow, complaints, visit);
}

void report_complaints(const FlowSettings& flow, const std::vector<FlowComplaint>& complaints,
                       SettingsVisitor& visit) {
    if (complaints.empty()) return;
    for (const FlowComplaint& one : complaints)
        if (one.block == callers_block)
            visit.reject("callers", fmt::format("{}: {}", one.setting, one.what), one.fix);
    if (!flow.steps.empty()) report_steps(complaints, "", flow.steps, visit);
    std::vector<std::string> names;
    for (const auto& block : flow.blocks) names.push_back(block.first);
    if (names.empty()) return;
    visit.named({.name = "blocks", .help = ""}, names,
                [&](const std::string& name, SettingsVisitor& inner) {
                    report_steps(complaints, name, flow.blocks.at(name), inner);
                });
}

}  // namespace isotherm
