// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of clients: they decide whether and when a failed call is sent again.

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
    // Whether only flows can do what the mode does: let first attempts wait, measure times.
    virtual bool needs_flow() const { return false; }
    // Number of clients that share the calls of a workload. Quotas, rate limiters, circuit breakers
    // and connection pools exist once per client.
    virtual std::int64_t client_count() const { return 1; }
    // Sets that number, for a mode inside another one. Modes without quotas have no need of it.
    virtual void share_calls(std::int64_t /*clients*/) {}
    // The same as a plan; nullopt if no plan can say it, so that `fidelity = "cells"` is
    // impossible.
    virtual std::optional<ResendPlan> resend_plan() const { return std::nullopt; }
};

// Why an attempt of a call failed. SDKs treat these differently.
enum class Failure : std::uint8_t {
    throttled,  // refused for lack of throughput; also conflicts of transactions
    transient,  // an error of the service (HTTP 500)
    timed_out   // the caller stopped waiting
};
inline constexpr std::size_t failure_count = 3;

// An attempt of a call that was answered. Attempts are numbered from 1; `client` is the number of
// the client that sent it.
struct AnsweredAttempt {
    std::int64_t attempt = 1;
    std::uint64_t client = 0;
    SimTime now{};           // when the answer came
    SimDuration took{};      // since the first attempt of the call was sent
    Failure last_failure{};  // of the call's previous attempt, if there was one
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

    // Flows ask about each call, in order of the answers. Returns the time to wait from now on
    // before the call is sent again; nullopt: the call has failed for good.
    virtual std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) = 0;
    virtual void succeeded(const AnsweredAttempt& attempt) = 0;

    // When the client may send this attempt at the earliest: `now` if at once (which counts as
    // sent), `never` if the call fails without being sent.
    virtual SimTime may_send(std::uint64_t /*client*/, std::int64_t /*attempt*/, SimTime now) {
        return now;
    }
};

}  // namespace isotherm
