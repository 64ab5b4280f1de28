// SPDX-License-Identifier: Apache-2.0
#pragma once
// Throttled requests that come again, as counts: the retry modes of clients for `fidelity =
// "cells"`. Requests of a step count as spread evenly over it. A request that would come again in
// the same step comes in the next one; while any wait, steps are as short as a slot.

#include <functional>
#include <map>
#include <vector>

#include "engine/cells/side_cells.h"
#include "engine/clients/client_policy.h"

namespace isotherm {

// Requests that come again are counted by slots of time.
inline constexpr SimDuration resend_slot = std::chrono::milliseconds(250);

class CellResends {
public:
    // Plans by workload.
    explicit CellResends(std::vector<ResendPlan> plans);

    // Adds the successes of a step, which give tokens back to the quota: first tries and retries.
    void add_successes(WorkloadIndex workload, std::uint64_t first, std::uint64_t again);
    // Announces requests that were refused, before resend() is asked about any of them.
    void announce(WorkloadIndex workload, const CellRefusal& refusal);
    // Sends as many of them again as the plan allows, and returns their number. The others are
    // given up. `position` says where they go.
    std::uint32_t resend(CellLoad& load, const CellRefusal& refusal, ItemPosition position,
                         const CellStep& step);
    // Ends the step.
    void settle();

    // Requests that come again.
    struct Due {
        CellLoad* load = nullptr;
        std::uint32_t flow = 0;
        bool of_hot_key = false;
        Key key = 0;  // if of_hot_key
        ItemPosition position;
        std::uint8_t attempt = 1;
        std::uint32_t count = 0;
        std::int64_t units = 0;  // half-units of all of them
    };
    // Takes out what comes before `end`.
    std::vector<Due> take(SimTime end);
    // Between two steps. `load_of` returns the load with a stream; nullptr if there is none.
    using LoadOf = std::function<CellLoad*(std::uint64_t stream)>;
    void state(StateVisitor& visit, const LoadOf& load_of);
    // All that still waits, by slot.
    const std::map<std::int64_t, std::vector<Due>>& waiting() const { return waiting_; }

private:
    struct Client {
        ResendPlan plan;
        std::int64_t tokens = 0;
        // Of the present step:
        std::uint64_t wanted = 0;   // refused requests that have tries left
        std::uint64_t asked = 0;    // those of them that resend() was asked about
        std::uint64_t granted = 0;  // those of them that come again
        std::uint64_t most = 0;     // that the quota allows
        std::int64_t earned = 0;    // tokens
        bool decided = false;       // whether `most` is known
    };
    bool has_tries_left(const Client& client, const CellRefusal& refusal) const {
        return refusal.attempt <= client.plan.delays.size();
    }
    static void decide(Client& client);
    void spread(const Due& due, const ResendPlan::Delay& delay, const CellStep& step);

    std::vector<Client> clients_;
    std::map<std::int64_t, std::vector<Due>> waiting_;  // by slot
};

}  // namespace isotherm
