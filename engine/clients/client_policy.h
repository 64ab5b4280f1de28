// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of clients: they decide whether and when a throttled request is sent again.

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/requests/resend_queue.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

class RandomStream;

// A configured retry mode. It creates one ClientPolicy for each workload that uses it.
class ClientPolicy;
class RetryMode : public Configurable {
public:
    virtual std::unique_ptr<ClientPolicy> start(RandomStream random) const = 0;
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

    // What the client remembers between batches, such as its random numbers and quotas.
    virtual void state(StateVisitor& visit) = 0;
};

}  // namespace isotherm
