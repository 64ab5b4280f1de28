// SPDX-License-Identifier: Apache-2.0
// Tables from descriptions, templates, plans and models: cases V-I1 to V-I5 and V-I7 to V-I12, on
// files of our own.

#include "tests/imports/imported.h"

namespace isotherm {
namespace {

// 90 GB and 60 M items with warm throughput; its sort key stands first.
constexpr const char* parcels = R"({"Table": {"TableName": "parcels", "TableStatus": "ACTIVE",
 "KeySchema": [{"AttributeName": "parcel", "KeyType": "RANGE"}, {"AttributeName": "customer", "KeyType": "HASH"}],
 "ProvisionedThroughput": {"ReadCapacityUnits": 6000, "WriteCapacityUnits": 2500},
 "BillingModeSummary": {"BillingMode": "PROVISIONED"},
 "TableSizeBytes": 96636764160, "ItemCount": 60000000,
 "GlobalSecondaryIndexes": [
  {"IndexName": "by.state", "IndexStatus": "ACTIVE", "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}],
   "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["total"]},
   "ProvisionedThroughput": {"ReadCapacityUnits": 500, "WriteCapacityUnits": 1200},
   "IndexSizeBytes": 18000000000, "ItemCount": 60000000, "WarmThroughput": {"ReadUnitsPerSecond": 3000, "WriteUnitsPerSecond": 1200}},
  {"IndexName": "by_van", "IndexStatus": "ACTIVE", "KeySchema": [{"AttributeName": "van", "KeyType": "HASH"}],
   "Projection": {"ProjectionType": "KEYS_ONLY"},
   "ProvisionedThroughput": {"ReadCapacityUnits": 100, "WriteCapacityUnits": 200},
   "IndexSizeBytes": 240000000, "ItemCount": 3000000, "WarmThroughput": {"ReadUnitsPerSecond": 3000, "WriteUnitsPerSecond": 1000}}],
 "LocalSecondaryIndexes": [{"IndexName": "by_sum", "KeySchema": [{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "sum", "KeyType": "RANGE"}],
   "Projection": {"ProjectionType": "KEYS_ONLY"}, "IndexSizeBytes": 6000000000, "ItemCount": 60000000}],
 "StreamSpecification": {"StreamEnabled": true}, "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
 "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 9500}}})";

TEST(ImportVI1, a_description_and_its_neighbors_become_one_table) {
    const Imported imported = imported_from(
        {{"parcels.json", parcels},
         {"parcels-backups.json",
          R"({"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}})"},
         {"parcels-ttl.json",
          R"({"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "ends"}})"},
         {"limits.json",
          R"({"AccountMaxReadCapacityUnits": 120000, "AccountMaxWriteCapacityUnits": 80000, "TableMaxReadCapacityUnits": 60000, "TableMaxWriteCapacityUnits": 40000})"}});
    const Scenario scenario = scenario_of(imported);
    ASSERT_TRUE(scenario.tables.contains("parcels"));
    const TableSpec& table = scenario.tables.at("parcels");
    EXPECT_EQ(table.partitions, 10);  // 9,500 / 1,000 of warm writes; 90 GB alone are 9
    EXPECT_EQ(*imported.facts.tables.at("parcels").item_bytes, 1611);  // 1,610.6
    EXPECT_NE(imported.text.find(R"(partition_key = "customer")"), std::string::npos);
    EXPECT_NE(imported.text.find(R"(class = "standard_ia")"), std::string::npos);
    EXPECT_NE(imported.text.find("point_in_time_recovery = true"), std::string::npos);
    EXPECT_NE(imported.text.find("account_quota = 120000"), std::string::npos);
    EXPECT_NE(imported.text.find(R"(entry_size = "300 B")"), std::string::npos);
    EXPECT_NE(imported.text.find(R"(in_index = "5 %")"), std::string::npos);
    EXPECT_TRUE(asks_about(imported, "time_to_live"));
    EXPECT_TRUE(asks_about(imported, "collection_size"));
    EXPECT_TRUE(asks_about(imported, "distinct"));
    const ImportedIndex& state = imported.facts.tables.at("parcels").indexes.at("by.state");
    // 18 * 10^9 B are 1.68 partitions.
    EXPECT_EQ(imported_partitions(state.capacity, false, *state.bytes, 0), 2);
}

