// SPDX-License-Identifier: Apache-2.0
#pragma once
// A policy with one simulated table: tests set what CloudWatch shows and what is provisioned, and
// see what the policy wants.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/vocabulary/json_settings.h"
#include "engine/scaling/scaling_policy.h"

namespace isotherm {

class PolicyBench {
public:
    explicit PolicyBench(const std::string& policy,
                         const nlohmann::ordered_json& settings = nlohmann::ordered_json::object(),
                         const std::string& era = "2024", bool is_index = false)
        : era_(*era_named(era)) {
        const auto kind = Catalog<ScalingPolicyKind>::instance().create(policy);
        for (const Error& error :
             apply_json_settings(settings, "test", "", ExitCode::usage, *kind)) {
            ADD_FAILURE() << error.text();
        }
        policy_ = kind->start({.era = era_, .is_index = is_index});
    }

    // Records `count` minutes with the given consumption per second, and advances `now`.
    void minutes(std::int64_t count, double reads, double writes = 0, std::int64_t events = 0) {
        for (std::int64_t i = 0; i < count; ++i) {
            history.record(minute_of(now), Side::read, reads * 60, events, reads * 60);
            history.record(minute_of(now), Side::write, writes * 60, events, writes * 60);
            now += 60s;
        }
    }

    ScalingView view() {
        return {.now = now,
                .metrics = MetricView(history, now, 0s),
                .provisioned = provisioned,
                .active = active,
                .decreases_left = decreases_left,
                .window = window ? &*window : nullptr};
    }
    ScalingDecision check() { return policy_->check(view()); }
    // Checks the policy and applies its decision; returns the new throughput.
    Throughput step() {
        const ScalingView seen = view();
        const ScalingDecision decision = policy_->check(seen);
        if (decision.changes(provisioned)) policy_->accepted(seen, decision);
        provisioned = decision.wanted;
        return provisioned;
    }
    std::int64_t step_reads() { return step().read; }
    ScalingPolicy& policy() { return *policy_; }

    MetricHistory history;
    WallTime now = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1} + 10h;
    Throughput provisioned{100, 100};
    bool active = true;
    std::int64_t decreases_left = 4;
    std::optional<WindowSums> window;

private:
    Era era_;
    std::unique_ptr<ScalingPolicy> policy_;
};

}  // namespace isotherm
