// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a scenario is written from: the facts, the time of the run and its workloads.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "workloads/imports/aws_schedule.h"
#include "workloads/imports/import_options.h"
#include "workloads/imports/imported_facts.h"

namespace isotherm {

// Requests at rates that change from period to period.
struct ImportedWorkload {
    std::string name;
    std::string table;
    std::string index;
    Side side = Side::write;
    std::vector<std::pair<std::string, double>> mix;  // operations with their shares
    bool strong = false;
    std::int64_t items_per_query = 0;  // 0: not a query
    double condition_fails = 0;        // share of the writes
    std::int64_t item_bytes = 0;       // 0: the table's
    std::int64_t period_s = 60;
    std::vector<double> rates;    // requests per second
    std::vector<double> weights;  // of the hottest keys; empty: uniform keys
    std::int64_t distinct = 1'000'000;
    std::int64_t attempts = 0;  // tries of the caller; 0: the default
    std::vector<std::string> remarks;

    double requests() const;  // in all
    bool is_steady() const;
};

struct ImportPlan {
    RunSpan run;
    bool start_recorded = false;  // metrics or a log say when it was
    bool duration_known = false;
    bool start_matters = false;    // schedules depend on it
    bool load_is_assumed = false;  // no source has traffic: one workload stands in for it
    std::vector<ImportedWorkload> workloads;
};

// Decides what the run is: the time that metrics or logs cover, or the user's, and its workloads.
// Adds what is assumed and asked for to the facts, and the capacity at the start to the tables.
ImportPlan import_plan(ImportedFacts& facts, const ImportOptions& options);

// Partitions of a table or index: what its size, its capacity and its warm throughput need, or the
// open shards of its stream. 0: not known.
std::int64_t imported_partitions(const ImportedCapacity& capacity, bool on_demand,
                                 std::int64_t bytes, std::int64_t open_shards);

// Whether the table can stand in the scenario: its capacity is known.
bool can_be_written(const ImportedFacts& facts, const std::string& table);

}  // namespace isotherm
