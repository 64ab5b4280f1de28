// SPDX-License-Identifier: Apache-2.0
#pragma once
// Exponential back-off with an optional retry quota: what the SDKs' retry modes have in common.
//
// The wait before retry k is first_delay x 2^(k-1), at most longest_delay; with jitter, uniformly
// distributed between 0 and that. With a quota, each client has `retry_quota` tokens; a retry costs
// some, and a success gives back the cost of its own last retry, or one token if it needed none.

#include <algorithm>
#include <array>
#include <vector>

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

struct BackoffSettings {
    std::int64_t attempts = 3;
    std::array<SimDuration, failure_count> first_delay{1s, 1s, 1s};  // by failure
    SimDuration longest_delay = 20s;
    bool jitter = true;
    bool quota = true;  // whether there is a retry quota
    std::int64_t retry_quota = 500;
    std::array<std::int64_t, failure_count> cost{5, 5, 5};  // tokens of a retry, by failure
    std::int64_t clients = 1;
    SimDuration round_trip = 5ms;

    // The same delay after every failure.
    BackoffSettings& delayed_by(SimDuration throttled, SimDuration transient) {
        first_delay = {throttled, transient, transient};
        return *this;
    }
    BackoffSettings& costing(std::int64_t throttled, std::int64_t transient,
                             std::int64_t timed_out) {
        cost = {throttled, transient, timed_out};
        return *this;
    }
};

// The longest wait before retry `retry`, counted from 1: without jitter, the wait.
SimDuration longest_before_retry(const BackoffSettings& settings, Failure failure,
                                 std::int64_t retry);
// The same for each retry, up to the one from which on it does not change.
std::vector<SimDuration> longest_waits(const BackoffSettings& settings, Failure failure);
// The retries of throttled calls as a plan.
ResendPlan plan_of(const BackoffSettings& settings);

class Backoff {
public:
    Backoff(const BackoffSettings& settings, RandomStream random)
        : settings_(settings),
          random_(std::move(random)),
          quota_(static_cast<std::size_t>(settings.clients), settings.retry_quota) {
        for (std::size_t failure = 0; failure < failure_count; ++failure)
            longest_waits_[failure] = longest_waits(settings, static_cast<Failure>(failure));
    }

    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) {
        const SimDuration wait = wait_after(failure, attempt);
        return wait == no_retry ? std::nullopt : std::optional(wait);
    }
    // The same with no_retry in place of nullopt. Hot path of a storm of retries.
    static constexpr SimDuration no_retry = SimDuration::min();
    SimDuration wait_after(Failure failure, const AnsweredAttempt& attempt) {
        if (attempt.attempt >= settings_.attempts) return no_retry;
        if (settings_.quota) {
            std::int64_t& quota = quota_[attempt.client];
            if (quota < cost_of(failure)) return no_retry;
            quota -= cost_of(failure);
        }
        return delay_before_retry(failure, attempt.attempt);
    }
    void succeeded(const AnsweredAttempt& attempt) {
        if (!settings_.quota) return;
        std::int64_t& quota = quota_[attempt.client];
        const std::int64_t given_back = attempt.attempt > 1 ? cost_of(attempt.last_failure) : 1;
        quota = std::min(quota + given_back, settings_.retry_quota);
    }
    SimTime may_send(std::uint64_t /*client*/, std::int64_t /*attempt*/, SimTime now) {
        return now;
    }

    SimDuration round_trip() const { return settings_.round_trip; }
    SimDuration shortest_wait() const {
        // With full jitter the wait can be zero.
        return settings_.jitter ? 0s : *std::ranges::min_element(settings_.first_delay);
    }
    std::uint64_t clients() const { return quota_.size(); }
    std::int64_t tokens_left(std::uint64_t client) const { return quota_[client]; }
    void state(StateVisitor& visit) {
        visit(random_);
        visit.same_length(quota_);
        for (const std::int64_t left : quota_)
            visit.require(left >= 0 && left <= settings_.retry_quota);
    }

private:
    std::int64_t cost_of(Failure failure) const {
        return settings_.cost[static_cast<std::size_t>(failure)];
    }
    SimDuration delay_before_retry(Failure failure, std::int64_t retry) {
        const std::vector<SimDuration>& waits = longest_waits_[static_cast<std::size_t>(failure)];
        const SimDuration longest =
            waits[std::min(static_cast<std::size_t>(retry), waits.size()) - 1];
        if (!settings_.jitter) return longest;
        return SimDuration(
            static_cast<std::int64_t>(random_.unit() * static_cast<double>(longest.count())));
    }

    BackoffSettings settings_;
    RandomStream random_;
    std::vector<std::int64_t> quota_;                                    // tokens left, by client
    std::array<std::vector<SimDuration>, failure_count> longest_waits_;  // by failure and retry
};

// Where the values of a mode come from, for its settings.
struct BackoffSources {
    std::string_view attempts;
    std::string_view delay;
    std::string_view quota = {};
};

// A retry mode that is nothing but back-off.
class BackoffMode : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override;
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override;
    std::int64_t client_count() const override { return settings_.clients; }
    void share_calls(std::int64_t clients) override { settings_.clients = clients; }
    std::optional<ResendPlan> resend_plan() const override {
        return needs_flow() ? std::nullopt : std::optional(plan_of(settings_));
    }

protected:
    BackoffMode(const BackoffSettings& settings, const BackoffSources& sources)
        : settings_(settings), sources_(sources) {}

    BackoffSettings settings_;

private:
    BackoffSources sources_;
};

// Settings that all clients have.
void round_trip_setting(SettingsVisitor& visit, SimDuration& round_trip);
void clients_setting(SettingsVisitor& visit, std::int64_t& clients);
void attempts_setting(SettingsVisitor& visit, std::int64_t& attempts, std::string_view source,
                      double highest = 30);

}  // namespace isotherm
