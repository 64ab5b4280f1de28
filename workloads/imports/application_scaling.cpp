// SPDX-License-Identifier: Apache-2.0
// What `aws application-autoscaling describe-…` prints: scalable targets, policies and scheduled
// actions. They belong together by resource and dimension; a file may hold all three.

#include <fmt/format.h>

#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

class ScalingAnswer {
public:
    explicit ScalingAnswer(const ImportReading& reading)
        : reading_(reading), from_(reading.from(Closeness::described)) {}

    void read(const ImportedValue& root) {
        for (const auto& target : root.at("ScalableTargets").elements())
            if (ImportedScaling* scaling = scaling_named(target)) read_target(target, *scaling);
        for (const auto& policy : root.at("ScalingPolicies").elements())
            if (ImportedScaling* scaling = scaling_named(policy)) read_policy(policy, *scaling);
        for (const auto& action : root.at("ScheduledActions").elements()) {
            if (ImportedScaling* scaling = scaling_named(action)) {
                if (scaling->actions_from > from_.closeness) scaling->actions.clear();
                scaling->actions_from = from_.closeness;
                scaling->actions.push_back(read_scheduled_action(action));
            }
        }
    }

private:
    // A file may hold resources of other services.
    ImportedScaling* scaling_named(const ImportedValue& value) {
        const auto side = scaled_side(value.at("ResourceId").text_or(""),
                                      value.at("ScalableDimension").text_or(""));
        if (!side || value.at("ServiceNamespace").text_or("dynamodb") != "dynamodb") {
            ++reading_.source.skipped;
            return nullptr;
        }
        ++reading_.source.used;
        return &scaling_of(reading_.facts, *side);
    }

    void read_target(const ImportedValue& value, ImportedScaling& scaling) {
        if (const auto min = value.at("MinCapacity").count()) scaling.min.take(*min, from_);
        if (const auto max = value.at("MaxCapacity").count()) scaling.max.take(*max, from_);
        const ImportedValue suspended = value.at("SuspendedState");
        scaling.in_suspended = suspended.at("DynamicScalingInSuspended").flag().value_or(false);
        scaling.out_suspended = suspended.at("DynamicScalingOutSuspended").flag().value_or(false);
        scaling.schedule_suspended =
            suspended.at("ScheduledScalingSuspended").flag().value_or(false);
    }

    void read_policy(const ImportedValue& value, ImportedScaling& scaling) {
        const std::string type = value.at("PolicyType").text_or("TargetTrackingScaling");
        const ImportedValue configuration = value.at("TargetTrackingScalingPolicyConfiguration");
        if (type != "TargetTrackingScaling" || !configuration.exists()) {
            --reading_.source.used;
            ++reading_.source.skipped;
            reading_.facts.remarks.push_back(
                fmt::format("{} of {} left out: DynamoDB has only target tracking", type,
                            value.at("ResourceId").text_or("?")));
            return;
        }
        if (configuration.at("CustomizedMetricSpecification").exists()) {
            reading_.facts.ask(value.at("ResourceId").text_or("?"),
                               "its policy follows a metric of your own, which is not in the "
                               "scenario");
            return;
        }
        read_target_tracking(configuration, from_, scaling);
    }

    const ImportReading& reading_;
    FactSource from_;
};

class ApplicationScaling final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.values.empty() || !document.root().is_object()) return false;
        const ImportJson& root = document.root();
        return root.contains("ScalableTargets") || root.contains("ScalingPolicies") ||
               root.contains("ScheduledActions");
    }
    void read(const ImportReading& reading) const override {
        for (std::size_t i = 0; i < reading.document.values.size(); ++i)
            ScalingAnswer(reading).read(reading.value(i));
    }
};

const Registered<ImportFormat, ApplicationScaling> application_scaling_entry(
    "auto-scaling",
    "targets, policies and schedules: aws application-autoscaling describe-scalable-targets, "
    "describe-scaling-policies or describe-scheduled-actions --service-namespace dynamodb",
    {.file =
         R"({"ScalableTargets": [{"ServiceNamespace": "dynamodb", "ResourceId": "table/votes", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "MinCapacity": 5, "MaxCapacity": 50}]})",
     .rows = 1});

}  // namespace
}  // namespace isotherm
