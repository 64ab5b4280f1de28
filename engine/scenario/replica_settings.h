// SPDX-License-Identifier: Apache-2.0
#pragma once
// Global tables in a scenario: the settings of their replicas, and the tables that they become.

#include "engine/billing/price_book.h"
#include "engine/clients/region_outages.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Visits the Region, the replication and the replicas of a table, and checks them.
void replica_settings(Scenario& scenario, TableSpec& table, SettingsVisitor& visit);

// Adds a table for each replica to the scenario: the same as the table it is a replica of, in
// another Region, with its own capacity and scaling policies. Replaces those added before.
void add_replica_tables(Scenario& scenario);

// Names of the tables that the scenario describes, without replicas.
std::vector<std::string> described_tables(const Scenario& scenario);

// The Region of a table: the one it names, or that of the price book.
std::string region_of(const Scenario& scenario, const TableSpec& table);
// The chosen price book, with those of other Regions for the tables there.
PriceBook price_book(const Scenario& scenario);
// The table that stands for the same global table in a Region; nullptr: none.
const TableSpec* table_in_region(const Scenario& scenario, const TableSpec& table,
                                 const std::string& region);

// Visits the outages of Regions.
void outage_settings(Scenario& scenario, SettingsVisitor& visit);
// Checks what can be known only when all settings are.
void check_regions(Scenario& scenario, SettingsVisitor& visit);

// The outages of a run.
RegionOutages region_outages(const Scenario& scenario, const Tables& tables);

}  // namespace isotherm
