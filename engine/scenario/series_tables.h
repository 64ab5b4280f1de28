// SPDX-License-Identifier: Apache-2.0
#pragma once
// The tables of a run: those of the scenario, each time series replaced by a table for each of its
// periods, and what is done to these as time goes by.

#include <string>
#include <vector>

#include "engine/clients/period_router.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// One table of a time series.
struct SeriesTable {
    std::string name;  // "events_2016-01-20"
    WallTime begins;   // of its period
    WallTime ends;
};

// From the oldest that is there at the start to the last that is made; empty for a plain table.
std::vector<SeriesTable> series_tables(const Scenario& scenario, const TableSpec& spec);

// The tables a workload's requests go to: one, or those of a time series; their index where it
// queries one.
std::vector<TableIndex> targets_of(const Scenario& scenario, const WorkloadSpec& workload,
                                   const Tables& tables);

// What a table holds when the run starts. One table in place of a time series holds what all tables
// of the series would hold then.
Bytes size_at_start(const Scenario& scenario, const TableSpec& spec);

// Every table of the run, sorted by name.
std::vector<TableSpec> run_tables(const Scenario& scenario);

// The resources that the policies of a scenario's table or index look after:
// one, or that of each table of a time series, …
std::vector<TableIndex> scaled_resources(const Scenario& scenario, const ResourceName& name,
                                         const Tables& tables);
// … of which only the newest are scaled.
bool is_looked_after(const Scenario& scenario, TableIndex resource, const Tables& tables,
                     SimTime now);

// A step in the life of such a table.
struct SeriesStep {
    enum class Kind : std::uint8_t { open, cool, remove };
    SimTime at;
    Kind kind = Kind::open;
    std::string table;
    Throughput throughput{};             // cool
    std::vector<std::string> indexes{};  // cool: they get the same
    bool archive = false;                // remove
};
// In order of time.
std::vector<SeriesStep> series_steps(const Scenario& scenario);

}  // namespace isotherm
