// SPDX-License-Identifier: Apache-2.0
#pragma once
// Members of tables and indexes that descriptions and templates write in the same form.

#include "workloads/imports/import_format.h"

namespace isotherm {

// [{AttributeName, KeyType}]: the order of the list means nothing.
void read_key_schema(const ImportedValue& schema, const FactSource& from,
                     Fact<std::string>& partition_key, Fact<std::string>& sort_key);

// "PROVISIONED", "PAY_PER_REQUEST".
void read_billing_mode(const ImportedValue& mode, const FactSource& from,
                       ImportedCapacity& capacity);

// {ReadCapacityUnits, WriteCapacityUnits}, as numbers or as text. Zeros, which on-demand tables
// have, are ignored.
void read_provisioned(const ImportedValue& throughput, const FactSource& from,
                      ImportedCapacity& capacity);
// {MaxReadRequestUnits, MaxWriteRequestUnits}: -1 means none.
void read_maximum(const ImportedValue& throughput, const FactSource& from,
                  ImportedCapacity& capacity);
// {ReadUnitsPerSecond, WriteUnitsPerSecond}.
void read_warm(const ImportedValue& throughput, const FactSource& from, ImportedCapacity& capacity);
// {ProjectionType}.
void read_projection(const ImportedValue& projection, const FactSource& from, ImportedIndex& index);
// "STANDARD", "STANDARD_INFREQUENT_ACCESS".
void read_table_class(const ImportedValue& table_class, const FactSource& from,
                      ImportedTable& table);

// All members of one global or local secondary index but the projection's meaning and the
// statistics of its data: IndexName, KeySchema, Projection and throughput.
ImportedIndex* read_index_members(const ImportedValue& value, const FactSource& from, bool local,
                                  ImportedTable& table);

// {MinCapacity, MaxCapacity, TargetTrackingScalingPolicyConfiguration…} of one side.
void read_target_tracking(const ImportedValue& configuration, const FactSource& from,
                          ImportedScaling& scaling);
// [{ScheduledActionName, Schedule, Timezone, StartTime, EndTime, ScalableTargetAction}].
ImportedAction read_scheduled_action(const ImportedValue& action);

// The side of a table or index that a scalable target names: "table/orders/index/by.status" and
// "dynamodb:index:WriteCapacityUnits". nullptr if it is none of DynamoDB's.
struct ScaledSide {
    std::string table;
    std::string index;
    Side side = Side::read;
};
std::optional<ScaledSide> scaled_side(const std::string& resource, const std::string& dimension);
ImportedScaling& scaling_of(ImportedFacts& facts, const ScaledSide& side);

}  // namespace isotherm
