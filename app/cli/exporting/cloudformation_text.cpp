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

// Logical ids have letters and digits.
std::string id_of(const std::string& name) {
    std::string id;
    bool upper = true;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            upper = true;
            continue;
        }
        id += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = false;
    }
    return id;
}

void add_keys(const DeployedResource& resource, Json& into) {
    into["KeySchema"] = Json::array();
    into["KeySchema"].push_back({{"AttributeName", resource.partition_key}, {"KeyType", "HASH"}});
    if (!resource.sort_key.empty())
        into["KeySchema"].push_back({{"AttributeName", resource.sort_key}, {"KeyType", "RANGE"}});
}

void add_throughput(const DeployedTable& table, const DeployedResource& resource, Json& into) {
    if (!table.on_demand) {
        into["ProvisionedThroughput"] = {{"ReadCapacityUnits", resource.provisioned.read},
                                         {"WriteCapacityUnits", resource.provisioned.write}};
        return;
    }
    if (resource.maximum.read > 0)
        into["OnDemandThroughput"]["MaxReadRequestUnits"] = resource.maximum.read;
    if (resource.maximum.write > 0)
        into["OnDemandThroughput"]["MaxWriteRequestUnits"] = resource.maximum.write;
    if (resource.warm.read > 0 && resource.warm.write > 0)
        into["WarmThroughput"] = {{"ReadUnitsPerSecond", resource.warm.read},
                                  {"WriteUnitsPerSecond", resource.warm.write}};
}

Json table_properties(const DeployedTable& table) {
    Json json{{"TableName", table.own.name},
              {"BillingMode", table.on_demand ? "PAY_PER_REQUEST" : "PROVISIONED"}};
    add_keys(table.own, json);
    std::set<std::string> attributes;
    for (const DeployedResource* resource : table.resources())
        for (const std::string& key : {resource->partition_key, resource->sort_key})
            if (!key.empty()) attributes.insert(key);
    json["AttributeDefinitions"] = Json::array();
    for (const std::string& name : attributes)
        json["AttributeDefinitions"].push_back({{"AttributeName", name}, {"AttributeType", "S"}});
    add_throughput(table, table.own, json);
    if (table.infrequent_access) json["TableClass"] = "STANDARD_INFREQUENT_ACCESS";
    if (table.point_in_time_recovery)
        json["PointInTimeRecoverySpecification"] = {{"PointInTimeRecoveryEnabled", true}};
    for (const DeployedResource& index : table.indexes) {
        Json entry{{"IndexName", index.name}};
        add_keys(index, entry);
        entry["Projection"] = {{"ProjectionType", index.projection}};
        add_throughput(table, index, entry);
        json["GlobalSecondaryIndexes"].push_back(std::move(entry));
    }
    return json;
}

double percent_of_share(double share) { return std::round(share * 1e8) / 1e6; }

void add_target(const DeployedTable& table, const DeployedResource& resource,
                const DeployedScaling& scaling, Json& resources) {
    const std::string id = id_of(table.own.name) +
                           (table.is_index(resource) ? id_of(resource.name) : std::string()) +
                           (scaling.side == Side::read ? "Read" : "Write");
    Json target{{"ServiceNamespace", "dynamodb"},
                {"ResourceId", table.scaled_name(resource)},
                {"ScalableDimension", scalable_dimension(table.is_index(resource), scaling.side)},
                {"MinCapacity", scaling.min},
                {"MaxCapacity", scaling.max}};
    for (const DeployedAction& action : scaling.actions) {
        Json bounds = Json::object();
        if (action.min > 0) bounds["MinCapacity"] = action.min;
        if (action.max > 0) bounds["MaxCapacity"] = action.max;
        target["ScheduledActions"].push_back({{"ScheduledActionName", action.name},
                                              {"Schedule", action.schedule},
                                              {"ScalableTargetAction", bounds}});
    }
    resources[id + "Target"] = {{"Type", "AWS::ApplicationAutoScaling::ScalableTarget"},
                                {"DependsOn", id_of(table.own.name)},
                                {"Properties", target}};
    if (!scaling.target) return;
    resources[id + "Policy"] = {
        {"Type", "AWS::ApplicationAutoScaling::ScalingPolicy"},
        {"Properties",
         {{"PolicyName", id},
          {"PolicyType", "TargetTrackingScaling"},
          {"ScalingTargetId", {{"Ref", id + "Target"}}},
          {"TargetTrackingScalingPolicyConfiguration",
           {{"TargetValue", percent_of_share(*scaling.target)},
            {"ScaleOutCooldown", scaling.scale_out_cooldown_s},
            {"ScaleInCooldown", scaling.scale_in_cooldown_s},
            {"DisableScaleIn", !scaling.scale_in},
            {"PredefinedMetricSpecification",
             {{"PredefinedMetricType", utilization_metric(scaling.side)}}}}}}}};
}

}  // namespace

std::string cloudformation_text(const DeployedSettings& settings) {
    Json resources = Json::object();
    for (const DeployedTable& table : settings.tables) {
        resources[id_of(table.own.name)] = {{"Type", "AWS::DynamoDB::Table"},
                                            {"Properties", table_properties(table)}};
        for (const DeployedResource* resource : table.resources())
            for (const DeployedScaling& scaling : resource->scaling)
                add_target(table, *resource, scaling, resources);
    }
    return written_json({{"AWSTemplateFormatVersion", "2010-09-09"}, {"Resources", resources}}) +
           "\n";
}

}  // namespace isotherm
