// SPDX-License-Identifier: Apache-2.0
#pragma once
// All flows of a run. They share one order of events, so that what couples them inside a window
// (queues, watched items) is exact.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/attributes/written_items.h"
#include "engine/caches/cache.h"
#include "engine/callers/latency_settings.h"
#include "engine/clients/region_outages.h"
#include "engine/flows/flow_stop.h"
#include "engine/model/charge.h"
#include "engine/requests/arrivals.h"

namespace isotherm {

class ClientPolicy;
class Flow;
class Streams;
struct FlowMaking;
struct FlowWorld;
struct SentRow;

class Flows {
public:
    // `sends` and `tables` must live as long as the flows.
    Flows(const Tables& tables, const Charge& charge, const LatencySettings& latency,
          std::uint64_t seed, SimTime end, ResendQueue& sends);
    ~Flows();
    Flows(const Flows&) = delete;
    Flows& operator=(const Flows&) = delete;

    // The scenario's caches, in the order of their names. Must be set before flows are added.
    void set_caches(std::vector<std::unique_ptr<Cache>> caches);
    // The streams that workloads read. Must be set before flows are added.
    void set_streams(Streams& streams);
    // Regions that fail, or nullptr; and by table, the round trip between Regions that its writes
    // and strong reads wait for, or an empty list.
    void set_regions(RegionOutages* outages, std::vector<SimDuration> region_rtt);
    const std::vector<std::unique_ptr<Cache>>& caches() const;

    // Flows must be added in the order of their workload index, and started when all are there.
    Flow& add(FlowMaking making);
    void start();

    bool empty() const { return flows_.empty(); }
    // The time of the next caller event; `never` if there is none.
    SimTime next_time();
    // Carries out all events before the end of the window: they send its rows. Returns where the
    // window has to end, which may be earlier: rows whose calls may be ended or repeated before
    // they are answered must be served first.
    SimTime carry_out(const Window& window);
    // The rows of the batch have been admitted or refused: answers follow. All rows of a window
    // come in the order of the send queue.
    void answer(RequestBatch& batch);

    // What the rows of the last batch do to items that their callers know.
    const ItemChanges& item_changes() const;

    // The flow of a workload; nullptr if it is none.
    Flow* of(WorkloadIndex workload) {
        return workload.value < by_workload_.size() ? by_workload_[workload.value] : nullptr;
    }
    std::vector<std::unique_ptr<Flow>>& all() { return flows_; }
    // Windows must not be longer than this.
    SimDuration longest_window() const;
    // Why the run has to stop, if it has to.
    const std::optional<FlowStop>& stop() const;

    // Between two windows; `now` is where the last one ended.
    void state(StateVisitor& visit, SimTime now);

private:
    void sort_sent();
    void follow(const RequestBatch& batch, std::size_t row);
    void follow_written(const RequestBatch& batch, std::size_t row);
    void follow_in_caches(const RequestBatch& batch, std::size_t row);

    std::unique_ptr<FlowWorld> world_of_flows_;
    FlowWorld& world_;
    std::vector<std::unique_ptr<Flow>> flows_;
    std::vector<Flow*> by_workload_;
    std::map<std::string, Flow*> readers_;              // by queue
    std::vector<std::vector<Cache*>> caches_of_table_;  // that hold items of it; empty: none do
    std::size_t answered_ = 0;                          // rows of world_.sent
};

// The place of a flow's workload among the streams: it has no rows of its own, because the flow
// sends them.
std::unique_ptr<RequestStream> rows_of_flow(Flow& flow);
// The client of such a workload: the flow decides what is sent again.
std::unique_ptr<ClientPolicy> client_of_flow();

}  // namespace isotherm
