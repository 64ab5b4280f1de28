// SPDX-License-Identifier: Apache-2.0
// botocore's legacy retry mode for DynamoDB: 10 attempts without jitter. The wait before retry k is
// 50 ms x 2^(k-1): from 50 ms for the first of 9 retries to 12.8 s for the last, 25.55 s in total.

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

struct LegacySettings {
    std::int64_t attempts = 10;
    SimDuration first_delay = 50ms;
    SimDuration round_trip = 5ms;
};

SimDuration delay_before_retry(const LegacySettings& settings, std::int64_t retry) {
    return settings.first_delay * (std::int64_t{1} << (retry - 1));
}

class LegacyClient final : public ClientPolicy {
public:
    explicit LegacyClient(const LegacySettings& settings) : settings_(settings) {}

    void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
               ResendQueue& again) override {
        for (const std::uint32_t i : rows) {
            const std::int64_t attempt = batch.attempt[i];
            const bool resent = is_throttled(batch.outcome[i]) && attempt < settings_.attempts;
            batch.resent[i] = resent;
            if (!resent) continue;
            Request request = batch.row(i);
            request.arrival += settings_.round_trip + delay_before_retry(settings_, attempt);
            request.attempt = static_cast<std::uint8_t>(attempt + 1);
            again.push(request);
        }
    }
    SimDuration soonest_resend() const override {
        return settings_.round_trip + settings_.first_delay;
    }

private:
    LegacySettings settings_;
};

class SdkLegacy final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "attempts",
                     .help = "maximum number of tries of a request, including the first",
                     .lowest = 1,
                     .highest = 30,
                     .source = "botocore _retry.json: DynamoDB 10"},
                    settings_.attempts);
        visit.field({.name = "first_delay",
                     .help = "wait before the first retry; doubles each time",
                     .lowest = 0,
                     .highest = 60,
                     .source = "botocore: 50 ms"},
                    settings_.first_delay);
        visit.field({.name = "round_trip",
                     .help = "time from sending a request to receiving its response",
                     .lowest = 1e-6,
                     .highest = 10,
                     .source = "[inferred] single-digit milliseconds"},
                    settings_.round_trip);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream) const override {
        return std::make_unique<LegacyClient>(settings_);
    }
    std::optional<ResendPlan> resend_plan() const override {
        ResendPlan plan;
        for (std::int64_t retry = 1; retry < settings_.attempts; ++retry) {
            const SimDuration after = settings_.round_trip + delay_before_retry(settings_, retry);
            plan.delays.push_back({after, after});
        }
        return plan;
    }

private:
    LegacySettings settings_;
};

const Registered<RetryMode, SdkLegacy> sdk_legacy_entry(
    "sdk_legacy", "10 attempts, 50 ms doubling, no jitter (botocore legacy, older Java and .NET)",
    {});

}  // namespace
}  // namespace isotherm
