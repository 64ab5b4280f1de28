// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all flows of a run share.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/attributes/written_items.h"
#include "engine/caches/cache.h"
#include "engine/callers/latency.h"
#include "engine/clients/region_outages.h"
#include "engine/flows/caller_events.h"
#include "engine/flows/counted_keys.h"
#include "engine/flows/flow_state.h"
#include "engine/flows/flow_stop.h"
#include "engine/flows/item_watch.h"
#include "engine/flows/replica_reads.h"
#include "engine/model/charge.h"
#include "engine/requests/resend_queue.h"

namespace isotherm {

class Streams;

class Flow;

struct FlowWorld {
    const Tables& tables;
    const Charge& charge;
    Latency latency;
    CallerEvents events;
    ResendQueue& sends;
    // Rows of the present window, in the order of sends.present() since the window opened.
    std::vector<SentRow> sent;
    ItemWatch watch;
    CountedKeys counted;
    WrittenItems written;
    ItemChanges changes;  // that the rows of the present window make
    SimTime end;
    std::uint64_t seed = 0;
    // Puts a message into a queue.
    std::function<void(const std::string& queue, const QueuedMessage& message)> put;
    std::optional<FlowStop> stop;
    std::vector<std::unique_ptr<Cache>> caches = {};  // in the order of their names
    std::function<Flow&(std::uint32_t workload)> flow = {};
    Streams* streams = nullptr;        // that workloads read
    RegionOutages* outages = nullptr;  // nullptr: no Region fails
    // By table: the round trip that its writes and strong reads wait for; empty: none.
    std::vector<SimDuration> region_rtt = {};
    LateWrites late_writes = {};  // of keys that are counted
    ReplicaReads replica_reads = {};
    // Whether flows may look by themselves at each window what they do in it. With many flows, one
    // order of events is faster, because most windows concern only a few of them.
    bool few_flows = false;
    // The present window ends here. A call must be served before anything but its answer ends or
    // repeats it; so when it is sent, the window is cut where that may happen.
    SimTime window_end = {};

    void end_window(SimTime at) { window_end = std::min(window_end, at); }
    void stop_at(SimTime now, const FlowStop& why) {
        stop = why;
        end_window(now + 1us);
    }
    // Between two windows, all that was sent has been answered. `now`: the time of the state.
    void state(StateVisitor& visit, SimTime now) {
        late_writes.count(counted, now);
        visit(events, watch, counted, written, stop, replica_reads);
        late_writes.state(visit, counted);
    }
};

}  // namespace isotherm
