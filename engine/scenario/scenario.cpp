// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/attributes/all_attributes.h"
#include "engine/attributes/attributes.h"
#include "engine/callers/flow_settings.h"
#include "engine/model/era_years.h"
#include "engine/requests/called_operations.h"
#include "engine/scenario/flow_of_workload.h"
#include "engine/scenario/job_checks.h"
#include "engine/scenario/key_rules.h"
#include "engine/scenario/queue_checks.h"
#include "engine/scenario/replica_settings.h"
#include "engine/scenario/series_tables.h"
#include "engine/scenario/stream_checks.h"
#include "engine/scenario/table_checks.h"
#include "engine/scenario/watch_rules.h"
#include "engine/scenario/written_calls.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

template <class Value>
std::vector<std::string> declared_in(const std::map<std::string, Value>& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

void table_settings(Scenario& scenario, const std::string& name, SettingsVisitor& visit) {
    TableSpec& table = scenario.tables[name];
    table.name = name;
    const auto scaling_of = [&scenario](const ResourceName& resource, SettingsVisitor& inner) {
        inner.group({.name = "scaling", .help = "scaling policies that change the capacity"},
                    [&](SettingsVisitor& group) { scenario.scaling[resource].settings(group); });
    };
    table.settings(visit, [&](const std::string& index, SettingsVisitor& inner) {
        IndexSpec& spec = table.indexes.at(index);
        spec.has_key = share_with_key(scenario, spec);
        check_shares(scenario.era, spec.capacity, spec.partitions, inner);
        check_index_key(scenario, table, spec, inner);
        check_collection(scenario, table, spec.collection, true, inner);
        scaling_of(ResourceName(name, index), inner);
    });
    for (auto& [index_name, index] : table.indexes)
        if (!index.global()) index.has_key = share_with_key(scenario, index);
    scaling_of(ResourceName(name), visit);
    replica_settings(scenario, table, visit);
    if (!is_resource_name(name)) {
        visit.reject("", fmt::format("\"{}\" cannot be a table name", printable(name)),
                     "table names are 3 to 255 characters of a-z A-Z 0-9 _ - .");
    }
    check_features(scenario.era, table, visit);
    check_table_key(scenario, table, visit);
    check_collection(scenario, table, table.collection, false, visit);
    if (scenario.fidelity == Fidelity::cells) reject_unknown_to_cells(table, visit);
    check_shares(scenario.era, table.capacity, table.partitions, visit);
    if (table.item_size > scenario.era.item_largest) {
        visit.reject("item_size",
                     fmt::format("an item of {} is larger than the largest item of the era, {}",
                                 text_of(table.item_size), text_of(scenario.era.item_largest)),
                     "make the item smaller or choose a later era");
    }
}

void change_settings(Scenario& scenario, const std::string& name, SettingsVisitor& visit) {
    TableChange& change = scenario.changes[name];
    change.settings(visit);
    const auto table = scenario.tables.find(change.table);
    if (table == scenario.tables.end()) {
        if (!visit.given("table")) return;  // a missing table is already reported
        visit.reject("table", fmt::format("there is no table \"{}\"", printable(change.table)),
                     suggestion_text(change.table, declared_in(scenario.tables)));
        return;
    }
    if (change.at >= scenario.duration) {
        visit.reject("at", fmt::format("the run ends after {}", text_of(scenario.duration)),
                     "choose an earlier time, or make the run longer");
    }
    if (table->second.time_series.enabled()) {
        visit.reject(
            "table",
            fmt::format("{} is a time series, whose tables cannot be changed here", change.table),
            "use its cool_read and cool_write, or a scaling policy");
    }
    for (const auto& [index, wanted] : change.indexes) {
        const auto found = table->second.indexes.find(index);
        if (found != table->second.indexes.end() && found->second.global()) continue;
        visit.reject(
            "indexes",
            fmt::format("table {} has no global index \"{}\"", change.table, printable(index)),
            suggestion_text(index, declared_in(table->second.indexes)));
    }
    check_mode_wanted(table->second, change, visit);
    if (change.mode == CapacityMode::on_demand && !scenario.era.on_demand)
        reject_later("mode", "on-demand mode was introduced in 2018", scenario.era, visit);
}

void check_eras(const std::vector<std::string>& eras, SettingsVisitor& visit) {
    const std::vector<std::string> known = era_names();
    for (const std::string& era : eras) {
        if (std::find(known.begin(), known.end(), era) != known.end()) continue;
        visit.reject("eras", fmt::format("there is no era \"{}\"", printable(era)),
                     suggestion_text(era, known));
    }
}

AskedOf asked_of(const Scenario& scenario, const WorkloadSpec& workload) {
    return {.index = !workload.index.empty(),
            .transactions = scenario.era.calls.transaction_items > 0,
            .era = scenario.era.name};
}

void workload_change_settings(const Scenario& scenario, WorkloadSpec& workload,
                              SettingsVisitor& visit) {
    if (visit.given("changes") && workload.workload != nullptr &&
        !workload.workload->can_change()) {
        visit.reject("changes",
                     workload.kind == "ycsb" ? "a YCSB workload cannot be changed during the run"
                                             : "a recorded stream cannot be changed during the run",
                     "remove the changes, or add a second workload");
    }
    visit.named(
        {.name = "changes",
         .help = "new settings of the requests from a certain time on",
         .inherits = true},
        declared_in(workload.changes), [&](const std::string& name, SettingsVisitor& inner) {
            WorkloadChange& change = workload.changes[name];
            change.kind = workload.kind;
            change.table_gives_keys =
                workload.keyed.contains(ResourceName(workload.table, workload.index));
            change.settings(inner);
            if (change.at >= scenario.duration) {
                inner.reject("at", fmt::format("the run ends after {}", text_of(scenario.duration)),
                             "choose an earlier time, or make the run longer");
            }
            if (change.workload == nullptr || !scenario.tables.contains(workload.table)) return;
            change.workload->check(workload_context(scenario, workload), inner);
            check_change_of_flow(*workload.workload, *change.workload, inner);
            WorkloadSpec changed = workload;
            changed.workload = change.workload;
            if (inner.reads() && runs_as_flow(scenario, changed) &&
                !runs_as_flow(scenario, workload))
                inner.reject("",
                             "the change makes callers wait that did not wait before: it cannot "
                             "add steps, limits, time-outs or hedged reads",
                             "give them to the workload from the start, or add a second workload");
            check_calls(*change.workload, asked_of(scenario, workload), inner);
            if (change.workload->call_items() != workload.workload->call_items()) {
                inner.reject("operation", "a change cannot alter how many items a call has",
                             "add a second workload instead");
            }
        });
}

void workload_settings(Scenario& scenario, const std::string& name, SettingsVisitor& visit) {
    WorkloadSpec& workload = scenario.workloads[name];
    workload.name = name;
    const bool keyed = has_key_expressions(scenario);  // its own settings do not change this
    if (keyed) workload.keyed = keyed_resources(scenario);
    workload.settings(visit);
    if (!scenario.tables.contains(workload.table)) {
        // A missing table is already reported.
        if (visit.given("table"))
            visit.reject("table",
                         fmt::format("there is no table \"{}\"", printable(workload.table)),
                         suggestion_text(workload.table, declared_in(scenario.tables)));
    } else if (!workload.index.empty() &&
               !scenario.tables[workload.table].indexes.contains(workload.index)) {
        visit.reject(
            "index",
            fmt::format("table {} has no index \"{}\"", workload.table, printable(workload.index)),
            suggestion_text(workload.index, declared_in(scenario.tables[workload.table].indexes)));
    } else if (workload.workload != nullptr) {
        workload.workload->check(
            workload_context(scenario, workload, keyed ? key_design(scenario) : nullptr), visit);
        check_calls(*workload.workload, asked_of(scenario, workload), visit);
        check_steps(scenario, workload, visit);
        if (keyed) check_recorded_keys(scenario, workload, visit);
    }
    workload_change_settings(scenario, workload, visit);
    if (scenario.fidelity == Fidelity::cells && workload.workload != nullptr &&
        scenario.tables.contains(workload.table))
        reject_unknown_to_cells(scenario, workload, visit);
}

}  // namespace