TEST(ImportVI2, an_on_demand_table_keeps_its_warm_throughput_and_maxima) {
    const Imported imported = imported_from(
        {{"visits.json",
          R"({"Table": {"TableName": "visits", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
           "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
           "TableSizeBytes": 5368709120, "ItemCount": 10485760, "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
           "OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": 4000},
           "WarmThroughput": {"ReadUnitsPerSecond": 15000, "WriteUnitsPerSecond": 5000}}})"}});
    EXPECT_NE(imported.text.find("capacity = { mode = \"on_demand\", warm_read = 15000, warm_write "
                                 "= 5000, maximum_write = 4000 }"),
              std::string::npos)
        << imported.text;
    const ImportedTable& table = imported.facts.tables.at("visits");
    EXPECT_EQ(*table.item_bytes, 512);
    EXPECT_EQ(imported_partitions(table.capacity, true, *table.bytes, 0), 5);
}

TEST(ImportVI3, old_and_young_descriptions_lack_members) {
    const Imported imported = imported_from(
        {{"old.json",
          R"({"Table": {"TableName": "stock.prod", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "version", "KeyType": "RANGE"}],
           "CreationDateTime": 1421866952.062, "ProvisionedThroughput": {"ReadCapacityUnits": 9100, "WriteCapacityUnits": 640},
           "TableSizeBytes": 161061273600, "ItemCount": 150000000}})"},
         {"young.json",
          R"({"Table": {"TableName": "news", "TableStatus": "UPDATING", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
           "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}, "TableSizeBytes": 0, "ItemCount": 0,
           "GlobalSecondaryIndexes": [
            {"IndexName": "by_day", "IndexStatus": "CREATING", "Backfilling": true, "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}, "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 10}},
            {"IndexName": "by_kind", "IndexStatus": "DELETING", "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}, "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}}],
           "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000}}})"}});
    const ImportedTable& old = imported.facts.tables.at("stock.prod");
    EXPECT_FALSE(*old.capacity.on_demand);
    EXPECT_EQ(*old.item_bytes, 1074);
    EXPECT_EQ(imported_partitions(old.capacity, false, *old.bytes, 0), 15);
    const ImportedTable& young = imported.facts.tables.at("news");
    EXPECT_FALSE(young.item_bytes);
    EXPECT_TRUE(asks_about(imported, "tables.news.item_size"));
    EXPECT_TRUE(young.indexes.contains("by_day"));
    EXPECT_FALSE(young.indexes.contains("by_kind"));
    EXPECT_EQ(scenario_of(imported).tables.at("news").partitions, 4);
}

TEST(ImportVI4, a_key_of_several_attributes_is_one_key) {
    const Imported imported = imported_from(
        {{"games.json",
          R"({"Table": {"TableName": "games", "KeySchema": [{"AttributeName": "game", "KeyType": "HASH"}],
           "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"}, "TableSizeBytes": 2000000000, "ItemCount": 4000000,
           "GlobalSecondaryIndexes": [{"IndexName": "by_cup", "IndexStatus": "ACTIVE",
            "KeySchema": [{"AttributeName": "cup", "KeyType": "HASH"}, {"AttributeName": "region", "KeyType": "HASH"}, {"AttributeName": "round", "KeyType": "RANGE"}, {"AttributeName": "seat", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "ALL"}, "IndexSizeBytes": 1500000000, "ItemCount": 3000000}]}})"}});
    const ImportedIndex& index = imported.facts.tables.at("games").indexes.at("by_cup");
    EXPECT_EQ(*index.partition_key, "cup+region");
    EXPECT_EQ(*index.sort_key, "round+seat");
    EXPECT_DOUBLE_EQ(*index.in_index, 0.75);
    EXPECT_EQ(*index.entry_bytes, 500);
}

