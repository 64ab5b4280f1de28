// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/exporting/settings_files.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Names and schedules have no quotes.
std::string command_line(std::string_view command, const Json& input) {
    return fmt::format("aws {} --cli-input-json '{}'\n", command, input.dump());
}

Json throughput_of(const DeployedTable& table, const DeployedResource& resource) {
    Json json = Json::object();
    if (!table.on_demand) {
        json["ProvisionedThroughput"] = {{"ReadCapacityUnits", resource.provisioned.read},
                                         {"WriteCapacityUnits", resource.provisioned.write}};
        return json;
    }
    if (resource.maximum.read > 0)
        json["OnDemandThroughput"]["MaxReadRequestUnits"] = resource.maximum.read;
    if (resource.maximum.write > 0)
        json["OnDemandThroughput"]["MaxWriteRequestUnits"] = resource.maximum.write;
    if (resource.warm.read > 0 && resource.warm.write > 0)
        json["WarmThroughput"] = {{"ReadUnitsPerSecond", resource.warm.read},
                                  {"WriteUnitsPerSecond", resource.warm.write}};
    return json;
}

std::string table_command(const DeployedTable& table) {
    Json input{{"TableName", table.own.name},
               {"BillingMode", table.on_demand ? "PAY_PER_REQUEST" : "PROVISIONED"}};
    input.update(throughput_of(table, table.own));
    for (const DeployedResource& index : table.indexes) {
        const Json throughput = throughput_of(table, index);
        if (throughput.empty()) continue;
        Json update{{"IndexName", index.name}};
        update.update(throughput);
        input["GlobalSecondaryIndexUpdates"].push_back({{"Update", update}});
    }
    return command_line("dynamodb update-table", input);
}

std::string scaling_commands(const DeployedTable& table, const DeployedResource& resource,
                             const DeployedScaling& scaling) {
    const Json same{
        {"ServiceNamespace", "dynamodb"},
        {"ResourceId", table.scaled_name(resource)},
        {"ScalableDimension", scalable_dimension(table.is_index(resource), scaling.side)}};
    Json target = same;
    target["MinCapacity"] = scaling.min;
    target["MaxCapacity"] = scaling.max;
    std::string text = command_line("application-autoscaling register-scalable-target", target);
    if (scaling.target) {
        Json policy = same;
        policy["PolicyName"] = fmt::format("{}-{}", resource.name, side_names[scaling.side]);
        policy["PolicyType"] = "TargetTrackingScaling";
        policy["TargetTrackingScalingPolicyConfiguration"] = {
            {"TargetValue", std::round(*scaling.target * 1e8) / 1e6},
            {"ScaleOutCooldown", scaling.scale_out_cooldown_s},
            {"ScaleInCooldown", scaling.scale_in_cooldown_s},
            {"DisableScaleIn", !scaling.scale_in},
            {"PredefinedMetricSpecification",
             {{"PredefinedMetricType", utilization_metric(scaling.side)}}}};
        text += command_line("application-autoscaling put-scaling-policy", policy);
    }
    for (const DeployedAction& action : scaling.actions) {
        Json scheduled = same;
        scheduled["ScheduledActionName"] = action.name;
        scheduled["Schedule"] = action.schedule;
        scheduled["ScalableTargetAction"] = Json::object();
        if (action.min > 0) scheduled["ScalableTargetAction"]["MinCapacity"] = action.min;
        if (action.max > 0) scheduled["ScalableTargetAction"]["MaxCapacity"] = action.max;
        text += command_line("application-autoscaling put-scheduled-action", scheduled);
    }
    return text;
}

}  // namespace

std::string aws_cli_text(const DeployedSettings& settings) {
    std::string text = "#!/bin/sh\nset -e\n";
    for (const DeployedTable& table : settings.tables) {
        text += table_command(table);
        text += fmt::format("aws dynamodb wait table-exists --table-name {}\n", table.own.name);
        for (const DeployedResource* resource : table.resources())
            for (const DeployedScaling& scaling : resource->scaling)
                text += scaling_commands(table, *resource, scaling);
    }
    return text;
}

}  // namespace isotherm
