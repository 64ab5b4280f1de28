// SPDX-License-Identifier: Apache-2.0
#pragma once
// The keys of tables and indexes that are expressions: "{user}.{random(1..10)}", or a plain word
// that is the name of an attribute.

#include <memory>

#include "engine/attributes/key_design.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Whether the partition key is an expression and not just a name.
bool is_key_expression(const Scenario& scenario, const std::string& partition_key);

// Whether the scenario has attributes, or a key that is an expression.
bool has_key_expressions(const Scenario& scenario);

// nullptr: the scenario has no key that is an expression. The scenario has been checked.
std::shared_ptr<const KeyDesign> key_design(const Scenario& scenario);

// A design without such keys, for the names that steps use.
std::shared_ptr<const KeyDesign> plain_key_design(const Scenario& scenario);

// The tables and indexes whose key is an expression that does not name `key`, so that workloads
// draw no keys.
std::set<ResourceName> keyed_resources(const Scenario& scenario);

// The share of the items that have an entry in the index because its key has a value.
Share share_with_key(const Scenario& scenario, const IndexSpec& index);

// Rejects workloads that draw their requests for tables whose keys are those of recorded rows.
void check_recorded_keys(const Scenario& scenario, const WorkloadSpec& workload,
                         SettingsVisitor& visit);

// Rejects attributes whose written_by names no workload; called when all have been read.
void check_written_by(const Scenario& scenario, SettingsVisitor& visit);
// Reject keys that cannot be; `visit` reads the settings of the table or index.
void check_table_key(const Scenario& scenario, const TableSpec& table, SettingsVisitor& visit);
void check_collection(const Scenario& scenario, const TableSpec& table,
                      const std::string& collection, bool of_index, SettingsVisitor& visit);
void check_index_key(const Scenario& scenario, const TableSpec& table, const IndexSpec& index,
                     SettingsVisitor& visit);

}  // namespace isotherm