TEST(ImportVI5, targets_and_policies_belong_together) {
    const std::string targets = R"({"ScalableTargets": [
      {"ServiceNamespace": "dynamodb", "ResourceId": "table/parcels", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "MinCapacity": 500, "MaxCapacity": 8000},
      {"ServiceNamespace": "dynamodb", "ResourceId": "table/parcels/index/by_van", "ScalableDimension": "dynamodb:index:ReadCapacityUnits", "MinCapacity": 50, "MaxCapacity": 400, "SuspendedState": {"DynamicScalingInSuspended": true}},
      {"ServiceNamespace": "dynamodb", "ResourceId": "table/parcels/index/by_van", "ScalableDimension": "dynamodb:index:WriteCapacityUnits", "MinCapacity": 100, "MaxCapacity": 900},
      {"ServiceNamespace": "ecs", "ResourceId": "service/x", "ScalableDimension": "ecs:service:DesiredCount", "MinCapacity": 1, "MaxCapacity": 2}]})";
    const std::string policies = R"({"ScalingPolicies": [
      {"PolicyType": "TargetTrackingScaling", "ServiceNamespace": "dynamodb", "ResourceId": "table/parcels", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0, "ScaleOutCooldown": 60}},
      {"PolicyType": "TargetTrackingScaling", "ServiceNamespace": "dynamodb", "ResourceId": "table/parcels/index/by_van", "ScalableDimension": "dynamodb:index:ReadCapacityUnits", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0, "ScaleInCooldown": 60}},
      {"PolicyType": "TargetTrackingScaling", "ServiceNamespace": "dynamodb", "ResourceId": "table/audit", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 50.0}}]})";
    const Imported imported = imported_from(
        {{"policies.json", policies}, {"targets.json", targets}, {"parcels.json", parcels}});
    const ImportedTable& table = imported.facts.tables.at("parcels");
    EXPECT_DOUBLE_EQ(*table.scaling[Side::read].target, 0.7);
    EXPECT_EQ(*table.scaling[Side::read].min, 500);
    EXPECT_EQ(*table.scaling[Side::read].scale_out_cooldown_s, 60);
    EXPECT_EQ(*table.scaling[Side::read].scale_in_cooldown_s, 0);
    EXPECT_NE(imported.text.find("scale_in = false"), std::string::npos);
    EXPECT_NE(imported.text.find(
                  "scalable target (100 to 900) without a policy: capacity does not change"),
              std::string::npos);
    EXPECT_NE(imported.text.find("audit left out"), std::string::npos);
    EXPECT_EQ(imported.facts.sources[1].skipped + imported.facts.sources[0].skipped +
                  imported.facts.sources[2].skipped,
              1u);
}

constexpr const char* basket_template = R"yaml(
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Stage: { Type: String, Default: dev }
  Units: { Type: Number, Default: 400 }
  Unused: { Type: String }
Mappings:
  Sizes: { dev: { Index: 50 }, prod: { Index: 900 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
Resources:
  Basket:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "${Stage}-basket"
      KeySchema: [{ AttributeName: basket, KeyType: HASH }, { AttributeName: line, KeyType: RANGE }]
      ProvisionedThroughput: { ReadCapacityUnits: !If [IsProd, 1200, 40], WriteCapacityUnits: !Ref Units }
      GlobalSecondaryIndexes:
        - IndexName: by_owner
          KeySchema: [{ AttributeName: owner, KeyType: HASH }]
          Projection: { ProjectionType: KEYS_ONLY }
          ProvisionedThroughput: { ReadCapacityUnits: "25", WriteCapacityUnits: !FindInMap [Sizes, !Ref Stage, Index] }
      StreamSpecification: { StreamViewType: KEYS_ONLY }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !If [IsProd, true, false] }
  Ledger:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{ AttributeName: pk, KeyType: HASH }]
      ProvisionedThroughput:
        ReadCapacityUnits: !ImportValue ledger-reads
        WriteCapacityUnits: "{{resolve:ssm:/ledger/writes}}"
  Scratch:
    Type: AWS::DynamoDB::Table
    Condition: IsDev
    Properties:
      BillingMode: PAY_PER_REQUEST
      OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 100 }
      KeySchema: [{ AttributeName: pk, KeyType: HASH }]
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Condition: IsProd
    Properties:
      ServiceNamespace: dynamodb
      ScalableDimension: dynamodb:table:WriteCapacityUnits
      ResourceId: !Join ["/", [table, !Ref Basket]]
      MinCapacity: 400
      MaxCapacity: !Ref Units
      ScheduledActions: [{ ScheduledActionName: evening, Schedule: "cron(0 17 * * ? *)", ScalableTargetAction: { MinCapacity: 800 } }]
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Condition: IsProd
    Properties:
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 55.0 }
)yaml";

