// SPDX-License-Identifier: Apache-2.0
// botocore's adaptive retry mode: the standard mode, and a rate limiter for all calls of a client,
// first attempts included.

#include "engine/clients/adaptive_limiter.h"
#include "engine/clients/backoff.h"
#include "engine/clients/policy_of.h"

namespace isotherm {
namespace {

class AdaptiveClient {
public:
    AdaptiveClient(const BackoffSettings& settings, RandomStream random)
        : backoff_(settings, std::move(random)),
          limiters_(static_cast<std::size_t>(settings.clients)) {}

    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) {
        limiters_[attempt.client].answered(attempt.now, failure == Failure::throttled);
        return backoff_.decide(failure, attempt);
    }
    void succeeded(const AnsweredAttempt& attempt) {
        limiters_[attempt.client].answered(attempt.now, false);
        backoff_.succeeded(attempt);
    }
    SimTime may_send(std::uint64_t client, std::int64_t, SimTime now) {
        return limiters_[client].may_send(now);
    }
    SimDuration round_trip() const { return backoff_.round_trip(); }
    SimDuration shortest_wait() const { return backoff_.shortest_wait(); }
    std::uint64_t clients() const { return backoff_.clients(); }
    void state(StateVisitor& visit) {
        visit(backoff_);
        visit.same_length(limiters_);
    }

private:
    Backoff backoff_;
    std::vector<AdaptiveLimiter> limiters_;  // by client
};

class SdkAdaptive final : public BackoffMode {
public:
    SdkAdaptive()
        : BackoffMode(BackoffSettings().costing(5, 5, 10),
                      {.attempts = "botocore retries/standard.py: 3",
                       .delay = "botocore retries/standard.py: 1 s, 20 s",
                       .quota = "botocore retries/standard.py and quota.py: 500 tokens, 5, "
                                "time-outs 10"}) {}

    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return policy_of(AdaptiveClient(settings_, std::move(random)));
    }
    bool needs_flow() const override { return true; }
};

const Registered<RetryMode, SdkAdaptive> sdk_adaptive_entry(
    "sdk_adaptive", "sdk_standard with a rate limiter that follows throttling (botocore adaptive)",
    {});

}  // namespace
}  // namespace isotherm
