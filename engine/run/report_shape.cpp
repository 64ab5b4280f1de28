// SPDX-License-Identifier: Apache-2.0
// The structure of a scenario's reports. Builds a report from an example recording, with the same
// code that makes real reports; each list has one entry, and each count that may occur is above
// zero.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/callers/flow_settings.h"
#include "engine/run/report_json.h"
#include "engine/scenario/series_tables.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr double tenants_named_most = 999;

Totals everything_once() {
    Totals totals;
    for (auto& by_outcome : totals.tries) by_outcome.fill(1);
    return totals;
}

TableRecording example_of(ResourceName name) {
    TableRecording table;
    table.is_index = name.is_index();
    table.name = std::move(name);
    table.totals = table.callers = everything_once();
    table.opened_second = 0;
    for (auto& side : table.seconds) {
        side.resize(1);
        side[0].provisioned = 1'000;  // puts the resource on the bill
    }
    table.partitions.resize(1);
    table.hottest.resize(1);
    table.most_throttled.resize(1);
    return table;
}

void add_workload(Recording& recording, const std::string& name, SentBy sent_by) {
    CallUnits units;
    units.workload = recording.workload_names.size();
    units.attempts = units.served = 1;
    recording.call_units.push_back(units);
    recording.workload_names.push_back(name);
    recording.sent_by.push_back(sent_by);
    recording.workloads.push_back(everything_once());
}

void add_consumers(Recording& recording, const Scenario& scenario) {
    std::uint32_t number = 0;
    for (const auto& [name, spec] : scenario.workloads) {
        const std::uint32_t workload = number++;
        const FlowSettings* flow = spec.workload == nullptr ? nullptr : spec.workload->flow();
        if (flow == nullptr || !flow->reads_stream()) continue;
        ConsumerRecord& consumer = recording.consumers.emplace_back();
        consumer.workload = workload;
        consumer.batches = 1;
        consumer.age.add(1ms);
        consumer.minutes.resize(1);
    }
}

void add_jobs(Recording& recording, const Scenario& scenario) {
    for (const auto& [name, job] : scenario.jobs) {
        const ResourceName table("table");
        recording.events.push_back(
            {EventKind::job, 0, 0, table,
             say<Says::job_begun>(name, word_of(job.kind), table, Bytes{1})});
        recording.events.push_back(
            {EventKind::job, 1, 1, table,
             say<Says::job_done>(name, word_of(job.kind), table, Bytes{1}, SimDuration(1s))});
    }
}

void add_regions(Recording& recording, const Scenario& scenario) {
    const auto number_of = [&](const std::string& table) {
        const auto found = std::ranges::find_if(recording.tables, [&](const TableRecording& one) {
            return one.name == ResourceName(table);
        });
        return static_cast<std::uint32_t>(found - recording.tables.begin());
    };
    for (const auto& [name, table] : scenario.tables) {
        std::vector<std::string> regions{name};
        for (const auto& one : table.replicas) regions.push_back(replica_name(name, one.first));
        for (const std::string& target : regions) {
            for (const std::string& source : regions) {
                if (source == target) continue;
                ConsumerRecord& consumer = recording.consumers.emplace_back();
                consumer.workload = static_cast<std::uint32_t>(recording.workload_names.size());
                consumer.replicates = true;
                consumer.table = number_of(source);
                consumer.target = number_of(target);
                consumer.bytes = 1;
                consumer.age.add(1ms);
                consumer.minutes.resize(1);
                add_workload(recording, source + " to " + target, SentBy::replication);
            }
        }
    }
    for (const auto& one : scenario.outages) {
        OutageRecord& outage = recording.outages.emplace_back();
        outage.name = one.first;
        for (std::uint32_t w = 0; w < scenario.workloads.size(); ++w)
            outage.failed[w] = outage.moved[w] = 1;
    }
}

Recording example_recording(const Scenario& scenario) {
    Recording recording;
    recording.simulated = 1s;
    for (const auto& [name, spec] : scenario.workloads)
        add_workload(recording, name, SentBy::callers);
    for (const auto& [name, spec] : scenario.caches) {
        CacheRecord& cache = recording.caches.emplace_back();
        cache.name = name;
        cache.kind = spec.kind;
        cache.nodes = spec.cache == nullptr ? 0 : spec.cache->rules().nodes;
        cache.look_ups = cache.stale = 1;
        cache.minutes.resize(1);
    }
    add_consumers(recording, scenario);
    std::size_t workload = 0;
    for (const auto& [name, spec] : scenario.workloads) {
        const std::size_t w = workload++;
        if (!runs_as_flow(scenario, spec)) continue;
        ActionRecord& actions = recording.actions[w];
        actions.is_flow = true;
        actions.done = 1;
        actions.first_begun = actions.last_done = sim_start;
        actions.latency.add(1ms);
        for (WaitRecord* wait : {&actions.wait_connection, &actions.wait_limit,
                                 &actions.wait_client, &actions.wait_action})
            wait->waited.add(1ms);
        actions.steps.push_back({"step", actions.latency, 0});
        ActionUse use;
        use.calls = use.attempts = 1;
        actions.uses.push_back(use);
        actions.caused.push_back({});
    }
    for (const TableSpec& spec : run_tables(scenario)) {
        recording.tables.push_back(example_of(ResourceName(spec.name)));
        for (const auto& [index, index_spec] : spec.indexes) {
            if (!index_spec.global()) continue;
            const ResourceName name(spec.name, index);
            recording.tables.push_back(example_of(name));
            add_workload(recording, "index writes of " + name.label(), SentBy::index_writes);
        }
    }
    add_regions(recording, scenario);
    CapacityChange change;
    change.warm = change.maximum = {1, 1};
    recording.capacity_changes.push_back(change);
    recording.events.emplace_back();
    add_jobs(recording, scenario);
    // A tenant of each name that the scenario gives to an attribute's values, and one of any other.
    if (scenario.tenants.given()) {
        const auto attribute = scenario.attributes.find(scenario.tenants.attribute);
        for (const auto& value : attribute->second.weights)
            recording.tenants.push_back({.name = value.first, .uses = {TenantUse{}}});
        const auto numbers =
            static_cast<std::int64_t>(std::min(attribute->second.values(), tenants_named_most));
        for (std::int64_t n = 0; n <= numbers && attribute->second.weights.empty(); ++n)
            recording.tenants.push_back({.name = std::to_string(n), .uses = {TenantUse{}}});
    }
    return recording;
}

}  // namespace

nlohmann::ordered_json report_shape(const Scenario& scenario) {
    const Recording recording = example_recording(scenario);
    const RunBill bill = run_bill(recording, scenario);
    return report_json({.scenario = scenario,
                        .recording = recording,
                        .bill = bill,
                        .broken_limits = {{"limit", "text"}},
                        .expectations = {{"name", "of", 0.0, true, "text"}}});
}

}  // namespace isotherm