TEST(ImportVI7, a_template_is_evaluated_with_its_defaults) {
    const Imported imported = imported_from({{"template.yaml", basket_template}});
    const ImportedTable& basket = imported.facts.tables.at("dev-basket");
    EXPECT_EQ(*basket.capacity.provisioned[Side::read], 40);
    EXPECT_EQ(*basket.capacity.provisioned[Side::write], 400);
    EXPECT_EQ(*basket.indexes.at("by_owner").capacity.provisioned[Side::read], 25);
    EXPECT_EQ(*basket.indexes.at("by_owner").capacity.provisioned[Side::write], 50);
    EXPECT_TRUE(*basket.stream);
    EXPECT_FALSE(*basket.point_in_time_recovery);
    EXPECT_TRUE(*imported.facts.tables.at("Scratch").capacity.on_demand);
    EXPECT_EQ(imported.facts.unresolved.at("Ledger").size(), 2u);
    EXPECT_TRUE(asks_about(imported,
                           "Resources.Ledger.Properties.ProvisionedThroughput.ReadCapacityUnits"));
    EXPECT_FALSE(scenario_of(imported).tables.contains("Ledger"));
}

TEST(ImportVI7, parameters_choose_another_stage) {
    ImportOptions options;
    options.parameters = {
        {"Stage", "prod"}, {"Units", "3000"}, {"ledger-reads", "7"}, {"/ledger/writes", "9"}};
    const Imported imported = imported_from({{"template.yaml", basket_template}}, options);
    const ImportedTable& basket = imported.facts.tables.at("prod-basket");
    EXPECT_EQ(*basket.capacity.provisioned[Side::read], 1200);
    EXPECT_EQ(*basket.indexes.at("by_owner").capacity.provisioned[Side::write], 900);
    EXPECT_TRUE(*basket.point_in_time_recovery);
    EXPECT_DOUBLE_EQ(*basket.scaling[Side::write].target, 0.55);
    EXPECT_EQ(*basket.scaling[Side::write].max, 3000);
    EXPECT_NE(imported.text.find(R"(at = "0 17 * * *", min = 800)"), std::string::npos);
    EXPECT_FALSE(imported.facts.tables.contains("Scratch"));
    EXPECT_EQ(*imported.facts.tables.at("Ledger").capacity.provisioned[Side::write], 9);
}

