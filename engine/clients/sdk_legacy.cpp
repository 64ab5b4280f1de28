// SPDX-License-Identifier: Apache-2.0
// botocore's legacy retry mode for DynamoDB: 10 attempts without jitter. The wait before retry k is
// 50 ms x 2^(k-1): from 50 ms for the first of 9 retries to 12.8 s for the last, 25.55 s in total.

#include "engine/clients/backoff.h"
#include "engine/clients/policy_of.h"

namespace isotherm {
namespace {

class SdkLegacy final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        attempts_setting(visit, settings_.attempts, "botocore _retry.json: DynamoDB 10");
        visit.field({.name = "first_delay",
                     .help = "wait before the first retry; doubles each time",
                     .lowest = 0,
                     .highest = 60,
                     .source = "botocore: 50 ms"},
                    settings_.first_delay[0]);
        settings_.first_delay[1] = settings_.first_delay[2] = settings_.first_delay[0];
        round_trip_setting(visit, settings_.round_trip);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return policy_of(Backoff(settings_, std::move(random)));
    }
    std::optional<ResendPlan> resend_plan() const override { return plan_of(settings_); }

private:
    BackoffSettings settings_ =
        BackoffSettings{
            .attempts = 10, .longest_delay = longest_run, .jitter = false, .quota = false}
            .delayed_by(50ms, 50ms);
};

const Registered<RetryMode, SdkLegacy> sdk_legacy_entry(
    "sdk_legacy", "10 attempts, 50 ms doubling, no jitter (botocore legacy, older Java and .NET)",
    {});

}  // namespace
}  // namespace isotherm
