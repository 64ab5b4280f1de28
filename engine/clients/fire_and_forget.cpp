// SPDX-License-Identifier: Apache-2.0
// A client that does not try again: a throttled request is lost.

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

class FireAndForgetClient final : public ClientPolicy {
public:
    void react(RequestBatch& batch, std::span<const std::uint32_t> rows, ResendQueue&) override {
        for (const std::uint32_t i : rows) batch.resent[i] = 0;
    }
    SimDuration soonest_resend() const override { return SimDuration::max(); }
};

class FireAndForget final : public RetryMode {
public:
    void settings(SettingsVisitor&) override {}
    std::unique_ptr<ClientPolicy> start(RandomStream) const override {
        return std::make_unique<FireAndForgetClient>();
    }
    std::optional<ResendPlan> resend_plan() const override { return ResendPlan{}; }
};

const Registered<RetryMode, FireAndForget> fire_and_forget_entry("fire_and_forget",
                                                                 "never tries again", {});

}  // namespace
}  // namespace isotherm
