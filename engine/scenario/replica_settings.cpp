// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/replica_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

constexpr const char* follow_requests_of_regions = "set fidelity = \"requests\"";
constexpr std::size_t longest_replica_name = 64;

bool is_replica_name(const std::string& name) {
    return !name.empty() && name.size() <= longest_replica_name &&
           std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

void check_region_code(const char* setting, const std::string& region, SettingsVisitor& visit) {
    if (region.empty() || is_aws_region(region)) return;
    visit.reject(setting, fmt::format("there is no AWS Region \"{}\"", printable(region)),
                 suggestion_text(region, aws_regions()));
}

void one_replica(Scenario& scenario, TableSpec& table, const std::string& name,
                 SettingsVisitor& visit) {
    ReplicaSpec& replica = table.replicas[name];
    if (visit.reads()) {
        replica.region = name;
        replica.capacity = table.capacity;
        replica.own_capacity = visit.given("capacity");
    }
    if (!replica.capacity.inherits) replica.capacity.inherits = true;
    visit.field({.name = "region",
                 .help = "AWS Region of the replica, such as \"eu-west-1\"; default: its name"},
                replica.region);
    // Without it, the replica has the capacity of its table, as one that DynamoDB creates.
    if (!visit.reads() || replica.own_capacity)
        visit.group({.name = "capacity",
                     .help = "throughput of the replica; default: that of its table",
                     .also = "throughput provisioned_throughput"},
                    [&](SettingsVisitor& inner) { replica.capacity.settings(inner); });
    ScalingPlan& plan = scenario.scaling[ResourceName(replica_name(table.name, name))];
    if (visit.reads() && !visit.given("scaling")) plan = scenario.scaling[ResourceName(table.name)];
    visit.group(
        {.name = "scaling", .help = "scaling policies of the replica; default: those of its table"},
        [&](SettingsVisitor& inner) { plan.settings(inner); });
    if (!is_replica_name(name))
        visit.reject("", fmt::format("\"{}\" cannot be the name of a replica", printable(name)),
                     "names of replicas are 1 to 64 characters of a-z A-Z 0-9 _ - .");
    check_region_code("region", replica.region, visit);
    if (replica.capacity.on_demand() != table.capacity.on_demand())
        visit.reject("capacity", "all Regions of a global table have the same capacity mode",
                     table.capacity.on_demand() ? "use mode = \"on_demand\", or leave capacity out"
                                                : "give it read and write units");
    const Throughput& units = replica.capacity.provisioned;
    if (scenario.era.enforce_quotas && std::max(units.read, units.write) > scenario.era.table_quota)
        visit.reject("capacity",
                     fmt::format("more than the table quota in {}: {} units per second",
                                 scenario.era.name, scenario.era.table_quota),
                     "reduce it, raise model.table_quota, or set model.enforce_quotas = false");
    if (table.replication.version == GlobalTableVersion::v2017 &&
        units.write != table.capacity.provisioned.write)
        visit.reject("capacity",
                     fmt::format("version 2017 of global tables needs the same write capacity in "
                                 "all Regions: {} here, {} in the table",
                                 units.write, table.capacity.provisioned.write),
                     "make both the same");
}

void check_version(const Scenario& scenario, const TableSpec& table, SettingsVisitor& visit) {
    const std::string& era = scenario.era.name;
    const ReplicationSpec& spec = table.replication;
    const bool first_version = spec.version == GlobalTableVersion::v2017;
    if (era < "2018")
        visit.reject(
            "replicas",
            fmt::format("global tables were introduced in November 2017; the era is {}", era),
            "choose era = \"2018\" or later");
    else if (era < "2019" && !first_version)
        visit.reject(
            "replication",
            fmt::format("version 2019 was introduced in November 2019; the era is {}", era),
            "choose era = \"2019\" or later, or version = \"2017\"");
    if (first_version && table.size.count > 0)
        visit.reject("size", "in version 2017 a table must be empty when replicas are added to it",
                     "remove the size, or use version 2019");
    if (first_version && table.stream.on && table.stream.view != StreamView::both)
        visit.reject("stream", "version 2017 replicates from a stream with old and new images",
                     "use view = \"both\", or version 2019");
    if (!spec.strong()) {
        if (!spec.witness.empty())
            visit.reject("replication", "only strong consistency has a witness",
                         "remove it, or use consistency = \"strong\"");
        return;
    }
    if (era < "2025")
        visit.reject("replication",
                     fmt::format("multi-Region strong consistency was introduced in June 2025; the "
                                 "era is {}",
                                 era),
                     "choose era = \"2025\" or later");
    if (first_version)
        visit.reject("replication", "version 2017 has no strong consistency",
                     "use version = \"2019\"");
    if (table.time_to_live > 0s)
        visit.reject("time_to_live", "a global table with strong consistency has no time to live",
                     "remove it, or use consistency = \"eventual\"");
}

}  // namespace