TEST(ImportVI8, a_global_table_has_the_reads_of_its_replica) {
    const std::string text =
        R"({"Resources": {"Goods1A2B3C4D": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
      "KeySchema": [{"AttributeName": "sku", "KeyType": "HASH"}], "BillingMode": "PROVISIONED",
      "WriteProvisionedThroughputSettings": {"WriteCapacityAutoScalingSettings": {"MinCapacity": 100, "MaxCapacity": 2000, "SeedCapacity": 250, "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70}}},
      "Replicas": [
       {"Region": "eu-west-1", "ReadProvisionedThroughputSettings": {"ReadCapacityUnits": 120}},
       {"Region": {"Ref": "AWS::Region"}, "ReadProvisionedThroughputSettings": {"ReadCapacityAutoScalingSettings": {"MinCapacity": 50, "MaxCapacity": 900, "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 65, "ScaleInCooldown": 120}}},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}]}}}})";
    ImportOptions options;
    options.region = "us-east-1";
    const Imported here = imported_from({{"Shop.template.json", text}}, options);
    const ImportedTable& table = here.facts.tables.at("Goods1A2B3C4D");
    EXPECT_EQ(*table.capacity.provisioned[Side::read], 50);
    EXPECT_EQ(*table.capacity.provisioned[Side::write], 100);
    EXPECT_EQ(*table.scaling[Side::read].scale_in_cooldown_s, 120);
    EXPECT_TRUE(*table.point_in_time_recovery);
    options.region = "eu-west-1";
    const Imported there = imported_from({{"Shop.template.json", text}}, options);
    const ImportedTable& other = there.facts.tables.at("Goods1A2B3C4D");
    EXPECT_EQ(*other.capacity.provisioned[Side::read], 120);
    EXPECT_FALSE(other.scaling[Side::read].target);
    EXPECT_FALSE(*other.point_in_time_recovery);
}

TEST(ImportVI9, simple_tables_and_serverless_variables) {
    const Imported sam = imported_from(
        {{"sam.yaml",
          "Transform: AWS::Serverless-2016-10-31\nResources:\n  Plain: { Type: "
          "AWS::Serverless::SimpleTable }\n  Sized:\n    Type: AWS::Serverless::SimpleTable\n    "
          "Properties: { TableName: sized, PrimaryKey: { Name: sku, Type: Number }, "
          "ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 3 } }\n"}});
    EXPECT_TRUE(*sam.facts.tables.at("Plain").capacity.on_demand);
    EXPECT_EQ(*sam.facts.tables.at("Plain").partition_key, "id");
    EXPECT_EQ(*sam.facts.tables.at("sized").capacity.provisioned[Side::write], 3);
    const std::string serverless =
        "service: shop\nprovider: { name: aws, stage: \"${opt:stage, 'dev'}\" }\ncustom:\n  "
        "writes: { dev: 25, prod: 700 }\nresources:\n  Resources:\n    Bags:\n      Type: "
        "AWS::DynamoDB::Table\n      Properties:\n        TableName: "
        "bags-${self:provider.stage}\n        KeySchema: [{ AttributeName: id, KeyType: HASH }]\n"
        "        ProvisionedThroughput:\n          ReadCapacityUnits: ${ssm:/shop/reads}\n         "
        " "
        "WriteCapacityUnits: ${self:custom.writes.${self:provider.stage}}\n";
    const Imported open = read_texts({{"serverless.yml", serverless}});
    EXPECT_EQ(*open.facts.tables.at("bags-dev").capacity.provisioned[Side::write], 25);
    EXPECT_EQ(open.facts.unresolved.at("bags-dev"), std::vector<std::string>{"${ssm:/shop/reads}"});
    ImportOptions options;
    options.parameters = {{"stage", "prod"}, {"/shop/reads", "40"}};
    const Imported prod = imported_from({{"serverless.yml", serverless}}, options);
    EXPECT_EQ(*prod.facts.tables.at("bags-prod").capacity.provisioned[Side::write], 700);
    EXPECT_EQ(*prod.facts.tables.at("bags-prod").capacity.provisioned[Side::read], 40);
}

TEST(ImportVI10, a_terraform_plan_shows_what_was_before) {
    const Imported imported = imported_from(
        {{"plan.json",
          R"json({"format_version": "1.2", "planned_values": {"root_module": {"resources": [
           {"address": "aws_dynamodb_table.log", "mode": "managed", "type": "aws_dynamodb_table", "values": {"name": "log", "billing_mode": "PROVISIONED", "hash_key": "device", "range_key": "at", "read_capacity": 100, "write_capacity": 600, "stream_enabled": true, "point_in_time_recovery": [{"enabled": true}], "on_demand_throughput": [], "global_secondary_index": [{"name": "by_site", "hash_key": "site", "range_key": "at", "projection_type": "KEYS_ONLY", "read_capacity": 20, "write_capacity": 600}]}},
           {"mode": "managed", "type": "aws_appautoscaling_target", "values": {"max_capacity": 5000, "min_capacity": 300, "resource_id": "table/log", "scalable_dimension": "dynamodb:table:WriteCapacityUnits"}},
           {"mode": "managed", "type": "aws_appautoscaling_policy", "values": {"resource_id": "table/log", "scalable_dimension": "dynamodb:table:WriteCapacityUnits", "target_tracking_scaling_policy_configuration": [{"scale_in_cooldown": 180, "scale_out_cooldown": null, "target_value": 65}]}},
           {"mode": "managed", "type": "aws_appautoscaling_scheduled_action", "values": {"name": "morning", "resource_id": "table/log", "scalable_dimension": "dynamodb:table:WriteCapacityUnits", "schedule": "cron(0 6 * * ? *)", "timezone": "UTC", "scalable_target_action": [{"min_capacity": "900", "max_capacity": null}]}}],
           "child_modules": [{"resources": [{"mode": "managed", "type": "aws_dynamodb_table", "values": {"name": "shard-eu", "billing_mode": "PAY_PER_REQUEST", "hash_key": "pk", "range_key": null, "read_capacity": null, "write_capacity": null, "on_demand_throughput": [{"max_read_request_units": -1, "max_write_request_units": 900}]}}]}]}},
           "resource_changes": [{"type": "aws_dynamodb_table", "change": {"before": {"read_capacity": 100, "write_capacity": 450}, "after": {"name": "log"}, "after_unknown": {}}}]})json"}});
    const ImportedTable& table = imported.facts.tables.at("log");
    EXPECT_EQ(*table.capacity.provisioned[Side::write], 600);
    EXPECT_EQ(table.capacity.provisioned[Side::write].others,
              std::vector<std::string>{"before the plan: 450"});
    EXPECT_TRUE(*table.stream);
    EXPECT_TRUE(*table.point_in_time_recovery);
    EXPECT_EQ(*table.scaling[Side::write].scale_in_cooldown_s, 180);
    EXPECT_NE(imported.text.find(R"(at = "0 6 * * *", min = 900)"), std::string::npos);
    const ImportedTable& shard = imported.facts.tables.at("shard-eu");
    EXPECT_FALSE(shard.capacity.maximum[Side::read]);
    EXPECT_EQ(*shard.capacity.maximum[Side::write], 900);
}

TEST(ImportVI11, a_terraform_state_has_indexes_of_their_own) {
    const Imported imported = imported_from(
        {{"state.json",
          R"({"format_version": "1.0", "values": {"root_module": {"child_modules": [{"resources": [
           {"mode": "managed", "type": "aws_dynamodb_table", "values": {"name": "books", "billing_mode": "PROVISIONED", "hash_key": "account", "range_key": "seq", "read_capacity": 300, "write_capacity": 1500, "table_class": "STANDARD_INFREQUENT_ACCESS", "local_secondary_index": [{"name": "by_kind", "range_key": "kind", "projection_type": "INCLUDE"}]}},
           {"mode": "managed", "type": "aws_dynamodb_global_secondary_index", "values": {"table_name": "books", "index_name": "by_branch", "key_schema": [{"attribute_name": "branch", "key_type": "HASH"}, {"attribute_name": "region", "key_type": "HASH"}, {"attribute_name": "day", "key_type": "RANGE"}], "projection": [{"projection_type": "ALL"}], "provisioned_throughput": [{"read_capacity_units": 60, "write_capacity_units": 1500}], "warm_throughput": [{"read_units_per_second": 12000, "write_units_per_second": 4000}]}},
           {"mode": "data", "type": "aws_dynamodb_table", "values": {"name": "other"}}]}]}}})"}});
    const ImportedTable& table = imported.facts.tables.at("books");
    EXPECT_EQ(imported_partitions(table.capacity, false, 0, 0), 2);
    const ImportedIndex& branch = table.indexes.at("by_branch");
    EXPECT_EQ(*branch.partition_key, "branch+region");
    EXPECT_EQ(imported_partitions(branch.capacity, false, 0, 0), 4);
    EXPECT_TRUE(*table.indexes.at("by_kind").local);
    EXPECT_FALSE(imported.facts.tables.contains("other"));
    EXPECT_EQ(imported.facts.sources.front().skipped, 1u);
}

