// SPDX-License-Identifier: Apache-2.0
// A client that waits the same time before every retry, such as a loader that sends again at once.

#include "engine/clients/backoff.h"
#include "engine/clients/policy_of.h"

namespace isotherm {
namespace {

// Rows of requests without steps count attempts up to this number.
constexpr std::int64_t most_counted_attempts = 255;

class FixedMode final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        attempts_setting(visit, settings_.attempts, "", 1e9);
        visit.field({.name = "wait",
                     .help = "wait before every retry, since the answer",
                     .lowest = 0,
                     .highest = 3600},
                    wait_);
        settings_.delayed_by(wait_, wait_).longest_delay = wait_;
        clients_setting(visit, settings_.clients);
        round_trip_setting(visit, settings_.round_trip);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return policy_of(Backoff(settings_, std::move(random)));
    }
    bool needs_flow() const override { return settings_.attempts > most_counted_attempts; }
    std::int64_t client_count() const override { return settings_.clients; }
    void share_calls(std::int64_t clients) override { settings_.clients = clients; }
    std::optional<ResendPlan> resend_plan() const override {
        return needs_flow() ? std::nullopt : std::optional(plan_of(settings_));
    }

private:
    BackoffSettings settings_{.attempts = 10, .jitter = false, .quota = false};
    SimDuration wait_ = 100ms;
};

const Registered<RetryMode, FixedMode> fixed_mode_entry("fixed", "the same wait before every retry",
                                                        {});

}  // namespace
}  // namespace isotherm
