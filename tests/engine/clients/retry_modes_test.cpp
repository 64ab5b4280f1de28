// SPDX-License-Identifier: Apache-2.0
// Retry modes on their own: validation cases V-R1 to V-R3 and R2. The service of these tests gives
// every request of a batch the same outcome.

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/random_stream.h"
#include "tests/workloads/synthetic/given_settings.h"

namespace isotherm {
namespace {

std::unique_ptr<ClientPolicy> client(std::string_view mode,
                                     const GivenSettings::Texts& settings = {}) {
    return configured<RetryMode>(mode, settings)->start(RandomStream(42, "test"));
}

// Gives the client a batch in which every request has the same outcome.
RequestBatch answered(ClientPolicy& policy, const std::vector<Request>& requests, Outcome outcome,
                      ResendQueue& again) {
    RequestBatch batch;
    batch.resize(requests.size());
    std::vector<std::uint32_t> rows(requests.size());
    std::iota(rows.begin(), rows.end(), 0u);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        batch.set_row(i, requests[i]);
        batch.outcome[i] = outcome;
    }
    policy.react(batch, rows, again);
    return batch;
}

// Arrival times of all tries of a request that is always throttled.
std::vector<SimTime> tries_of(ClientPolicy& policy, const Request& first) {
    std::vector<SimTime> times{first.arrival};
    ResendQueue again;
    RequestBatch batch = answered(policy, {first}, Outcome::partition_share, again);
    while (!again.empty()) {
        EXPECT_EQ(batch.resent[0], 1);
        const Request next = again.front();
        again.pop();
        EXPECT_GE(next.arrival, times.back() + policy.soonest_resend());
        times.push_back(next.arrival);
        EXPECT_EQ(next.attempt, times.size());
        EXPECT_EQ(next.key, first.key);
        EXPECT_EQ(next.sequence, first.sequence);
        batch = answered(policy, {next}, Outcome::partition_share, again);
    }
    EXPECT_EQ(batch.resent[0], 0);
    return times;
}

Request request(std::uint64_t sequence) {
    Request request;
    request.arrival = sim_start + 1s;
    request.key = 7;
    request.sequence = sequence;
    return request;
}

// The waits are 50 ms x 2^k, 25.55 s in all, plus the round trips.
TEST(RetryModes, v_r1_legacy_tries_ten_times_with_doubling_waits) {
    const auto policy = client("sdk_legacy");
    const auto times = tries_of(*policy, request(0));
    ASSERT_EQ(times.size(), 10u);
    constexpr SimDuration round_trip = 5ms;
    for (std::size_t k = 1; k < times.size(); ++k) {
        EXPECT_EQ(times[k] - times[k - 1] - round_trip, 50ms * (1 << (k - 1))) << k;
    }
    EXPECT_EQ(times.back() - times.front() - 9 * round_trip, 25'550ms);
}

// The waits are uniform in 0..1 s and 0..2 s: their sum has a mean of 1.5 s and a variance of (1 +
// 4) / 12 s^2.
TEST(RetryModes, v_r2_standard_tries_three_times_after_1_5_seconds_on_average) {
    const auto policy = client("sdk_standard", {{"retry_cost", "0"}});
    constexpr int requests = 10'000;
    double sum = 0;
    for (int i = 0; i < requests; ++i) {
        const auto times = tries_of(*policy, request(static_cast<std::uint64_t>(i)));
        ASSERT_EQ(times.size(), 3u);
        ASSERT_LE(times[1] - times[0] - 5ms, 1s);
        ASSERT_LE(times[2] - times[1] - 5ms, 2s);
        sum += in_seconds(times[2] - times[0] - 2 * 5ms);
    }
    const double five_deviations = 5 * std::sqrt(5.0 / 12 / requests);
    EXPECT_NEAR(sum / requests, 1.5, five_deviations);
}

// The quota has 500 tokens and a retry costs 5, so 100 failed retries in a row empty it.
TEST(RetryModes, v_r3_the_quota_ends_retries_after_a_hundred_failures) {
    const auto policy = client("sdk_standard");
    ResendQueue again;
    std::vector<Request> requests;
    for (std::uint64_t i = 0; i < 150; ++i) requests.push_back(request(i));
    const RequestBatch batch = answered(*policy, requests, Outcome::table_throughput, again);
    for (std::size_t i = 0; i < 150; ++i) EXPECT_EQ(batch.resent[i], i < 100 ? 1 : 0) << i;
    EXPECT_EQ(again.size(), 100u);

    // A success without a retry returns one token: five of them pay for one retry.
    answered(*policy, {request(200), request(201), request(202), request(203)}, Outcome::admitted,
             again);
    EXPECT_EQ(answered(*policy, {request(300)}, Outcome::table_throughput, again).resent[0], 0);
    answered(*policy, {request(204)}, Outcome::admitted, again);
    EXPECT_EQ(
        answered(*policy, {request(301), request(302)}, Outcome::table_throughput, again).resent,
        (std::vector<std::uint8_t>{1, 0}));
    // A success after a retry returns the cost of that retry.
    Request retried = request(301);
    retried.attempt = 2;
    answered(*policy, {retried}, Outcome::admitted, again);
    EXPECT_EQ(
        answered(*policy, {request(303), request(304)}, Outcome::table_throughput, again).resent,
        (std::vector<std::uint8_t>{1, 0}));
}

// Each SDK client has its own quota; requests are dealt to the clients in turn.
TEST(RetryModes, every_client_has_a_quota_of_its_own) {
    const auto policy = client("sdk_standard", {{"clients", "2"}, {"retry_quota", "10"}});
    ResendQueue again;
    std::vector<Request> requests;
    for (std::uint64_t i = 0; i < 8; ++i) requests.push_back(request(i));
    EXPECT_EQ(answered(*policy, requests, Outcome::table_throughput, again).resent,
              (std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0, 0, 0}));
}

// R2: base 50 ms, cap 20 s, 10 retries. The sum of uniform waits has half the sum of the longest
// waits as its mean, and a twelfth of the sum of their squares as its variance.
TEST(RetryModes, r2_full_jitter_waits_add_up_as_the_formula_says) {
    double longest = 0, variance = 0;
    for (int k = 0; k < 10; ++k) {
        const double wait = std::min(20'000.0, 50.0 * (1 << k));
        longest += wait;
        variance += wait * wait / 12;
    }
    EXPECT_EQ(longest, 45'550);
    EXPECT_NEAR(std::sqrt(variance), 7178.98, 0.005);

    const auto policy =
        client("sdk_standard", {{"attempts", "11"}, {"first_delay", "50ms"}, {"retry_cost", "0"}});
    constexpr int requests = 100'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < requests; ++i) {
        const auto times = tries_of(*policy, request(static_cast<std::uint64_t>(i)));
        ASSERT_EQ(times.size(), 11u);
        const double waited = in_seconds(times.back() - times.front() - 10 * 5ms) * 1e3;
        ASSERT_LE(waited, longest);
        sum += waited;
        squares += waited * waited;
    }
    const double mean = sum / requests;
    EXPECT_NEAR(mean, 22'775, 114);
    EXPECT_NEAR(std::sqrt(squares / requests - mean * mean), 7178.98, 0.012 * 7178.98);
}

TEST(RetryModes, fire_and_forget_never_tries_again) {
    const auto policy = client("fire_and_forget");
    EXPECT_EQ(tries_of(*policy, request(0)).size(), 1u);
    EXPECT_EQ(policy->soonest_resend(), SimDuration::max());
}

TEST(RetryModes, what_was_admitted_is_not_sent_again) {
    for (const std::string& mode : Catalog<RetryMode>::instance().names()) {
        const auto policy = client(mode);
        ResendQueue again;
        EXPECT_EQ(answered(*policy, {request(0)}, Outcome::admitted, again).resent[0], 0) << mode;
        EXPECT_TRUE(again.empty()) << mode;
    }
}

}  // namespace
}  // namespace isotherm