TEST(ImportVI12, sizes_of_a_data_model_come_from_its_items) {
    // Item sizes by the documented rule: names and values in UTF-8, 1 byte for two digits and one
    // more for a number. a: 2 + 1 + 5 + 3 = 11; b: 2 + 1 + 1 + 2 = 6, and no title.
    const Imported imported =
        imported_from({{"model.json",
                        R"({"ModelName": "Texts", "DataModel": [{"TableName": "texts",
           "KeyAttributes": {"PartitionKey": {"AttributeName": "id", "AttributeType": "S"}},
           "GlobalSecondaryIndexes": [{"IndexName": "by_title", "KeyAttributes": {"PartitionKey": {"AttributeName": "title"}}, "Projection": {"ProjectionType": "KEYS_ONLY"}}],
           "TableFacets": [{"FacetName": "all", "TableData": [{"id": {"S": "a"}, "title": {"S": "xyz"}}]}],
           "TableData": [{"id": {"S": "a"}, "title": {"S": "xyz"}}, {"id": {"S": "b"}, "n": {"N": "12"}}],
           "BillingMode": "PROVISIONED", "ProvisionedCapacitySettings": {"ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 8},
            "AutoScalingRead": {"ScalableTargetRequest": {"MinCapacity": 1, "MaxCapacity": 10}, "ScalingPolicyConfiguration": {"TargetValue": 70}}}}]})"}});
    const ImportedTable& table = imported.facts.tables.at("texts");
    EXPECT_EQ(*table.item_bytes, 9);  // (11 + 6) / 2, rounded up
    const ImportedIndex& index = table.indexes.at("by_title");
    EXPECT_EQ(*index.entry_bytes, 11);
    EXPECT_DOUBLE_EQ(*index.in_index, 0.5);
    EXPECT_EQ(*index.capacity.provisioned[Side::write], 8);
    EXPECT_TRUE(asks_about(imported, "tables.texts.indexes.by_title.capacity"));
    EXPECT_EQ(*table.scaling[Side::read].max, 10);
}

