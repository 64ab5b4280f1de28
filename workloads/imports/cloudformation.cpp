// SPDX-License-Identifier: Apache-2.0
// CloudFormation templates, also those that CDK and SAM write, and Serverless Framework files.

#include <fmt/format.h>

#include "workloads/imports/serverless_variables.h"
#include "workloads/imports/table_members.h"
#include "workloads/imports/template_values.h"

namespace isotherm {
namespace {

// The tables, targets and policies of one template.
class TemplateReader {
public:
    TemplateReader(const ImportReading& reading, const ImportJson& root, std::string prefix)
        : reading_(reading),
          root_(root),
          prefix_(std::move(prefix)),
          values_(root, reading.options, reading.document.stem()),
          from_(reading.from(Closeness::template_text)) {}

    void read() {
        const auto resources = root_.find("Resources");
        if (resources == root_.end() || !resources->is_object()) {
            reading_.wrong(ErrorNumber::missing_setting, "the template has no Resources",
                           "give the template that has the tables");
            return;
        }
        // Policies name their targets, and targets their tables, so the order is fixed.
        for (const char* type :
             {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable",
              "AWS::ApplicationAutoScaling::ScalableTarget",
              "AWS::ApplicationAutoScaling::ScalingPolicy"})
            read_all(*resources, type);
    }

private:
    void read_all(const ImportJson& resources, std::string_view type) {
        for (auto resource = resources.begin(); resource != resources.end(); ++resource) {
            if (!resource->is_object() || resource->value("Type", ImportJson()) != type) continue;
            if (!values_.exists(*resource)) {
                ++reading_.source.skipped;
                continue;
            }
            const ImportJson properties =
                values_.evaluate(resource->value("Properties", ImportJson::object()));
            const ImportedValue value(
                reading_.document, &properties,
                fmt::format("{}Resources.{}.Properties", prefix_, resource.key()),
                reading_.problems);
            read_resource(type, resource.key(), value);
            ++reading_.source.used;
        }
    }

    void read_resource(std::string_view type, const std::string& id, const ImportedValue& value) {
        if (type.ends_with("ScalableTarget")) return read_target(id, value);
        if (type.ends_with("ScalingPolicy")) return read_policy(value);
        const std::string name = values_.table_name(id);
        const std::size_t before = reading_.problems.unresolved.size();
        ImportedTable& table = reading_.facts.tables[name];
        table.defined = true;
        if (type.ends_with("SimpleTable")) {
            read_simple_table(value, table);
        } else {
            read_table(value, table);
            if (type.ends_with("GlobalTable")) read_global_table(name, value, table);
        }
        for (std::size_t i = before; i < reading_.problems.unresolved.size(); ++i)
            reading_.facts.unresolved[name].push_back(reading_.problems.unresolved[i].expression);
        if (name == id)
            table.remarks.push_back("its name is made by CloudFormation; this is the logical id");
    }

    void read_table(const ImportedValue& value, ImportedTable& table) {
        read_key_schema(value.at("KeySchema"), from_, table.partition_key, table.sort_key);
        const ImportedValue mode = value.at("BillingMode");
        if (mode.exists()) {
            read_billing_mode(mode, from_, table.capacity);
        } else {
            table.capacity.on_demand.take(false, from_);
        }
        read_provisioned(value.at("ProvisionedThroughput"), from_, table.capacity);
        read_maximum(value.at("OnDemandThroughput"), from_, table.capacity);
        read_warm(value.at("WarmThroughput"), from_, table.capacity);
        for (const auto& index : value.at("GlobalSecondaryIndexes").elements())
            (void)read_index_members(index, from_, false, table);
        for (const auto& index : value.at("LocalSecondaryIndexes").elements())
            (void)read_index_members(index, from_, true, table);
        const ImportedValue table_class = value.at("TableClass");
        if (table_class.exists()) {
            read_table_class(table_class, from_, table);
        } else {
            table.infrequent_access.take(false, from_);
        }
        // There is no StreamEnabled here: the stream is on if the member is there.
        table.stream.take(value.at("StreamSpecification").exists(), from_);
        read_recovery(value, table);
        const ImportedValue expiry = value.at("TimeToLiveSpecification");
        if (expiry.at("Enabled").flag().value_or(false))
            table.time_to_live.take(expiry.at("AttributeName").text_or(""), from_);
    }

