// SPDX-License-Identifier: Apache-2.0
#pragma once
// The demand of a scenario's workloads on its tables and indexes: one Load for each workload,
// resource and side, including index writes, with its keys and its rate over time.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/workload_demand.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Consecutive keys with equal demand, and their cost.
struct KeyLoad {
    Key first = 0;
    std::uint64_t count = 1;
    std::optional<HashRange> lies;  // range of the hash space; see KeyRun
    double units = 0;               // average units per row of the load that fall on these keys
};

// The cost of a workload's rows at a resource, independent of their rate.
struct LoadKeys {
    std::vector<KeyLoad> keys;
    std::optional<HashWalk> walk;  // if set, used instead of `keys`
    // Whether keys are used one after the other instead of being drawn at random.
    bool in_order = false;
    double units = 0;    // average units of one row
    double square = 0;   // mean of the squared units
    double dearest = 0;  // highest cost of one row, units
    // Cost of rows at evenly spaced quantiles; empty: all rows cost the same.
    std::vector<double> quantiles;
    double stored_bytes = 0;                   // added by one row, on average
    std::function<std::string(Key)> key_name;  // may be empty
};

struct Load {
    std::string workload;
    TableIndex resource;
    Side side = Side::read;
    std::shared_ptr<const LoadKeys> keys;
    std::shared_ptr<const WorkloadDemand> demand;  // of the whole workload, on both sides
    // Rate of the workload's rows, per second; in order, without overlap.
    std::vector<RateStretch> rows;
    double leader = 1;  // share of the units that counts against a partition's maximum
    bool even = false;  // rows come evenly spaced
    double rows_per_call = 1;
    std::optional<RandomBursts> bursts;  // bursts of rows
    SortOrder sort_order = SortOrder::single;
    std::optional<TableIndex> written_by;  // for index writes: the table whose writes cause them
};

// A workload, with its settings between two times, whose stream must be read.
struct UnknownLoad {
    const WorkloadSpec* workload = nullptr;
    const WorkloadKind* kind = nullptr;
    SimTime from;
    SimTime to;
};

// The loads of all workloads whose demand is known without reading streams, and the workloads whose
// streams must be read. Loads of the same resource and side stay separate.
struct KnownLoads {
    std::vector<Load> loads;
    std::vector<UnknownLoad> unknown;
};
KnownLoads known_loads(const Scenario& scenario, const Tables& tables);

// Number of index entries that one written row writes: those with the item's present index key, and
// those with a new one.
struct EntryWrites {
    double of_key = 0;
    double of_new_key = 0;
    double all() const { return of_key + of_new_key; }
};
EntryWrites entry_writes(const IndexSpec& index, Operation operation, Finding finding);

// Returns the specification of an index.
const IndexSpec& spec_of_index(const std::vector<TableSpec>& specs, const Tables& tables,
                               TableIndex index);

}  // namespace isotherm
