// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a scenario says about its tables that can be deployed on AWS: capacity mode, throughput,
// scaling policies and schedules.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

struct DeployedAction {
    std::string name;
    std::string schedule;  // "cron(0 9 ? * MON-FRI *)", UTC
    std::int64_t min = 0;  // 0: unchanged
    std::int64_t max = 0;
};

// A scalable target of Application Auto Scaling, with its policy and its scheduled actions.
struct DeployedScaling {
    Side side = Side::read;
    std::int64_t min = 1;
    std::int64_t max = 1;
    std::optional<double> target;  // share of the capacity, from 0 to 1
    std::int64_t scale_out_cooldown_s = 0;
    std::int64_t scale_in_cooldown_s = 0;
    bool scale_in = true;
    std::vector<DeployedAction> actions;
};

// A table or a global index.
struct DeployedResource {
    std::string name;
    std::string partition_key;
    std::string sort_key;
    std::string projection;  // of an index: ALL or KEYS_ONLY
    Throughput provisioned;
    Throughput maximum;  // on demand; 0: none
    Throughput warm;     // on demand; 0: none
    std::vector<DeployedScaling> scaling;
};

struct DeployedTable {
    DeployedResource own;
    bool on_demand = false;
    bool infrequent_access = false;
    bool point_in_time_recovery = false;
    std::vector<DeployedResource> indexes;

    // The resource as Application Auto Scaling names it: "table/votes/index/by_date".
    std::string scaled_name(const DeployedResource& resource) const;
    bool is_index(const DeployedResource& resource) const { return &resource != &own; }
    std::vector<const DeployedResource*> resources() const;  // the table, then its indexes
};

struct DeployedSettings {
    std::vector<DeployedTable> tables;
    std::vector<std::string> left_out;  // what AWS has no setting for, one sentence each
};

DeployedSettings deployed_settings(const Scenario& scenario);

// "dynamodb:table:ReadCapacityUnits".
std::string scalable_dimension(bool index, Side side);
// "DynamoDBReadCapacityUtilization".
std::string utilization_metric(Side side);

// cron(5) in UTC as Application Auto Scaling writes it; two if both a day of the month and a day of
// the week are given, because cron takes either and AWS allows one of them.
std::vector<std::string> aws_schedules(const std::string& at);

}  // namespace isotherm
