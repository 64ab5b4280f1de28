// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/exporting/settings_files.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// A name in Terraform has letters, digits, _ and -, and begins with a letter or _.
std::string label_of(const std::string& name) {
    std::string label;
    for (const char c : name)
        label += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' ? c : '_';
    return std::isdigit(static_cast<unsigned char>(label.front())) != 0 || label.front() == '-'
               ? "_" + label
               : label;
}

// Percent, without the last bits of a binary fraction.
Json percent_of(double share) {
    const double percent = std::round(share * 1e8) / 1e6;
    return percent == std::floor(percent) ? Json(static_cast<std::int64_t>(percent))
                                          : Json(percent);
}

void add_capacity(const DeployedTable& table, const DeployedResource& resource, Json& into) {
    if (!table.on_demand) {
        into["read_capacity"] = resource.provisioned.read;
        into["write_capacity"] = resource.provisioned.write;
        return;
    }
    if (resource.maximum.read > 0 || resource.maximum.write > 0) {
        Json most = Json::object();
        if (resource.maximum.read > 0) most["max_read_request_units"] = resource.maximum.read;
        if (resource.maximum.write > 0) most["max_write_request_units"] = resource.maximum.write;
        into["on_demand_throughput"] = {most};
    }
    if (resource.warm.read > 0 && resource.warm.write > 0)
        into["warm_throughput"] = {{{"read_units_per_second", resource.warm.read},
                                    {"write_units_per_second", resource.warm.write}}};
}

Json table_json(const DeployedTable& table) {
    Json json{{"name", table.own.name},
              {"billing_mode", table.on_demand ? "PAY_PER_REQUEST" : "PROVISIONED"},
              {"hash_key", table.own.partition_key}};
    if (!table.own.sort_key.empty()) json["range_key"] = table.own.sort_key;
    add_capacity(table, table.own, json);
    if (table.infrequent_access) json["table_class"] = "STANDARD_INFREQUENT_ACCESS";
    if (table.point_in_time_recovery) json["point_in_time_recovery"] = {{{"enabled", true}}};
    std::set<std::string> attributes;
    for (const DeployedResource* resource : table.resources())
        for (const std::string& key : {resource->partition_key, resource->sort_key})
            if (!key.empty()) attributes.insert(key);
    json["attribute"] = Json::array();
    for (const std::string& name : attributes)
        json["attribute"].push_back({{"name", name}, {"type", "S"}});
    for (const DeployedResource& index : table.indexes) {
        Json entry{{"name", index.name},
                   {"hash_key", index.partition_key},
                   {"projection_type", index.projection}};
        if (!index.sort_key.empty()) entry["range_key"] = index.sort_key;
        add_capacity(table, index, entry);
        json["global_secondary_index"].push_back(std::move(entry));
    }
    if (!table.own.scaling.empty())
        json["lifecycle"] = {{{"ignore_changes", {"read_capacity", "write_capacity"}}}};
    return json;
}

void add_scaling(const DeployedTable& table, const DeployedResource& resource,
                 const DeployedScaling& scaling, Json& resources) {
    const std::string label =
        label_of(table.own.name) +
        (table.is_index(resource) ? "-" + label_of(resource.name) : std::string()) + "-" +
        std::string(side_names[scaling.side]);
    const Json same{
        {"service_namespace", "dynamodb"},
        {"resource_id", table.scaled_name(resource)},
        {"scalable_dimension", scalable_dimension(table.is_index(resource), scaling.side)}};
    Json target = same;
    target["min_capacity"] = scaling.min;
    target["max_capacity"] = scaling.max;
    target["depends_on"] = {"aws_dynamodb_table." + label_of(table.own.name)};
    resources["aws_appautoscaling_target"][label] = target;
    const Json after = {"aws_appautoscaling_target." + label};
    if (scaling.target) {
        Json policy = same;
        policy["name"] = label;
        policy["policy_type"] = "TargetTrackingScaling";
        policy["target_tracking_scaling_policy_configuration"] = {
            {{"target_value", percent_of(*scaling.target)},
             {"scale_out_cooldown", scaling.scale_out_cooldown_s},
             {"scale_in_cooldown", scaling.scale_in_cooldown_s},
             {"disable_scale_in", !scaling.scale_in},
             {"predefined_metric_specification",
              {{{"predefined_metric_type", utilization_metric(scaling.side)}}}}}};
        policy["depends_on"] = after;
        resources["aws_appautoscaling_policy"][label] = policy;
    }
    int number = 0;
    for (const DeployedAction& action : scaling.actions) {
        Json scheduled = same;
        scheduled["name"] = action.name;
        scheduled["schedule"] = action.schedule;
        Json bounds = Json::object();
        if (action.min > 0) bounds["min_capacity"] = action.min;
        if (action.max > 0) bounds["max_capacity"] = action.max;
        scheduled["scalable_target_action"] = {bounds};
        scheduled["depends_on"] = after;
        resources["aws_appautoscaling_scheduled_action"][fmt::format("{}-{}", label, ++number)] =
            scheduled;
    }
}

}  // namespace

std::string terraform_text(const DeployedSettings& settings) {
    Json resources = Json::object();
    for (const DeployedTable& table : settings.tables) {
        resources["aws_dynamodb_table"][label_of(table.own.name)] = table_json(table);
        for (const DeployedResource* resource : table.resources())
            for (const DeployedScaling& scaling : resource->scaling)
                add_scaling(table, *resource, scaling, resources);
    }
    return written_json({{"resource", resources}}) + "\n";
}

}  // namespace isotherm
