// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the workloads of a scenario ask of its tables and indexes: one Load for each workload,
// resource and side, index writes included, with its rate over time and its keys.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/workload_demand.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Neighbouring keys that are all alike, with what they cost.
struct KeyLoad {
    Key first = 0;
    std::uint64_t count = 1;
    std::optional<HashRange> lies;  // see KeyRun
    double units = 0;               // of one row of the workload, on average; all keys together
};

// What a workload's rows cost at a resource, whatever their rate.
struct LoadKeys {
    std::vector<KeyLoad> keys;
    std::optional<HashWalk> walk;              // in place of keys
    bool in_order = false;                     // one after the other, not drawn
    double units = 0;                          // of one row, on average
    double square = 0;                         // mean of their squares
    double dearest = 0;                        // what one row costs at most
    std::vector<double> quantiles;             // what rows cost, evenly many each; empty: all alike
    double stored_bytes = 0;                   // that one row adds, on average
    std::function<std::string(Key)> key_name;  // may be empty
};

struct Load {
    std::string workload;
    TableIndex resource;
    Side side = Side::read;
    std::shared_ptr<const LoadKeys> keys;
    std::vector<RateStretch> rows;  // per second, of the workload; in order, without overlap
    double leader = 1;              // part of its units that counts against a partition's maximum
    bool even = false;              // rows come evenly spaced
    double rows_per_call = 1;
    std::optional<RandomBursts> bursts;  // of rows
    SortOrder sort_order = SortOrder::single;
    std::optional<TableIndex> written_by;  // of index writes: the table that is written
};

// Of all workloads whose demand is known, and the workloads that have to be read. Loads of one
// resource and side are not added up.
struct KnownLoads {
    std::vector<Load> loads;
    std::vector<const WorkloadSpec*> unknown;
};
KnownLoads known_loads(const Scenario& scenario, const Tables& tables);

// Entries that one written row makes in an index: of the item's index key, and of a new one.
struct EntryWrites {
    double of_key = 0;
    double of_new_key = 0;
    double all() const { return of_key + of_new_key; }
};
EntryWrites entry_writes(const IndexSpec& index, Operation operation, Finding finding);

// The specification of an index resource.
const IndexSpec& spec_of_index(const std::vector<TableSpec>& specs, const Tables& tables,
                               TableIndex index);

}  // namespace isotherm
