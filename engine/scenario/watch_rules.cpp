// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/watch_rules.h"

#include <fmt/format.h>

#include "engine/alarms/table_metrics.h"
#include "engine/callers/flow_settings.h"
#include "engine/scenario/key_rules.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

template <class Value>
std::vector<std::string> keys_of(const std::map<std::string, Value>& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

// An alarm on the age of what nobody reads, or on the lag to Regions that are not there.
void check_readers(const Scenario& scenario, const AlarmSpec& alarm, SettingsVisitor& visit) {
    if (alarm.metric == "ReplicationLatency") {
        const auto table = scenario.tables.find(alarm.table);
        if (table == scenario.tables.end()) return;  // already reported
        if (!table->second.replicated())
            visit.reject("metric", fmt::format("{} has no replicas", alarm.table),
                         "name a global table");
        else if (table->second.replication.strong())
            visit.reject("metric",
                         fmt::format("{} has strong consistency: CloudWatch has no "
                                     "ReplicationLatency of it",
                                     alarm.table),
                         "choose another metric");
        return;
    }
    for (const auto& one : scenario.workloads) {
        const FlowSettings* flow =
            one.second.workload == nullptr ? nullptr : one.second.workload->flow();
        if (flow != nullptr && flow->reads_stream() &&
            flow->callers->stream()->table == alarm.table)
            return;
    }
    visit.reject("metric", fmt::format("no workload reads the stream of {}", alarm.table),
                 "add a workload with callers = { kind = \"stream\", … }");
}

void check_alarm_metric(const Scenario& scenario, const AlarmSpec& alarm, SettingsVisitor& visit) {
    const auto metric = table_metric_named(alarm.metric);
    if (!metric) return;  // already reported
    const TableMetric& watched = table_metrics()[*metric];
    if (watched.of_whole_table && !alarm.index.empty()) {
        visit.reject("metric", fmt::format("{} has no dimension for indexes", alarm.metric),
                     "remove index, or choose a metric of throttle events or units");
    }
    if (watched.of_reason && !scenario.era.throttle_reasons) {
        visit.reject("metric",
                     fmt::format("metrics of single reasons exist since 2025; the era is {}",
                                 scenario.era.name),
                     fmt::format("use {}ThrottleEvents, or a later era",
                                 watched.side == Side::read ? "Read" : "Write"));
    }
    if (watched.of_readers && !alarm.table.empty()) check_readers(scenario, alarm, visit);
    if (watched.level && alarm.period % watched.period != 0us) {
        visit.reject("period", fmt::format("{} has a datapoint every five minutes", alarm.metric),
                     "choose a multiple of 5m");
    }
}

// Whether an attribute can be told from the number of the action alone.
bool is_told(const Attributes& attributes, std::uint32_t attribute) {
    std::optional<std::uint32_t> at = attribute;
    for (; at; at = attributes.parent(*at)) {
        if (attributes.spec(*at).of == "key") return false;
    }
    return true;
}

void check_tenant_attribute(const Scenario& scenario, const char* setting, const std::string& name,
                            SettingsVisitor& visit) {
    if (name.empty()) return;
    if (!scenario.attributes.contains(name)) {
        visit.reject(setting, fmt::format("there is no attribute \"{}\"", printable(name)),
                     suggestion_text(name, keys_of(scenario.attributes)));
        return;
    }
    if (scenario.attributes.at(name).written()) {
        visit.reject(setting,
                     fmt::format("{} stands for an item that was written, which requests do not "
                                 "have",
                                 name),
                     "choose an attribute that the requests draw");
        return;
    }
    const auto design = plain_key_design(scenario);
    if (!is_told(design->attributes, design->attributes.named(name).value())) {
        visit.reject(setting, fmt::format("{} is a function of the recorded key", name),
                     "choose an attribute that the requests draw");
    }
}

// Rejects an alarm on a table or index that is not there, or on a metric it does not have.
void check_alarm(const Scenario& scenario, const AlarmSpec& alarm, SettingsVisitor& visit) {
    if (!visit.reads()) return;
    const auto table = scenario.tables.find(alarm.table);
    if (table == scenario.tables.end()) {
        if (!visit.given("table")) return;  // a missing table is already reported
        visit.reject("table", fmt::format("there is no table \"{}\"", printable(alarm.table)),
                     suggestion_text(alarm.table, keys_of(scenario.tables)));
        return;
    }
    if (table->second.time_series.enabled()) {
        visit.reject(
            "table",
            fmt::format("{} is a time series: an alarm watches a single table", alarm.table),
            "watch a table that lasts the whole run");
    }
    const auto index = table->second.indexes.find(alarm.index);
    if (!alarm.index.empty() && (index == table->second.indexes.end() || !index->second.global())) {
        visit.reject(
            "index",
            fmt::format("table {} has no global index \"{}\"", alarm.table, printable(alarm.index)),
            suggestion_text(alarm.index, keys_of(table->second.indexes)));
    }
    check_alarm_metric(scenario, alarm, visit);
}

// Rejects attributes that are not there, or that a request cannot tell.
void check_tenants(const Scenario& scenario, SettingsVisitor& visit) {
    if (!visit.reads() || !scenario.tenants.given()) return;
    check_tenant_attribute(scenario, "attribute", scenario.tenants.attribute, visit);
    check_tenant_attribute(scenario, "caller", scenario.tenants.caller, visit);
    if (scenario.fidelity == Fidelity::cells) {
        visit.reject("attribute", "fidelity = \"cells\" draws counts and does not follow tenants",
                     "set fidelity = \"requests\"");
    }
    if (scenario.tenants.caller.empty()) return;
    for (const auto& [name, workload] : scenario.workloads) {
        if (!runs_as_flow(scenario, workload)) continue;
        visit.reject("caller",
                     fmt::format("workload {} has steps or waits for answers: who asks is not "
                                 "compared there",
                                 name),
                     "remove caller, or let the workload send plain requests");
    }
}

}  // namespace

void watch_settings(Scenario& scenario, SettingsVisitor& visit) {
    visit.named(
        {.name = "alarms",
         .help = "CloudWatch alarms on the tables' metrics; they say when an operator would "
                 "be told and change nothing"},
        keys_of(scenario.alarms), [&](const std::string& alarm, SettingsVisitor& inner) {
            scenario.alarms[alarm].settings(inner);
            check_alarm(scenario, scenario.alarms[alarm], inner);
        });
    visit.group({.name = "tenants", .help = "whose requests are counted apart"},
                [&](SettingsVisitor& inner) {
                    scenario.tenants.settings(inner);
                    check_tenants(scenario, inner);
                });
}

}  // namespace isotherm
