// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/table_setting.h"

#include <fmt/format.h>

namespace isotherm {
namespace {

TomlPath place_path(const ResourceName& resource) {
    TomlPath path{"tables", resource.table};
    if (resource.is_index()) path.insert(path.end(), {"indexes", resource.index});
    return path;
}

TomlPath under(TomlPath path, std::initializer_list<std::string> names) {
    path.insert(path.end(), names);
    return path;
}

const CapacitySpec& capacity_of(const Scenario& scenario, const ResourceName& resource) {
    const TableSpec& table = scenario.tables.at(resource.table);
    return resource.is_index() ? table.indexes.at(resource.index).capacity : table.capacity;
}

void remove_policies(const TomlPath& place, std::vector<RemedyEdit>& edits) {
    for (const char* side : {"read", "write", "both"})
        edits.push_back({under(place, {"scaling", side}), ""});
}

void on_demand_place(const TomlPath& place, const Throughput& warm,
                     std::vector<RemedyEdit>& edits) {
    edits.push_back({under(place, {"capacity", "mode"}), "\"on_demand\""});
    for (const char* side : {"read", "write"})
        edits.push_back({under(place, {"capacity", side}), ""});
    remove_policies(place, edits);
    if (warm.read > 0)
        edits.push_back({under(place, {"capacity", "warm_read"}), toml_of(warm.read)});
    if (warm.write > 0)
        edits.push_back({under(place, {"capacity", "warm_write"}), toml_of(warm.write)});
}

void provisioned_place(const CapacitySpec& now, const TomlPath& place,
                       const BySide<SideSetting>& sides, const Throughput& start,
                       std::vector<RemedyEdit>& edits) {
    if (now.on_demand()) {
        for (const char* of_mode : {"previous_peak_read", "previous_peak_write", "warm_read",
                                    "warm_write", "maximum_read", "maximum_write"})
            edits.push_back({under(place, {"capacity", of_mode}), ""});
        edits.push_back({under(place, {"capacity", "mode"}), "\"provisioned\""});
    }
    remove_policies(place, edits);
    for (const Side side : both_sides) {
        const std::string name(side_names[side]);
        edits.push_back(
            {under(place, {"capacity", name}), toml_of(sides[side].start(start.of(side)))});
        if (const std::string policy = sides[side].policy(); !policy.empty())
            edits.push_back({under(place, {"scaling", name}), policy});
    }
}

}  // namespace

std::string TableSetting::text() const {
    if (kind == TableKind::on_demand)
        return warm.read + warm.write > 0
                   ? fmt::format("on-demand mode, warm for {} reads and {} writes", warm.read,
                                 warm.write)
                   : "on-demand mode";
    std::string text;
    for (const auto& [resource, sides] : places) {
        if (!text.empty()) text += "; ";
        if (resource.is_index()) text += printable(resource.index) + ": ";
        text +=
            fmt::format("reads {}, writes {}", sides[Side::read].text(), sides[Side::write].text());
    }
    return text;
}

std::vector<std::string> planned_tables(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& [name, table] : scenario.tables)
        if (!table.time_series.enabled()) names.push_back(name);
    return names;
}

std::vector<ResourceName> places_of(const Scenario& scenario, const std::string& table) {
    std::vector<ResourceName> places{ResourceName(table)};
    for (const auto& [name, index] : scenario.tables.at(table).indexes)
        if (index.global()) places.emplace_back(table, name);
    return places;
}

std::vector<std::string> dropped_changes(const Scenario& scenario, const std::string& table) {
    std::vector<std::string> names;
    for (const auto& [name, change] : scenario.changes)
        if (change.table == table) names.push_back(name);
    return names;
}

std::vector<RemedyEdit> edits_of(const Scenario& scenario, const std::string& table,
                                 const TableSetting& setting) {
    std::vector<RemedyEdit> edits;
    for (const std::string& name : dropped_changes(scenario, table))
        edits.push_back({{"changes", name}, ""});
    for (const ResourceName& resource : places_of(scenario, table)) {
        const TomlPath place = place_path(resource);
        const auto found = setting.places.find(resource);
        if (setting.kind == TableKind::on_demand)
            on_demand_place(place, resource.is_index() ? Throughput{} : setting.warm, edits);
        else if (found != setting.places.end())
            provisioned_place(capacity_of(scenario, resource), place, found->second, setting.start,
                              edits);
    }
    return edits;
}

std::optional<std::string> with_edits(const std::string& text,
                                      const std::vector<RemedyEdit>& edits) {
    Remedy all;
    all.edits = edits;
    return with_remedy(text, all);
}

}  // namespace isotherm
