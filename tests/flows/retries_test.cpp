// SPDX-License-Identifier: Apache-2.0
// Retry modes in flows and by themselves: V-F15 to V-F20, V-R4.

#include <cmath>

#include "engine/clients/adaptive_limiter.h"
#include "tests/flows/flow_run.h"
#include "tests/workloads/synthetic/given_settings.h"

namespace isotherm {
namespace {

TEST(FlowRetries, v_f15_four_attempts_at_an_overloaded_table) {
    const FlowRun run(
        {.capacity = "read = 1, write = 1000",
         .latency = R"(model = "constant", time = "1 ms")",
         .duration = "600s",
         .model = "burst_window = \"0s\"\ninitial_burst = 0",
         .workload =
             R"(client = { retry = "sdk_standard", attempts = 4, first_delay = "10s", longest_delay = "10s", retry_cost = 0 }
arrivals = { shape = "poisson", rate = "1200/s" }
steps = [{ call = "PutItem", key = "1" }])",
         .table = "partitions = 1"});
    // p = (1/6)^(1/4) of the tries are refused; attempts per request (1 - p^4) / (1 - p).
    const Totals& totals = run.run().totals();
    std::uint64_t throttled = 0, tries = 0;
    for (std::size_t second = 100; second < 600; ++second) {
        throttled += run.run().throttled_in(Side::write, second);
        tries += run.run().throttled_in(Side::write, second) +
                 run.run().admitted_in(Side::write, second);
    }
    EXPECT_NEAR(static_cast<double>(throttled) / static_cast<double>(tries), 0.638943, 0.012);
    EXPECT_NEAR(static_cast<double>(tries) / 500, 2'770, 60);
    EXPECT_NEAR(static_cast<double>(totals.admitted) / 600, 1'000, 2);
}

// Everything is refused: the impossible write of V-F16.
FlowRun all_refused(const char* client, int actions) {
    return FlowRun({.capacity = "read = 1, write = 1",
                    .latency = R"(model = "constant", time = "1 ms")",
                    .duration = "2000s",
                    .model = "burst_window = \"0s\"\ninitial_burst = 0",
                    .workload = fmt::format(R"(client = {{ {} }}
callers = {{ kind = "items", total = {} }}
steps = [{{ call = "PutItem", key = "1", bytes = "300 KB" }}])",
                                            client, actions)});
}

TEST(FlowRetries, v_f16_the_retry_quota_ends_a_storm) {
    // 33 calls of 4 tries take 495 of 500 tokens, the 34th one retry, all others none.
    const FlowRun run = all_refused(R"(retry = "sdk_standard_2_1")", 60);
    EXPECT_EQ(run.actions().attempts(), 60u + 100u);
    EXPECT_EQ(run.actions().failed, 60u);
    EXPECT_EQ(run.run().totals().given_up, 60u);
    const FlowRun dear = all_refused(R"(retry = "sdk_standard_2_1", retry_cost = 14)", 60);
    EXPECT_EQ(dear.actions().attempts(), 60u + 35u);
}

TEST(FlowRetries, v_f16_errors_of_the_service_cost_fourteen_tokens) {
    const FlowRun run({.latency = R"(model = "constant", time = "1 ms", failures = "100 %")",
                       .duration = "60s",
                       .workload = R"(client = { retry = "sdk_standard_2_1" }
callers = { kind = "items", total = 60 }
steps = [{ call = "PutItem", key = "1" }])"});
    EXPECT_EQ(run.actions().attempts(), 60u + 35u);
    EXPECT_EQ(run.actions().service_errors, 95u);
    EXPECT_EQ(run.run().totals().attempts, 0u) << "a call that failed consumes nothing";
}

TEST(FlowRetries, v_f17_legacy_gives_up_after_its_fixed_delays_and_round_trips) {
    const FlowRun run({.capacity = "read = 1, write = 1",
                       .model = "burst_window = \"0s\"\ninitial_burst = 0",
                       .workload = R"(client = { retry = "sdk_legacy" }
callers = { kind = "items", total = 1 }
steps = [{ call = "PutItem", key = "1", bytes = "300 KB" }])"});
    EXPECT_EQ(run.actions().latency.most_ms(), 25'550 + 10 * 10);
}

TEST(FlowRetries, v_f17_standard_2_1_waits_three_and_a_half_seconds_on_average) {
    const auto policy = configured<RetryMode>("sdk_standard_2_1", {{"retry_cost", "0"}})
                            ->start(RandomStream(7, "test"));
    constexpr int calls = 20'000;
    double sum = 0, squares = 0;
    for (int call = 0; call < calls; ++call) {
        double waited = 0;
        for (std::int64_t attempt = 1;; ++attempt) {
            const auto wait = policy->decide(Failure::throttled, {.attempt = attempt});
            if (!wait) break;
            waited += in_seconds(*wait);
        }
        EXPECT_LT(waited, 7);
        sum += waited;
        squares += waited * waited;
    }
    const double mean = sum / calls;
    EXPECT_NEAR(mean, 3.5, 5 * 1.3229 / std::sqrt(calls));
    EXPECT_NEAR(std::sqrt(squares / calls - mean * mean), 1.3229, 0.04);
}

// Answers at an even rate for some seconds, so that the limiter has measured it.
SimTime feed(AdaptiveLimiter& limiter, SimTime from, SimDuration each, SimDuration length) {
    SimTime now = from;
    while (now < from + length) limiter.answered(now += each, false);
    return now;
}

TEST(FlowRetries, v_f18_and_v_r4_the_cubic_curve_after_a_throttle) {
    // 100 answers a second until the measured rate is 100 to 1e-9.
    AdaptiveLimiter limiter;
    const SimTime then = feed(limiter, sim_start, 10ms, 20s);
    const SimTime throttled = then + 10ms;
    limiter.answered(throttled, true);
    EXPECT_NEAR(limiter.measured(), 100, 1e-5);
    EXPECT_NEAR(limiter.rate(), 70, 1e-5);
    // The curve itself, while twice the measured rate is above it.
    const auto at = [&](double seconds) {
        AdaptiveLimiter copy = limiter;
        SimTime now = throttled;
        const SimTime end = throttled + SimDuration(static_cast<std::int64_t>(seconds * 1e6));
        while (now < end) copy.answered(now += 10ms, false);
        return copy.rate();
    };
    EXPECT_NEAR(at(1), 86.68076, 1e-4);
    EXPECT_NEAR(at(2), 95.64033, 1e-4);
    EXPECT_NEAR(at(5), 100.19190, 1e-4);
    EXPECT_NEAR(at(10), 177.35400, 1e-4);
}

TEST(FlowRetries, v_f19_an_adaptive_client_step_by_step) {
    AdaptiveLimiter limiter(sim_start);
    SimTime now = feed(limiter, sim_start, 50ms, 10s);
    EXPECT_EQ(now, sim_start + 10s);
    const auto answer = [&](std::int64_t ms, bool throttled) {
        limiter.answered(sim_start + std::chrono::milliseconds(ms), throttled);
    };
    answer(10'050, true);
    EXPECT_NEAR(limiter.measured(), 20, 1e-5);
    EXPECT_NEAR(limiter.rate(), 14, 1e-5);
    std::map<std::int64_t, double> rates;
    for (std::int64_t ms = 10'300; ms <= 13'050; ms += 250) {
        answer(ms, false);
        rates[ms] = limiter.rate();
    }
    EXPECT_NEAR(rates[10'300], 15.645945, 1e-5);
    EXPECT_NEAR(rates[10'550], 16.959458, 1e-5);
    EXPECT_NEAR(rates[10'800], 17.6, 1e-5);
    EXPECT_NEAR(rates[11'050], 9.92, 1e-5);
    EXPECT_NEAR(rates[11'550], 8.384, 1e-5);
    EXPECT_NEAR(rates[13'050], 8.003072, 1e-5);
}

TEST(FlowRetries, v_f20_a_circuit_breaker_sends_ten_calls_instead_of_six_hundred) {
    const FlowRun run({.capacity = "read = 1, write = 1",
                       .model = "burst_window = \"0s\"\ninitial_burst = 0",
                       .workload = R"(client = { retry = "circuit_breaker" }
callers = { kind = "workers", count = 1, think = "90 ms" }
steps = [{ call = "PutItem", key = "1", bytes = "300 KB" }])"});
    EXPECT_EQ(run.actions().attempts(), 10u);
    EXPECT_EQ(run.run().totals().given_up, 10u);
    EXPECT_GT(run.actions().rejected, 500u);
}

// Calls that fail at once take no time: the worker goes on a millisecond later, and the run ends.
TEST(FlowRetries, a_worker_that_does_not_think_goes_on_behind_an_open_breaker) {
    const FlowRun run({.capacity = "read = 1, write = 1",
                       .model = "burst_window = \"0s\"\ninitial_burst = 0",
                       .workload = R"(client = { retry = "circuit_breaker" }
callers = { kind = "workers", count = 1 }
steps = [{ call = "PutItem", key = "1", bytes = "300 KB" }])"});
    EXPECT_EQ(run.actions().attempts(), 10u);
    // Open for all of the 60 s but the ten calls of 10 ms and the time before them.
    EXPECT_NEAR(static_cast<double>(run.actions().rejected), 59'900, 200);
}

// With three attempts inside, each of the ten calls is sent three times.
TEST(FlowRetries, a_circuit_breaker_has_the_settings_of_its_inner_mode) {
    const auto run_with = [](const char* inner) {
        return FlowRun({.capacity = "read = 1, write = 1",
                        .model = "burst_window = \"0s\"\ninitial_burst = 0",
                        .workload = fmt::format(R"(client = {{ retry = "circuit_breaker", {} }}
callers = {{ kind = "workers", count = 1, think = "90 ms" }}
steps = [{{ call = "PutItem", key = "1", bytes = "300 KB" }}])",
                                                inner)});
    };
    const FlowRun three = run_with(R"(inner = { retry = "fixed", attempts = 3, wait = "0s" })");
    EXPECT_EQ(three.actions().attempts(), 30u);
    EXPECT_EQ(three.actions().calls(), three.actions().rejected + 10);
    // A client that is not the first has a quota, too.
    const FlowRun clients = run_with(R"(clients = 4, inner = { retry = "sdk_standard" })");
    EXPECT_GT(clients.actions().attempts(), 10u);
    const auto refused = [](const char* inner) {
        const auto read = read_scenario_text(
            text_of(FlowCase{.workload = fmt::format(R"(client = {{ retry = "circuit_breaker", {} }}
callers = {{ kind = "workers", count = 1 }}
steps = [{{ call = "PutItem", key = "1" }}])",
                                                     inner)}),
            "test.toml");
        return read.ok() ? std::string() : all_texts(read.errors());
    };
    EXPECT_NE(refused(R"(inner = { retry = "circuit_breaker" })").find("unknown retry"),
              std::string::npos);
    EXPECT_NE(refused(R"(inner = { retry = "fixed", attempts = 0 })").find("attempts"),
              std::string::npos);
    EXPECT_NE(refused(R"(inner = { retry = "fixed", clients = 3 })").find("beside inner"),
              std::string::npos);
}

TEST(FlowRetries, the_emr_connector_waits_along_the_fibonacci_numbers) {
    const auto policy = configured<RetryMode>("emr", {})->start(RandomStream(3, "test"));
    const auto range = [&](std::int64_t attempt) {
        SimDuration least = SimDuration::max(), most = SimDuration::min();
        for (int i = 0; i < 2'000; ++i) {
            const SimDuration wait = *policy->decide(Failure::throttled, {.attempt = attempt});
            least = std::min(least, wait);
            most = std::max(most, wait);
        }
        return std::pair(in_seconds(least), in_seconds(most));
    };
    for (const auto& [attempt, least, most] :
         {std::tuple(1, 0.05, 0.15), std::tuple(2, 0.1, 0.2), std::tuple(3, 0.15, 0.35)}) {
        EXPECT_NEAR(range(attempt).first, least, 0.001);
        EXPECT_NEAR(range(attempt).second, most, 0.001);
    }
    EXPECT_FALSE(policy->decide(Failure::throttled, {.attempt = 9, .took = 10min}));
}

TEST(FlowRetries, a_success_gives_back_the_cost_of_its_own_last_retry) {
    const auto policy = configured<RetryMode>("sdk_standard_2_1", {{"retry_quota", "14"}})
                            ->start(RandomStream(3, "test"));
    EXPECT_TRUE(policy->decide(Failure::transient, {.attempt = 1}));
    EXPECT_FALSE(policy->decide(Failure::throttled, {.attempt = 1}));
    policy->succeeded({.attempt = 2, .last_failure = Failure::transient});
    EXPECT_TRUE(policy->decide(Failure::transient, {.attempt = 1}));
}

// A client that remembers what it is told. It waits a little after each failure.
struct Told {
    std::optional<Failure> failed;  // in the last decision
    std::uint64_t retries = 0;
    std::uint64_t contradictions = 0;
};
Told told;

class ListeningClient final : public ClientPolicy {
public:
    void react(RequestBatch&, std::span<const std::uint32_t>, ResendQueue&) override {}
    SimDuration soonest_resend() const override { return SimDuration::max(); }
    void state(StateVisitor&) override {}
    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt&) override {
        told.failed = failure;
        return SimDuration(20ms);
    }
    void succeeded(const AnsweredAttempt& attempt) override {
        if (attempt.attempt == 1) return;
        ++told.retries;
        told.contradictions += attempt.last_failure != told.failed;
    }
};
class Listening final : public RetryMode {
public:
    void settings(SettingsVisitor&) override {}
    bool needs_flow() const override { return true; }
    std::unique_ptr<ClientPolicy> start(RandomStream) const override {
        return std::make_unique<ListeningClient>();
    }
};
const Registered<RetryMode, Listening> listening_entry("listening", "for a test", {});

// The quota that a success gives back is that of the last failure, also if it was that of a part of
// a batch.
TEST(FlowRetries, a_success_after_unprocessed_items_knows_why_they_were_sent_again) {
    told = {};
    const FlowRun run({.capacity = "read = 1, write = 10",
                       .latency = R"(model = "constant", time = "1 ms", failures = "30 %")",
                       .duration = "120s",
                       .model = "burst_window = \"0s\"\ninitial_burst = 1",
                       .workload = R"(client = { retry = "listening" }
callers = { kind = "items", total = 1000, chunk = 25 }
steps = [{ call = "BatchWriteItem", for_each = "item in chunk" }])"});
    EXPECT_GT(run.actions().service_errors, 50u);
    EXPECT_GT(told.retries, 100u);
    EXPECT_EQ(told.contradictions, 0u);
}

// Blocks inside blocks whose action has taken too long: what waited in them is given back, so the
// state of a run that goes on for ten times as long is as large.
TEST(FlowRetries, actions_that_time_out_leave_nothing_behind) {
    const Scenario scenario =
        scenario_of(text_of({.workload = R"(client = { retry = "fire_and_forget" }
arrivals = { shape = "constant", rate = "20/s" }
action_timeout = "4 ms"
steps = [{ do = "outer", for_each = "a in 1..3" }]
blocks.outer.steps = [{ do = "inner", for_each = "b in 1..3" }]
blocks.inner.steps = [{ call = "GetItem", key = "{b}" }])"}))
            .value();
    auto simulation = std::move(Simulation::create(scenario).value());
    simulation->advance(sim_start + 5s);
    const std::size_t early = simulation->state().size();
    simulation->advance(sim_start + 55s);
    EXPECT_LT(simulation->state().size(), early + early / 4);
    EXPECT_GT(simulation->report().recording().actions.at(0).failed, 1'000u);
}

}  // namespace
}  // namespace isotherm
