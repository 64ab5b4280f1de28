// SPDX-License-Identifier: Apache-2.0
#pragma once
// A workload of a scenario, configured but not yet running. The catalog lists the kinds of
// workloads.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

struct FlowSettings;  // engine/flows
struct KeyDesign;     // engine/attributes

// What a workload may know about a table or index that its calls go to.
struct TargetFacts {
    std::uint32_t item_bytes = 0;
    std::uint64_t bytes = 0;  // at the start
    bool is_index = false;
    bool is_global_index = false;
    bool is_series = false;  // a table by period
    std::string sort_key;
    std::string collection;  // see TableSpec
};

// What a workload knows about its run.
struct WorkloadContext {
    std::string name;  // "voters"; names its random streams
    std::uint64_t seed = 0;
    SimDuration duration{};    // length of the run
    WallTime start{};          // calendar time at which it starts, UTC
    bool asks_index = false;   // requests go to an index, not to the table
    ResourceName resource;     // the table or index that its requests go to
    std::uint32_t number = 0;  // of the workload, in the order of names
    // Keys that are expressions, and the attributes; nullptr: the scenario has none.
    std::shared_ptr<const KeyDesign> keys;
    std::string scenario_folder;   // base folder of relative input paths
    std::uint32_t item_bytes = 0;  // item size of the table, the default for requests
    std::uint32_t item_bytes_max = 0;
    std::uint64_t table_bytes = 0;       // size of the table or index at the start
    std::uint64_t batch_bytes_most = 0;  // limit of BatchGetItem and BatchWriteItem
    bool parallel_scan = true;           // whether a Scan can be divided into segments
    // What a failed condition on an absent item costs. True: a write of the item that the call
    // attempted to store; false: one unit.
    bool absent_item_costs_attempted = false;
    std::uint32_t transaction_items = 0;  // the most in one transaction; 0: there are none
    // For workloads with steps: the table, or its index; nullopt if there is none. `tables` returns
    // the names of all, for suggestions.
    std::function<std::optional<TargetFacts>(const std::string& table, const std::string& index)>
        target;
    std::function<std::vector<std::string>()> tables;
};

// A workload that runs as a flow.
struct FlowParts {
    const FlowSettings* settings = nullptr;  // lives as long as the workload; nullptr: none
    std::unique_ptr<RequestStream> draws;    // a call for each action, in the order of actions
    std::unique_ptr<RequestStream> values;   // a row for each value of a for_each
    Consistency consistency = Consistency::eventual;
    bool keys_given = false;
    bool sizes_given = false;
    std::uint64_t items = 1;  // the most that a Query reads of a key; 0: all
    double filter_keeps = 1;  // share of these that it returns
};

class WorkloadKind : public Configurable {
public:
    virtual Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const = 0;

    // Called before the settings are read: whether the table's key says what the keys are, so that
    // the workload has none.
    virtual void take_keys_from_table(bool /*gives*/) {}

    // Rejects settings that contradict the rest of the scenario. Called after the settings were
    // read.
    virtual void check(const WorkloadContext&, SettingsVisitor&) const {}

    // Whether the settings may change during a run. A recorded stream cannot change.
    virtual bool can_change() const { return false; }
    // Whether it ends by itself, as a recorded stream does.
    virtual bool is_finite() const { return false; }
    // Rows per call. A change of the settings during a run must not alter this number, because
    // clients use it to assign rows to calls.
    virtual std::size_t call_items() const { return 1; }

    // The calendar time of the first request, read from the start of a recorded stream; nullopt if
    // unknown.
    virtual std::optional<WallTime> recorded_start(const WorkloadContext&) const {
        return std::nullopt;
    }

    // Returns the demand if the settings determine it; nullopt if the requests are known only by
    // reading or drawing them all, as those of a recorded stream.
    virtual std::optional<WorkloadDemand> demand(const WorkloadContext&) const {
        return std::nullopt;
    }
    // The setting because of which `demand` returns nullopt; "" if it does so only because of a
    // file that cannot be read, which `open` reports.
    virtual std::string_view hides_demand() const { return "replay"; }

    // Whether its calls, which are no steps, read the items of a key.
    virtual bool asks_collections() const { return false; }

    // What makes the workload a flow; nullptr: it cannot be one.
    virtual const FlowSettings* flow() const { return nullptr; }
    // The workload as a flow; by default one that sends the calls of its stream.
    virtual Result<FlowParts> open_flow(const WorkloadContext& context) const {
        auto stream = open(context);
        if (!stream.ok()) return stream.errors();
        FlowParts parts;
        parts.draws = std::move(stream.value());
        parts.keys_given = parts.sizes_given = true;
        return parts;
    }

    // Input files, for the manifest's hashes.
    virtual std::vector<std::string> input_files(const WorkloadContext&) const { return {}; }
    // Makes relative paths in the settings absolute. `folder`: the folder of the scenario.
    virtual void make_absolute(const std::string& /*folder*/) {}
};

}  // namespace isotherm