    void read_recovery(const ImportedValue& value, ImportedTable& table) {
        table.point_in_time_recovery.take(value.at("PointInTimeRecoverySpecification")
                                              .at("PointInTimeRecoveryEnabled")
                                              .flag()
                                              .value_or(false),
                                          from_);
    }

    void read_simple_table(const ImportedValue& value, ImportedTable& table) {
        table.partition_key.take(value.at("PrimaryKey").at("Name").text_or("id"), from_);
        table.sort_key.take(std::string(), from_);
        const ImportedValue throughput = value.at("ProvisionedThroughput");
        table.capacity.on_demand.take(!throughput.exists(), from_);
        read_provisioned(throughput, from_, table.capacity);
    }

    // Returns the replica in the chosen Region; an absent value if it is not clear which one.
    ImportedValue chosen_replica(const std::string& name, const ImportedValue& value) {
        const auto replicas = value.at("Replicas").elements();
        for (const auto& replica : replicas) {
            const ImportedValue region = replica.at("Region");
            // Without --region the replica in the stack's own Region is meant.
            const bool own = region.unresolved() && values_.region().empty();
            if (own || (!region.unresolved() && region.text_or("") == values_.region()))
                return replica;
        }
        if (replicas.size() == 1) return replicas.front();
        reading_.facts.ask(fmt::format("tables.{}", name),
                           "which Region is meant: give --region with one of its replicas");
        return value.at("Replicas").at("none");
    }

    void read_global_table(const std::string& name, const ImportedValue& value,
                           ImportedTable& table) {
        read_written(value, table.capacity, table.scaling[Side::write]);
        const ImportedValue replica = chosen_replica(name, value);
        read_read(value, table.capacity, table.scaling[Side::read]);
        read_read(replica, table.capacity, table.scaling[Side::read]);
        if (replica.exists()) {
            table.point_in_time_recovery = {};
            read_recovery(replica, table);
            read_table_class(replica.at("TableClass"), from_, table);
        }
        for (const auto& index : value.at("GlobalSecondaryIndexes").elements()) {
            ImportedIndex& of = table.indexes[index.at("IndexName").text_or("")];
            read_written(index, of.capacity, of.scaling[Side::write]);
            read_read(index, of.capacity, of.scaling[Side::read]);
        }
        for (const auto& index : replica.at("GlobalSecondaryIndexes").elements()) {
            ImportedIndex& of = table.indexes[index.at("IndexName").text_or("")];
            read_read(index, of.capacity, of.scaling[Side::read]);
        }
        if (value.at("Replicas").elements().size() > 1)
            table.remarks.push_back("replicated to other Regions: writes there arrive here, too");
    }

    void read_scaled(const ImportedValue& settings, Fact<std::int64_t>& start,
                     ImportedScaling& scaling) {
        const auto min = settings.at("MinCapacity").count(1);
        const auto max = settings.at("MaxCapacity").count(1);
        if (min) scaling.min.take(*min, from_);
        if (max) scaling.max.take(*max, from_);
        if (min) start.take(*min, from_, "the minimum: a template does not know the present value");
        read_target_tracking(settings.at("TargetTrackingScalingPolicyConfiguration"), from_,
                             scaling);
    }

    void read_written(const ImportedValue& value, ImportedCapacity& capacity,
                      ImportedScaling& scaling) {
        const ImportedValue scaled =
            value.at("WriteProvisionedThroughputSettings").at("WriteCapacityAutoScalingSettings");
        if (scaled.exists()) read_scaled(scaled, capacity.provisioned[Side::write], scaling);
        const auto maximum =
            value.at("WriteOnDemandThroughputSettings").at("MaxWriteRequestUnits").count(-1);
        if (maximum && *maximum > 0) capacity.maximum[Side::write].take(*maximum, from_);
    }