std::string table_in(const std::string& region) {
    return R"({"Table": {"TableName": "cups", "TableArn": "arn:aws:dynamodb:)" + region +
           R"(:111122223333:table/cups", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
     "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}, "TableSizeBytes": 0, "ItemCount": 0}})";
}

TEST(ImportRegions, an_arn_or_the_option_chooses_the_price_book) {
    const Imported arn = imported_from({{"cups.json", table_in("eu-central-1")}});
    EXPECT_NE(arn.text.find(R"(billing = { book = "euc1-2024" })"), std::string::npos) << arn.text;
    ImportOptions options;
    options.region = "us-west-2";
    const Imported option = imported_from({{"cups.json", table_in("eu-central-1")}}, options);
    EXPECT_NE(option.text.find(R"(billing = { book = "usw2-2024" })"), std::string::npos);
    const Imported unknown = imported_from({{"cups.json", table_in("af-south-1")}});
    EXPECT_EQ(unknown.text.find("billing = { book"), std::string::npos);
    EXPECT_NE(unknown.text.find("no prices of af-south-1 are known"), std::string::npos);
}

TEST(ImportQuestions, each_stands_once_in_the_scenario) {
    for (const std::string& text : {table_in("us-east-1"), std::string(parcels)}) {
        const Imported imported = imported_from({{"table.json", text}});
        ASSERT_FALSE(imported.facts.asks.empty());
        for (const ImportedAsk& ask : imported.facts.asks) {
            const std::string line = "# ASK " + ask.path + ": " + ask.why + "\n";
            const std::size_t at = imported.text.find(line);
            ASSERT_NE(at, std::string::npos) << line << imported.text;
            EXPECT_EQ(imported.text.find(line, at + 1), std::string::npos) << line;
        }
    }
}

TEST(ImportQuestions, an_assumed_load_is_named_as_one) {
    const Imported imported = imported_from({{"cups.json", table_in("us-east-1")}});
    EXPECT_TRUE(imported.plan.load_is_assumed);
    EXPECT_NE(imported.text.find(R"(name = "cups, imported; the load is assumed")"),
              std::string::npos)
        << imported.text;
}

}  // namespace
}  // namespace isotherm
