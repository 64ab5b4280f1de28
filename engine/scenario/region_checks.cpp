// SPDX-License-Identifier: Apache-2.0
// What can be said of Regions when the whole scenario has been read: two tables in one Region,
// strong consistency, and Regions that fail.

#include <fmt/format.h>

#include <algorithm>

#include "engine/callers/flow_settings.h"
#include "engine/requests/called_operations.h"
#include "engine/scenario/replica_settings.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

std::string replica_path(const TableSpec& table, const std::string& replica) {
    return fmt::format("tables.{}.replicas.{}", table.name, replica);
}

void check_apart(const TableSpec& table, SettingsVisitor& visit) {
    for (const auto& one : table.replicas) {
        const std::string& name = one.first;
        const std::string& region = one.second.region;
        if (region == table.region)
            visit.reject(
                replica_path(table, name),
                fmt::format("the table itself is in {}: it cannot be its own replica", region),
                fmt::format("give the replica another region, or add region to tables.{}",
                            table.name));
        const auto same = std::ranges::find_if(table.replicas, [&](const auto& other) {
            return other.first < name && other.second.region == region;
        });
        if (same != table.replicas.end())
            visit.reject(replica_path(table, name),
                         fmt::format("replica {} is in {}, too", same->first, region),
                         "a table has one replica in a Region");
    }
}

void check_strong(const TableSpec& table, SettingsVisitor& visit) {
    std::vector<std::string> regions{table.region};
    for (const auto& one : table.replicas) regions.push_back(one.second.region);
    const std::string& witness = table.replication.witness;
    if (!witness.empty()) regions.push_back(witness);
    const std::string path = fmt::format("tables.{}.replication", table.name);
    if (regions.size() != 3)
        visit.reject(path,
                     fmt::format("strong consistency needs three Regions, or two and a witness; "
                                 "there {} {}",
                                 regions.size() == 1 ? "is" : "are", regions.size()),
                     "change the replicas, or add witness");
    else if (!in_one_strong_set(regions))
        visit.reject(
            path,
            fmt::format("strong consistency is not offered across {}", fmt::join(regions, ", ")),
            "take us-east-1, us-east-2, us-west-2; or three of eu-west-1, eu-west-2, "
            "eu-west-3, eu-central-1; or ap-northeast-1, ap-northeast-2, ap-northeast-3");
}

bool is_strong(const Scenario& scenario, const std::string& name) {
    const auto table = scenario.tables.find(name);
    return table != scenario.tables.end() && table->second.replicated() &&
           table->second.replication.strong();
}

void reject_transaction(const std::string& workload, const char* setting, const std::string& table,
                        SettingsVisitor& visit) {
    visit.reject(fmt::format("workloads.{}.{}", workload, setting),
                 fmt::format("table {} has strong consistency across Regions, which refuses "
                             "transactions",
                             table),
                 "make single calls, or use consistency = \"eventual\"");
}

void check_transactions(const Scenario& scenario, const std::string& name,
                        const WorkloadSpec& workload, SettingsVisitor& visit) {
    if (workload.workload == nullptr) return;
    const auto look = [&](const std::vector<StepSettings>& steps, const char* setting) {
        for (const StepSettings& step : steps) {
            if (!step.call.starts_with("Transact")) continue;
            std::vector<std::string> tables{step.table.empty() ? workload.table : step.table};
            for (const PartSettings& part : step.parts)
                tables.push_back(part.table.empty() ? workload.table : part.table);
            const auto strong = std::ranges::find_if(
                tables, [&](const std::string& table) { return is_strong(scenario, table); });
            if (strong != tables.end()) reject_transaction(name, setting, *strong, visit);
        }
    };
    if (const FlowSettings* flow = workload.workload->flow(); flow != nullptr) {
        look(flow->steps, "steps");
        for (const auto& block : flow->blocks) look(block.second, "blocks");
    }
    if (!is_strong(scenario, workload.table)) return;
    for (const std::string& call : called_operations(*workload.workload))
        if (call.starts_with("Transact"))
            return reject_transaction(name, "operation", workload.table, visit);
}

void check_outage(const Scenario& scenario, const std::string& name, const OutageSpec& outage,
                  SettingsVisitor& visit) {
    const std::string path = fmt::format("outages.{}", name);
    std::vector<std::string> regions;
    bool there = false, elsewhere = false;
    for (const auto& one : scenario.tables) {
        const TableSpec& table = one.second;
        const std::string region = region_of(scenario, table);
        if (std::ranges::find(regions, region) == regions.end()) regions.push_back(region);
        if (region != outage.region) continue;
        there = true;
        elsewhere = elsewhere || table_in_region(scenario, table, outage.move_to) != nullptr;
    }
    if (!there)
        visit.reject(path + ".region",
                     fmt::format("no table is in \"{}\"", printable(outage.region)),
                     suggestion_text(outage.region, regions));
    if (outage.move_to.empty() || !there) return;
    if (outage.move_to == outage.region)
        visit.reject(path + ".move_to", "its callers cannot turn to the Region that fails",
                     "name another Region");
    else if (!elsewhere)
        visit.reject(path + ".move_to",
                     fmt::format("no table of {} has a replica in \"{}\"", outage.region,
                                 printable(outage.move_to)),
                     "name a Region with a replica");
}

// One of three Regions may fail, two may not: nothing could be written.
void check_quorum(const Scenario& scenario, const TableSpec& table, SettingsVisitor& visit) {
    for (const auto& [name, outage] : scenario.outages) {
        for (const auto& other : scenario.outages) {
            const OutageSpec& second = other.second;
            if (other.first <= name || second.region == outage.region ||
                second.begin >= outage.end || outage.begin >= second.end ||
                table_in_region(scenario, table, outage.region) == nullptr ||
                table_in_region(scenario, table, second.region) == nullptr)
                continue;
            visit.reject(fmt::format("outages.{}", other.first),
                         fmt::format("{} has strong consistency, which needs two Regions; {} and "
                                     "{} fail at the same time",
                                     table.name, outage.region, second.region),
                         "let one Region fail after the other");
        }
    }
}

}  // namespace

void outage_settings(Scenario& scenario, SettingsVisitor& visit) {
    std::vector<std::string> names;
    for (const auto& one : scenario.outages) names.push_back(one.first);
    visit.named({.name = "outages", .help = "Regions that fail and come back", .also = "events"},
                names, [&](const std::string& name, SettingsVisitor& inner) {
                    OutageSpec& outage = scenario.outages[name];
                    outage.settings(inner);
                    if (outage.begin >= scenario.duration && inner.given("begin"))
                        inner.reject(
                            "begin",
                            fmt::format("the run ends after {}", text_of(scenario.duration)),
                            "choose an earlier time, or make the run longer");
                    if (scenario.fidelity == Fidelity::cells)
                        inner.reject("", "fidelity = \"cells\" does not follow Regions that fail",
                                     "set fidelity = \"requests\"");
                });
}

void check_regions(Scenario& scenario, SettingsVisitor& visit) {
    if (!visit.reads()) return;
    for (auto& one : scenario.tables) {
        TableSpec& table = one.second;
        if (table.replicas.empty()) continue;
        table.region = region_of(scenario, table);
        check_apart(table, visit);
        if (!table.replication.strong()) continue;
        check_strong(table, visit);
        check_quorum(scenario, table, visit);
    }
    for (const auto& [name, outage] : scenario.outages) check_outage(scenario, name, outage, visit);
    for (const auto& [name, workload] : scenario.workloads)
        check_transactions(scenario, name, workload, visit);
}

}  // namespace isotherm
