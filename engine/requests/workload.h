// SPDX-License-Identifier: Apache-2.0
#pragma once
// A workload of the scenario, configured but not yet running: the catalog holds its kinds.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// What a workload may know of the run it belongs to.
struct WorkloadContext {
    std::string name;  // "voters"; names its random streams
    std::uint64_t seed = 0;
    SimDuration duration{};        // of the run
    bool asks_index = false;       // its requests go to an index, not to the table
    std::string scenario_folder;   // relative input paths start here
    std::uint32_t item_bytes = 0;  // the table's item size, the default of its requests
    std::uint32_t item_bytes_max = 0;
    std::uint64_t table_bytes = 0;       // of the table or index at the start
    std::uint64_t batch_bytes_most = 0;  // one BatchGetItem or BatchWriteItem carries
    bool parallel_scan = true;           // whether a Scan can have segments
    // What a failed condition on an absent item costs: the size attempted, or else one unit.
    bool absent_item_costs_attempted = false;
};

class WorkloadKind : public Configurable {
public:
    virtual Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const = 0;

    // Looks for settings that contradict the rest of the scenario; after they have been visited.
    virtual void check(const WorkloadContext&, SettingsVisitor&) const {}

    // Whether it can go on with other settings while the run goes on. A recorded stream cannot.
    virtual bool can_change() const { return false; }
    // Rows of one call, which no change may alter: clients know calls by them.
    virtual std::size_t call_items() const { return 1; }

    // The calendar time of the first request, where a recorded stream tells; reads its beginning.
    virtual std::optional<WallTime> recorded_start(const WorkloadContext&) const {
        return std::nullopt;
    }

    // What it asks for, where the settings say so; a recorded stream has to be read.
    virtual std::optional<WorkloadDemand> demand(const WorkloadContext&) const {
        return std::nullopt;
    }

    // Input files, for the manifest's hashes.
    virtual std::vector<std::string> input_files(const WorkloadContext&) const { return {}; }
    // From now on the settings give paths that hold from anywhere. `folder`: the scenario's.
    virtual void make_absolute(const std::string& /*folder*/) {}
};

}  // namespace isotherm