std::string book_of_era(std::string_view era) {
    if (era == "2012") return "use1-2012";
    if (era == "2013" || era == "2016") return "use1-2013";
    if (era == "2018" || era == "2019") return "use1-2018";
    return "use1-2024";
}

std::vector<std::string> provisioned_admissions() {
    std::vector<std::string> names = Catalog<AdmissionKind>::instance().names();
    std::erase(names, "on_demand");
    return names;
}

void WorkloadSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "table", .help = "the table its requests go to", .required = true}, table);
    visit.field({.name = "index", .help = "the index its queries go to; empty for the table"},
                index);
    if (workload == nullptr) {
        kind = visit.given("replay") ? "replay" : visit.given("ycsb") ? "ycsb" : "synthetic";
        workload = Catalog<WorkloadKind>::instance().create(kind);
    }
    if (workload != nullptr) {
        workload->take_keys_from_table(keyed.contains(ResourceName(table, index)));
        workload->settings(visit);
    }
    constexpr auto orders = words_of(SortOrder{});
    visit.field(
        {.name = "sort_keys",
         .help = "how the items of a partition key are chosen; default with a sort key: uniform"},
        Choice{sort_keys, {orders.begin(), orders.end()}});
    visit.field({.name = "client", .help = "what the callers do when they are throttled"},
                client.by("retry"));
    visit.group({.name = "like",
                 .help = "a bulk job of a client whose steps, callers, limit and retry mode the "
                         "workload has unless it says them itself",
                 .short_for = "kind"},
                [this](SettingsVisitor& inner) { like.settings(inner); });
    check_share_of_job(*this, visit);
}

