// SPDX-License-Identifier: Apache-2.0
// A client that does not try again: a throttled request is lost.

#include "engine/clients/policy_of.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

struct SingleTry {
    std::optional<SimDuration> decide(Failure, const AnsweredAttempt&) { return std::nullopt; }
    void succeeded(const AnsweredAttempt&) {}
    SimTime may_send(std::uint64_t, std::int64_t, SimTime now) { return now; }
    SimDuration round_trip() const { return 0s; }
    SimDuration shortest_wait() const { return SimDuration::max(); }
    std::uint64_t clients() const { return 1; }
    void state(StateVisitor&) {}
};

class FireAndForget final : public RetryMode {
public:
    void settings(SettingsVisitor&) override {}
    std::unique_ptr<ClientPolicy> start(RandomStream) const override {
        return policy_of(SingleTry());
    }
    std::optional<ResendPlan> resend_plan() const override { return ResendPlan{}; }
};

const Registered<RetryMode, FireAndForget> fire_and_forget_entry("fire_and_forget",
                                                                 "never tries again", {});

}  // namespace
}  // namespace isotherm
