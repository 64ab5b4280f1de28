// SPDX-License-Identifier: Apache-2.0
// botocore's standard retry mode: 3 attempts with full jitter, and a retry quota that limits the
// retries of a client while the service keeps refusing.
//
// The delay before attempt k+1 is uniformly distributed between 0 and min(2^(k-1) s, 20 s). Each
// client has a quota of 500 tokens. A retry costs 5 tokens. A success returns the 5 tokens of its
// own retry, or 1 token if it needed no retry.

#include <cmath>
#include <vector>

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

struct StandardSettings {
    std::int64_t attempts = 3;
    SimDuration first_delay = 1s;
    SimDuration longest_delay = 20s;
    std::int64_t retry_quota = 500;
    std::int64_t retry_cost = 5;
    std::int64_t clients = 1;
    SimDuration round_trip = 5ms;
};

SimDuration longest_before_retry(const StandardSettings& settings, std::int64_t retry) {
    SimDuration longest = settings.first_delay;
    for (std::int64_t k = 1; k < retry && longest < settings.longest_delay; ++k) longest *= 2;
    return std::min(longest, settings.longest_delay);
}

class StandardClient final : public ClientPolicy {
public:
    StandardClient(const StandardSettings& settings, RandomStream random)
        : settings_(settings),
          random_(std::move(random)),
          quota_(static_cast<std::size_t>(settings.clients), settings.retry_quota) {}

    void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
               ResendQueue& again) override {
        for (const std::uint32_t i : rows) {
            std::int64_t& quota = quota_[batch.sequence[i] % quota_.size()];
            const std::int64_t attempt = batch.attempt[i];
            batch.resent[i] = 0;
            if (!is_throttled(batch.outcome[i])) {
                const std::int64_t given_back = attempt > 1 ? settings_.retry_cost : 1;
                quota = std::min(quota + given_back, settings_.retry_quota);
            } else if (attempt < settings_.attempts && quota >= settings_.retry_cost) {
                quota -= settings_.retry_cost;
                batch.resent[i] = 1;
                Request request = batch.row(i);
                request.arrival += settings_.round_trip + delay_before_retry(attempt);
                request.attempt = static_cast<std::uint8_t>(attempt + 1);
                again.push(request);
            }
        }
    }
    // With full jitter the wait can be zero.
    SimDuration soonest_resend() const override { return settings_.round_trip; }

private:
    SimDuration delay_before_retry(std::int64_t retry) {
        const auto longest = static_cast<double>(longest_before_retry(settings_, retry).count());
        return SimDuration(static_cast<std::int64_t>(random_.unit() * longest));
    }

    StandardSettings settings_;
    RandomStream random_;
    std::vector<std::int64_t> quota_;  // tokens left, by client
};

class SdkStandard final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "attempts",
                     .help = "maximum number of tries of a request, including the first",
                     .lowest = 1,
                     .highest = 30,
                     .source = "botocore retries/standard.py: 3"},
                    settings_.attempts);
        visit.field(
            {.name = "first_delay",
             .help = "longest random wait before the first retry; doubles with each further retry",
             .lowest = 0,
             .highest = 60,
             .source = "botocore retries/standard.py: 1 s"},
            settings_.first_delay);
        visit.field({.name = "longest_delay",
                     .help = "longest wait before any retry",
                     .lowest = 0,
                     .highest = 3600,
                     .source = "botocore retries/standard.py: 20 s"},
                    settings_.longest_delay);
        visit.field({.name = "retry_quota",
                     .help = "size of each client's retry quota, in tokens",
                     .lowest = 0,
                     .highest = 1e9,
                     .source = "botocore retries/standard.py: 500"},
                    settings_.retry_quota);
        visit.field({.name = "retry_cost",
                     .help = "tokens a retry costs",
                     .lowest = 0,
                     .highest = 1e6,
                     .source = "botocore retries/standard.py: 5"},
                    settings_.retry_cost);
        visit.field({.name = "clients",
                     .help = "number of SDK clients that share the workload's requests",
                     .lowest = 1,
                     .highest = 1e6,
                     .source = "[inferred] one process"},
                    settings_.clients);
        visit.field({.name = "round_trip",
                     .help = "time from sending a request to receiving its response",
                     .lowest = 1e-6,
                     .highest = 10,
                     .source = "[inferred] single-digit milliseconds"},
                    settings_.round_trip);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return std::make_unique<StandardClient>(settings_, std::move(random));
    }
    std::optional<ResendPlan> resend_plan() const override {
        ResendPlan plan;
        for (std::int64_t retry = 1; retry < settings_.attempts; ++retry) {
            plan.delays.push_back({settings_.round_trip,
                                   settings_.round_trip + longest_before_retry(settings_, retry)});
        }
        plan.quota = settings_.retry_quota * settings_.clients;
        plan.retry_cost = settings_.retry_cost;
        return plan;
    }

private:
    StandardSettings settings_;
};

const Registered<RetryMode, SdkStandard> sdk_standard_entry(
    "sdk_standard", "3 attempts, full jitter up to 20 s, retry quota of 500 (botocore standard)",
    {});

}  // namespace
}  // namespace isotherm