    void read_read(const ImportedValue& value, ImportedCapacity& capacity,
                   ImportedScaling& scaling) {
        const ImportedValue settings = value.at("ReadProvisionedThroughputSettings");
        const ImportedValue scaled = settings.at("ReadCapacityAutoScalingSettings");
        if (const auto units = settings.at("ReadCapacityUnits").count(1)) {
            capacity.provisioned[Side::read] = {};
            capacity.provisioned[Side::read].take(*units, from_);
        }
        if (scaled.exists()) read_scaled(scaled, capacity.provisioned[Side::read], scaling);
        const auto maximum =
            value.at("ReadOnDemandThroughputSettings").at("MaxReadRequestUnits").count(-1);
        if (maximum && *maximum > 0) capacity.maximum[Side::read].take(*maximum, from_);
    }

    void read_target(const std::string& id, const ImportedValue& value) {
        const auto side = scaled_side(value.at("ResourceId").text_or(""),
                                      value.at("ScalableDimension").text_or(""));
        if (!side) return;
        targets_.emplace(id, *side);
        ImportedScaling& scaling = scaling_of(reading_.facts, *side);
        if (const auto min = value.at("MinCapacity").count()) scaling.min.take(*min, from_);
        if (const auto max = value.at("MaxCapacity").count()) scaling.max.take(*max, from_);
        if (scaling.actions_from < from_.closeness) return;
        scaling.actions_from = from_.closeness;
        for (const auto& action : value.at("ScheduledActions").elements())
            scaling.actions.push_back(read_scheduled_action(action));
    }

    void read_policy(const ImportedValue& value) {
        const std::string id = value.at("ScalingTargetId").text_or("");
        const auto target = targets_.find(id);
        const auto side = target != targets_.end()
                              ? std::optional(target->second)
                              : scaled_side(value.at("ResourceId").text_or(""),
                                            value.at("ScalableDimension").text_or(""));
        const ImportedValue configuration = value.at("TargetTrackingScalingPolicyConfiguration");
        if (!side || !configuration.exists()) {
            ++reading_.source.skipped;
            return;
        }
        read_target_tracking(configuration, from_, scaling_of(reading_.facts, *side));
    }

    const ImportReading& reading_;
    const ImportJson& root_;
    std::string prefix_;
    TemplateValues values_;
    FactSource from_;
    std::map<std::string, ScaledSide> targets_;  // by logical id
};

bool has_resources(const ImportJson& root) {
    const auto resources = root.find("Resources");
    if (resources == root.end() || !resources->is_object()) return false;
    if (root.contains("AWSTemplateFormatVersion") || root.contains("Transform")) return true;
    for (const ImportJson& resource : *resources)
        if (resource.is_object() && resource.contains("Type")) return true;
    return false;
}

class CloudFormation final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               has_resources(document.root());
    }
    void read(const ImportReading& reading) const override {
        TemplateReader(reading, reading.document.root(), "").read();
    }
};

class Serverless final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("service") && document.root().contains("provider");
    }
    void read(const ImportReading& reading) const override {
        const ImportJson root = with_serverless_variables(reading.document.root(), reading.options);
        const auto resources = root.find("resources");
        if (resources == root.end() || !resources->is_object()) {
            reading.wrong(ErrorNumber::missing_setting,
                          "the file has no resources, so it describes no table",
                          "run `serverless package` and import "
                          ".serverless/cloudformation-template-update-stack.json");
            return;
        }
        TemplateReader(reading, *resources, "resources.").read();
    }
};

const Registered<ImportFormat, CloudFormation> cloudformation_entry(
    "cloudformation",
    "a template of CloudFormation, SAM or CDK, in JSON or YAML: aws cloudformation get-template "
    "--template-stage Processed --stack-name NAME",
    {.file = "Resources:\n  Votes:\n    Type: AWS::Serverless::SimpleTable\n", .rows = 1});
const Registered<ImportFormat, Serverless> serverless_entry(
    "serverless", "a file of the Serverless Framework; variables of other files are asked for",
    {.file = "service: shop\nprovider: { name: aws }\nresources:\n  Resources:\n    Votes:\n      "
             "Type: AWS::Serverless::SimpleTable\n",
     .rows = 1});

}  // namespace
}  // namespace isotherm
