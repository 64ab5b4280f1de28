// SPDX-License-Identifier: Apache-2.0
#pragma once
// The caller decides: whether and when a throttled request is sent again.

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/requests/resend_queue.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

class RandomStream;

// A retry mode, configured. It makes one ClientPolicy for each workload that uses it.
class ClientPolicy;
class RetryMode : public Configurable {
public:
    virtual std::unique_ptr<ClientPolicy> start(RandomStream random) const = 0;
};

class ClientPolicy {
public:
    virtual ~ClientPolicy() = default;

    // Reads the outcomes of `rows` of the batch, all of this client's workload and in order of
    // time; sets `resent` and passes on what is to be sent again. Hot path.
    virtual void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
                       ResendQueue& again) = 0;

    // No resent request arrives earlier than this after the request it repeats; `never`'s duration
    // for a client that never repeats. Bounds the engine's windows.
    virtual SimDuration soonest_resend() const = 0;
};

}  // namespace isotherm
