// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of clients: they decide whether and when a throttled request is sent again.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/requests/resend_queue.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

class RandomStream;

// When the callers of a workload try again, for those that count requests instead of following
// them: try k + 1 is sent after a time that is uniform between delays[k - 1].least and .most after
// try k was sent.
struct ResendPlan {
    struct Delay {
        SimDuration least{};
        SimDuration most{};
    };
    std::vector<Delay> delays;  // by retry: one fewer than tries
    // Tokens of all clients together. A retry costs `retry_cost`; a success gives back the cost of
    // its own retry, or 1 if it needed none. No quota: retry_cost = 0.
    std::int64_t quota = 0;
    std::int64_t retry_cost = 0;
};

// A configured retry mode. It creates one ClientPolicy for each workload that uses it.
class ClientPolicy;
class RetryMode : public Configurable {
public:
    virtual std::unique_ptr<ClientPolicy> start(RandomStream random) const = 0;
    // The same as a plan; nullopt if no plan can say it, so that `fidelity = "cells"` is
    // impossible.
    virtual std::optional<ResendPlan> resend_plan() const { return std::nullopt; }
};

class ClientPolicy {
public:
    virtual ~ClientPolicy() = default;

    // Processes the outcomes of `rows` of the batch, which all belong to this client's workload and
    // are in order of time. Sets `resent` and pushes requests to be resent into `again`. Hot path.
    virtual void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
                       ResendQueue& again) = 0;

    // The shortest time between a request and its resent copy; SimDuration::max() for a client that
    // never resends. The length of the engine's time windows depends on it.
    virtual SimDuration soonest_resend() const = 0;
};

}  // namespace isotherm
