// SPDX-License-Identifier: Apache-2.0
#pragma once
// The tables of a run: those of the scenario, where each time series is replaced by one table per
// period, and the steps in the life of these tables.

#include <string>
#include <vector>

#include "engine/clients/period_router.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// One table of a time series.
struct SeriesTable {
    std::string name;
    WallTime begins;  // start of its period
    WallTime ends;    // end of its period
};

// Returns the tables of a series, from the oldest at the start of the run to the last one created;
// empty for a plain table.
std::vector<SeriesTable> series_tables(const Scenario& scenario, const TableSpec& spec);

// Returns the tables that a workload's requests go to: one, or all of a time series. For a workload
// that queries an index, returns the indexes of these tables.
std::vector<TableIndex> targets_of(const Scenario& scenario, const WorkloadSpec& workload,
                                   const Tables& tables);

// Returns the size of the table when the run starts. A single table that replaces a time series
// (`one_table`) has the size of all tables of the series together.
Bytes size_at_start(const Scenario& scenario, const TableSpec& spec);

// Every table of the run, sorted by name; also those that jobs make.
std::vector<TableSpec> run_tables(const Scenario& scenario);

// The scenario's table that the job is about, or whose settings the table has that it is about;
// empty if there is none, or if jobs wait for each other.
std::string source_of_job(const Scenario& scenario, const std::string& job);

// Returns the resources that the scaling policies of the scenario's table or index apply to: one,
// or one for each table of a time series.
std::vector<TableIndex> scaled_resources(const Scenario& scenario, const ResourceName& name,
                                         const Tables& tables);
// Whether policies scale the resource at `now`. Of a time series, only the newest tables are
// scaled.
bool is_looked_after(const Scenario& scenario, TableIndex resource, const Tables& tables,
                     SimTime now);

// A step in the life of a table of a time series.
struct SeriesStep {
    enum class Kind : std::uint8_t { open, cool, remove };
    SimTime at;
    Kind kind = Kind::open;
    std::string table;
    Throughput throughput{};             // for `cool`: the new throughput
    std::vector<std::string> indexes{};  // for `cool`: indexes that get the same throughput
    bool archive = false;                // for `remove`: the table is exported first

    void state(StateVisitor& visit);
};
// Returns all steps in order of time.
std::vector<SeriesStep> series_steps(const Scenario& scenario);

}  // namespace isotherm
