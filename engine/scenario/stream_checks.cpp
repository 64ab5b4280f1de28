// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/stream_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/callers/flow_settings.h"
#include "engine/streams/stream_kind.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

std::vector<std::string> table_names(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& table : scenario.tables) names.push_back(table.first);
    return names;
}

std::optional<StreamUse> stream_of(const WorkloadSpec& workload) {
    const FlowSettings* flow = workload.workload == nullptr ? nullptr : workload.workload->flow();
    if (flow == nullptr || !flow->callers) return std::nullopt;
    return flow->callers->stream();
}

// The callers that read a stream; nullptr: the workload has others.
const StreamKind* stream_kind_of(const WorkloadSpec& workload) {
    const FlowSettings* flow = workload.workload == nullptr ? nullptr : workload.workload->flow();
    if (flow == nullptr || !flow->callers) return nullptr;
    return dynamic_cast<const StreamKind*>(flow->callers.operator->());
}

bool writes(const StepSettings& step) {
    constexpr std::string_view calls[] = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem",
                                          "TransactWriteItems"};
    return std::ranges::find(calls, step.call) != std::end(calls);
}

std::set<std::string> written_tables(const WorkloadSpec& workload) {
    std::set<std::string> tables;
    const auto look = [&](const std::vector<StepSettings>& steps) {
        for (const StepSettings& step : steps) {
            if (!writes(step)) continue;
            if (step.parts.empty()) tables.insert(step.table.empty() ? workload.table : step.table);
            for (const PartSettings& part : step.parts)
                tables.insert(part.table.empty() ? workload.table : part.table);
        }
    };
    const FlowSettings& flow = *workload.workload->flow();
    look(flow.steps);
    for (const auto& block : flow.blocks) look(block.second);
    return tables;
}

// All readers of a Kinesis data stream mean the same one.
void check_kinesis(const Scenario& scenario, const WorkloadSpec& workload, const StreamKind& kind,
                   SettingsVisitor& visit) {
    if (!kind.kinesis().on) return;
    if (scenario.era.name < "2024")
        visit.reject("callers",
                     fmt::format("Kinesis Data Streams for DynamoDB came in November 2020; the era "
                                 "is {}",
                                 scenario.era.name),
                     "choose era = \"2024\" or later");
    for (const auto& [name, other] : scenario.workloads) {
        const StreamKind* its = stream_kind_of(other);
        if (name == workload.name || its == nullptr || !its->kinesis().on ||
            its->stream()->table != kind.stream()->table || its->kinesis() == kind.kinesis())
            continue;
        return visit.reject("callers",
                            fmt::format("workload {} reads the same Kinesis data stream of {} with "
                                        "other settings",
                                        name, kind.stream()->table),
                            "give both the same settings under kinesis");
    }
}

void check_tumbling(const StreamKind& kind, const FlowSettings& flow, SettingsVisitor& visit) {
    if (kind.tumbling() == 0us) return;
    if (std::ranges::none_of(flow.steps,
                             [](const StepSettings& step) { return !step.gather.by.empty(); }))
        visit.reject("callers",
                     "a tumbling window writes what its invocations have gathered, and no step "
                     "gathers records",
                     "add gather = { by = \"{record.key}\" } to the step");
}

void check_reader(const TableSpec& table, const StreamKind& kind, const FlowSettings& flow,
                  SettingsVisitor& visit) {
    const StreamUse use = *kind.stream();
    const SimDuration keeps = kind.kinesis().on ? kind.kinesis().keeps : table.stream.keeps;
    if (table.stream.visible_after >= keeps || use.reads_every >= keeps)
        visit.reject("callers",
                     fmt::format("the stream of {} keeps a record for {}: it is removed before "
                                 "the reader comes",
                                 use.table, text_of(keeps)),
                     "read more often, or keep the records for longer");
    if (kind.collects() >= keeps)
        visit.reject("callers",
                     fmt::format("the stream of {} keeps a record for {}: it is removed while the "
                                 "batch waits for others",
                                 use.table, text_of(keeps)),
                     "make the window shorter, or keep the records for longer");
    if (use.oldest > 0us && use.oldest <= table.stream.visible_after)
        visit.reject("callers", "every record is older than record_age when it becomes visible",
                     "make record_age longer");
    if (!use.takes_steps && !flow.steps.empty())
        visit.reject("steps", "a sink hands records to a system outside of DynamoDB",
                     "remove the steps, or use another reader");
}

}  // namespace

void check_stream_use(const Scenario& scenario, const WorkloadSpec& workload,
                      SettingsVisitor& visit) {
    const auto use = stream_of(workload);
    if (!use || use->table.empty()) return;
    if (scenario.era.name == "2012" || scenario.era.name == "2013")
        visit.reject("callers", "DynamoDB Streams were introduced in July 2015",
                     "choose era = \"2016\" or later");
    const auto table = scenario.tables.find(use->table);
    if (table == scenario.tables.end())
        return visit.reject("callers",
                            fmt::format("there is no table \"{}\"", printable(use->table)),
                            suggestion_text(use->table, table_names(scenario)));
    const StreamKind& kind = *stream_kind_of(workload);
    check_kinesis(scenario, workload, kind, visit);
    check_tumbling(kind, *workload.workload->flow(), visit);
    if (!table->second.stream.on && !kind.kinesis().on)
        return visit.reject("callers", fmt::format("table {} has no stream", use->table),
                            fmt::format("add stream = true to tables.{}", use->table));
    if (table->second.time_series.enabled())
        return visit.reject("callers", "the streams of a time series cannot be read here",
                            "use a plain table");
    if (!use->lease_table.empty() && !scenario.tables.contains(use->lease_table))
        visit.reject(
            "callers",
            fmt::format("there is no table \"{}\" for the leases", printable(use->lease_table)),
            fmt::format("add [tables.{}] with its capacity", use->lease_table));
    check_reader(table->second, kind, *workload.workload->flow(), visit);
}

void check_stream_circles(const Scenario& scenario, SettingsVisitor& visit) {
    // Which tables are written because of writes of a table, and by which workload.
    std::map<std::string, std::map<std::string, std::string>> causes;
    // A write in one Region of a global table is a record in the streams of all.
    const auto global = [&](const std::string& name) {
        const auto table = scenario.tables.find(name);
        const bool replica = table != scenario.tables.end() && !table->second.replica_of.empty();
        return replica ? table->second.replica_of : name;
    };
    for (const auto& [name, workload] : scenario.workloads) {
        const auto use = stream_of(workload);
        if (!use) continue;
        for (const std::string& table : written_tables(workload))
            causes[global(use->table)][global(table)] = name;
        if (!use->lease_table.empty()) causes[global(use->table)][global(use->lease_table)] = name;
    }
    for (const auto& cause : causes) {
        const std::string& start = cause.first;
        std::set<std::string> seen;
        std::vector<std::string> next{start};
        while (!next.empty()) {
            const std::string at = next.back();
            next.pop_back();
            const auto caused = causes.find(at);
            if (caused == causes.end()) continue;
            for (const auto& [table, workload] : caused->second) {
                if (table == start)
                    return visit.reject(
                        "workloads",
                        fmt::format("workloads.{}: its writes come back to the stream of {}, "
                                    "without end",
                                    workload, start),
                        "write to a table whose stream does not lead back");
                if (seen.insert(table).second) next.push_back(table);
            }
        }
    }
}

}  // namespace isotherm
