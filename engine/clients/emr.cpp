// SPDX-License-Identifier: Apache-2.0
// The DynamoDB connector of Amazon EMR: it tries for ten minutes, with Fibonacci back-off and
// jitter. The wait before retry k is 50 ms x F(k) and up to 100 ms x F(k-1) more, where F is 1, 1,
// 2, 3, 5, … from F(0).

#include "engine/clients/backoff.h"
#include "engine/clients/policy_of.h"

namespace isotherm {
namespace {

struct EmrSettings {
    SimDuration give_up_after = 10min;
    SimDuration step = 50ms;
    SimDuration round_trip = 5ms;
};

class EmrClient {
public:
    EmrClient(const EmrSettings& settings, RandomStream random)
        : settings_(settings), random_(std::move(random)) {}

    std::optional<SimDuration> decide(Failure, const AnsweredAttempt& attempt) {
        if (attempt.took >= settings_.give_up_after) return std::nullopt;
        std::int64_t before = 1, present = 1;  // F(k-1) and F(k)
        for (std::int64_t k = 1; k < attempt.attempt && present < most; ++k)
            before = std::exchange(present, before + present);
        const auto jitter = static_cast<double>((2 * settings_.step * before).count());
        return settings_.step * present +
               SimDuration(static_cast<std::int64_t>(random_.unit() * jitter));
    }
    void succeeded(const AnsweredAttempt&) {}
    SimTime may_send(std::uint64_t, std::int64_t, SimTime now) { return now; }
    SimDuration round_trip() const { return settings_.round_trip; }
    SimDuration shortest_wait() const { return settings_.step; }
    std::uint64_t clients() const { return 1; }
    void state(StateVisitor& visit) { visit(random_); }

private:
    static constexpr std::int64_t most = 1'000'000;  // far beyond ten minutes

    EmrSettings settings_;
    RandomStream random_;
};

class Emr final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        constexpr std::string_view source = "emr-dynamodb-connector DynamoDBFibonacciRetryer";
        visit.field({.name = "give_up_after",
                     .help = "time since the first attempt after which a call is not tried again",
                     .lowest = 0,
                     .highest = 86'400,
                     .source = source},
                    settings_.give_up_after);
        visit.field({.name = "step",
                     .help = "wait before the first retry; grows as the Fibonacci numbers",
                     .lowest = 1e-3,
                     .highest = 60,
                     .source = source},
                    settings_.step);
        round_trip_setting(visit, settings_.round_trip);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return policy_of(EmrClient(settings_, std::move(random)));
    }
    bool needs_flow() const override { return true; }

private:
    EmrSettings settings_;
};

const Registered<RetryMode, Emr> emr_entry(
    "emr", "tries for 10 minutes, Fibonacci back-off from 50 ms (the EMR connector)", {});

}  // namespace
}  // namespace isotherm