bool Scenario::judges(const Expectation& expectation) const {
    if (expectation.eras.empty()) return judged_era.empty() || judged_era == era.name;
    return std::find(expectation.eras.begin(), expectation.eras.end(), era.name) !=
           expectation.eras.end();
}

// Rejects policies of tables that are on demand during the whole run, because they would never act.
void Scenario::check_scaling(SettingsVisitor& visit) const {
    for (const auto& scaled : scaling) {  // Clang 14 cannot capture structured bindings
        const ResourceName& resource = scaled.first;
        const auto table = tables.find(resource.table);
        if (table == tables.end() || scaled.second.empty()) continue;
        const bool provisioned_later = std::ranges::any_of(changes, [&](const auto& change) {
            return change.second.table == resource.table &&
                   change.second.mode == CapacityMode::provisioned;
        });
        if (!table->second.capacity.on_demand() || provisioned_later) continue;
        visit.reject(
            "tables",
            fmt::format("tables.{}{}{}.scaling: an on-demand table has no provisioned "
                        "throughput to scale",
                        resource.table, resource.is_index() ? ".indexes." : "", resource.index),
            "remove the policy, use provisioned mode, or add a change to that mode");
    }
}

void Scenario::check_until_done(SettingsVisitor& visit) const {
    const auto finite = [](const auto& one) {
        return one.second.workload != nullptr && one.second.workload->is_finite();
    };
    if (!until_done || std::ranges::any_of(workloads, finite)) return;
    visit.reject("until_done", "no workload ends by itself",
                 "remove it, or give a workload callers = { kind = \"items\", … } or a recorded "
                 "stream");
}