void replica_settings(Scenario& scenario, TableSpec& table, SettingsVisitor& visit) {
    visit.field(
        {.name = "region", .help = "AWS Region of the table; default: that of the price book"},
        table.region);
    check_region_code("region", table.region, visit);
    if (visit.reads() && scenario.era.name == "2018")
        table.replication.version = GlobalTableVersion::v2017;
    visit.group({.name = "replication",
                 .help = "how its Regions exchange writes, if it has replicas",
                 .also = "global_table"},
                [&](SettingsVisitor& inner) { table.replication.settings(inner); });
    std::vector<std::string> names;
    for (const auto& one : table.replicas) names.push_back(one.first);
    visit.named({.name = "replicas",
                 .help = "the table in other Regions (global table); workloads call one as "
                         "TABLE@REPLICA",
                 .also = "replica"},
                names, [&](const std::string& name, SettingsVisitor& inner) {
                    one_replica(scenario, table, name, inner);
                });
    if (table.replicas.empty()) return;
    check_version(scenario, table, visit);
    if (table.time_series.enabled())
        visit.reject("replicas", "the tables of a time series cannot have replicas here",
                     "use a plain table");
    if (scenario.fidelity == Fidelity::cells)
        visit.reject("replicas", "fidelity = \"cells\" does not follow single writes",
                     follow_requests_of_regions);
}

void add_replica_tables(Scenario& scenario) {
    std::erase_if(scenario.tables, [](const auto& one) { return !one.second.replica_of.empty(); });
    std::vector<TableSpec> made;
    for (const auto& one : scenario.tables) {
        const TableSpec& table = one.second;
        for (const auto& [name, replica] : table.replicas) {
            TableSpec& copy = made.emplace_back(table);
            copy.name = replica_name(table.name, name);
            copy.replica_of = table.name;
            copy.region = replica.region;
            copy.capacity = replica.capacity;
            const Throughput& own = replica.capacity.provisioned;
            const Throughput& its = table.capacity.provisioned;
            if (own.read != its.read || own.write != its.write) copy.partitions = 0;
            copy.replicas.clear();
            for (const auto& index : copy.indexes)
                if (const auto plan = scenario.scaling.find(ResourceName(table.name, index.first));
                    plan != scenario.scaling.end())
                    scenario.scaling[ResourceName(copy.name, index.first)] = plan->second;
        }
    }
    for (TableSpec& table : made) {
        std::string name = table.name;
        scenario.tables.insert_or_assign(std::move(name), std::move(table));
    }
}

std::vector<std::string> described_tables(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& [name, table] : scenario.tables)
        if (table.replica_of.empty()) names.push_back(name);
    return names;
}

std::string region_of(const Scenario& scenario, const TableSpec& table) {
    return table.region.empty() ? scenario.billing.chosen_book().region() : table.region;
}

PriceBook price_book(const Scenario& scenario) {
    const PriceBook home = scenario.billing.chosen_book();
    PriceBook book = home;
    for (const auto& [name, table] : scenario.tables)
        if (table.replicated() && region_of(scenario, table) != home.region())
            book.price_elsewhere(name,
                                 scenario.billing.books().beside(home, region_of(scenario, table)));
    return book;
}

const TableSpec* table_in_region(const Scenario& scenario, const TableSpec& table,
                                 const std::string& region) {
    const std::string& origin = table.replica_of.empty() ? table.name : table.replica_of;
    for (const auto& one : scenario.tables) {
        const TableSpec& other = one.second;
        if ((other.name == origin || other.replica_of == origin) &&
            region_of(scenario, other) == region)
            return &other;
    }
    return nullptr;
}

RegionOutages region_outages(const Scenario& scenario, const Tables& tables) {
    std::vector<RegionOutages::Outage> outages;
    for (const auto& [name, spec] : scenario.outages) {
        RegionOutages::Outage outage;
        outage.name = name;
        outage.region = spec.region;
        outage.begin = sim_start + spec.begin;
        outage.end = sim_start + spec.end;
        if (!spec.move_to.empty()) outage.moves_at = outage.begin + spec.move_after;
        for (std::uint32_t t = 0; t < tables.size(); ++t) {
            const ResourceName& resource = tables.tables[t].name;
            outage.instead.push_back({t});
            outage.down.push_back(0);
            // The tables of a time series stand under other names, in the Region of prices.
            const auto found = scenario.tables.find(resource.table);
            const TableSpec* table = found == scenario.tables.end() ? nullptr : &found->second;
            const std::string region = table == nullptr ? scenario.billing.chosen_book().region()
                                                        : region_of(scenario, *table);
            if (region != spec.region) continue;
            outage.down.back() = 1;
            if (table == nullptr || spec.move_to.empty()) continue;
            if (const TableSpec* other = table_in_region(scenario, *table, spec.move_to))
                outage.instead.back() = *tables.named(other->name, resource.index);
        }
        outages.push_back(std::move(outage));
    }
    return RegionOutages(std::move(outages));
}

}  // namespace isotherm