void Scenario::settings(SettingsVisitor& visit) {
    visit.field({.name = "name", .help = "what the run is called"}, name);
    std::string era_name = era.name;
    visit.field({.name = "era", .help = "the year whose DynamoDB is simulated"},
                Choice{era_name, era_names(), years_between_eras()});
    if (era_name != era.name) era = era_named(era_name).value_or(era);
    visit.field(
        {.name = "seed", .help = "seed of all random numbers", .lowest = 0, .highest = 9e18}, seed);
    visit.field(
        {.name = "start",
         .help = "calendar time at which the run starts, in UTC; without it, the start of the "
                 "recorded stream, if there is one"},
        start);
    visit.field({.name = "duration",
                 .help = "simulated time",
                 .lowest = 1e-6,
                 .highest = in_seconds(longest_run),
                 .required = true},
                duration);
    visit.field({.name = "until_done",
                 .help = "the run ends earlier, at the whole second at which all is done that ends "
                         "by itself: recorded streams and callers that share items"},
                until_done);
    choice_field(visit,
                 {.name = "fidelity",
                  .help = "what is simulated: every request, or cells, which are the numbers of "
                          "requests of each partition and second"},
                 fidelity);
    choice_field(visit,
                 {.name = "resolution",
                  .help = "what is recorded: each second, or each minute with its busiest second; "
                          "auto: seconds for runs of up to two days that follow requests"},
                 resolution);
    visit.group({.name = "model", .help = "parameters that override those of the era"},
                [this](SettingsVisitor& model) {
                    model.field({.name = "admission",
                                 .help = "the model that decides which requests are admitted"},
                                Choice{era.admission, provisioned_admissions()});
                    if (admission == nullptr || admission_name != era.admission) {
                        admission = Catalog<AdmissionKind>::instance().create(era.admission);
                        admission_name = era.admission;
                    }
                    if (admission != nullptr) admission->settings(model);
                    if (fidelity == Fidelity::cells && admission && !admission->knows_cells())
                        model.reject("nodes", "fidelity = \"cells\" does not follow storage nodes",
                                     "set nodes = 0 or fidelity = \"requests\"");
                    era.settings(model);
                });
    visit.named({.name = "attributes",
                 .help = "what items and actions are about; keys are expressions over them"},
                declared_in(attributes),
                [this](const std::string& attribute, SettingsVisitor& inner) {
                    AttributeSpec all;  // for visitors that describe what can be given
                    all.name = all_attributes;
                    const bool shown = inner.reads() || attributes.contains(attribute);
                    (shown ? attributes[attribute] : all).settings(inner);
                });
    check_attributes(attributes, visit);
    visit.named({.name = "tables", .help = "the tables", .required = true}, described_tables(*this),
                [this](const std::string& table, SettingsVisitor& inner) {
                    table_settings(*this, table, inner);
                });
    if (visit.reads()) add_replica_tables(*this);
    std::int64_t read = 0, write = 0;
    for (const auto& [table_name, table] : tables) {
        if (!table.replica_of.empty()) continue;  // quotas are those of a Region
        read += table.capacity.provisioned.read;
        write += table.capacity.provisioned.write;
    }
    if (era.enforce_quotas && std::max(read, write) > era.account_quota) {
        visit.reject(
            "tables",
            fmt::format("together more than the account quota in {}: {} units per second", era.name,
                        era.account_quota),
            "reduce capacity, raise model.account_quota, or set model.enforce_quotas = false");
    }
    if (visit.reads()) {
        latency_given = visit.given("latency");
        if (era.name == "2012" || era.name == "2013") latency.use_first_years();
    }
    if (visit.reads() || latency_given) {
        visit.group({.name = "latency",
                     .help = "how long calls take, for workloads with steps or callers; if it is "
                             "given, for all"},
                    [this](SettingsVisitor& inner) { latency.settings(inner); });
    }
    caches_setting(visit, caches, fidelity == Fidelity::requests);
    visit.named({.name = "workloads", .help = "where requests come from", .required = true},
                declared_in(workloads),
                [this](const std::string& workload, SettingsVisitor& inner) {
                    workload_settings(*this, workload, inner);
                });
    visit.named({.name = "changes",
                 .help = "changes of tables that are requested during the run (UpdateTable)"},
                declared_in(changes), [this](const std::string& change, SettingsVisitor& inner) {
                    change_settings(*this, change, inner);
                });
    check_queues(*this, workload_settings, visit);
    outage_settings(*this, visit);
    check_written_calls(*this, visit);
    check_written_by(*this, visit);
    jobs_setting(*this, visit);
    watch_settings(*this, visit);
    check_scaling(visit);
    check_until_done(visit);
    check_stream_circles(*this, visit);
    if (!billing_chosen) billing.book = book_of_era(era.name);
    billing_chosen = true;
    billing.folder = folder;
    visit.group({.name = "billing", .help = "prices and reserved capacity"},
                [this](SettingsVisitor& inner) { billing.settings(inner); });
    check_regions(*this, visit);
    visit.group(
        {.name = "control_plane", .help = "how long DynamoDB's control plane takes for changes"},
        [this](SettingsVisitor& inner) { control.settings(inner); });
    visit.group({.name = "on_demand", .help = "how tables in on-demand mode grow"},
                [this](SettingsVisitor& inner) { on_demand->settings(inner); });
    visit.group({.name = "limits",
                 .help = "limits checked at the end of the run; a broken one gives exit code 3"},
                [this](SettingsVisitor& inner) { limits.settings(inner); });
    visit.named(
        {.name = "expect", .help = "expected values in the report; a broken one gives exit code 3"},
        declared_in(expectations), [this](const std::string& point, SettingsVisitor& inner) {
            Expectation& expectation = expectations[point];
            expectation.settings(inner);
            check_eras(expectation.eras, inner);
        });
}

}  // namespace isotherm
